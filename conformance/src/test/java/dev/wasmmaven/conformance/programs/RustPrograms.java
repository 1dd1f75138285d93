package dev.wasmmaven.conformance.programs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wasmmaven.support.cache.PathLock;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The crate {@code conformance/programs}, built natively and for each WASI, with targets installed if need be. */
final class RustPrograms {

    /** A target that the programs are built for. */
    enum Target {
        WASIP1,
        WASIP2;

        String triple() {
            return "wasm32-" + name().toLowerCase(Locale.ROOT);
        }
    }

    /** A crate of this module, and where it is built. */
    record Crate(Path source, Path built) {
        private static Crate of(String name) {
            return new Crate(
                    Path.of(name).toAbsolutePath(), Path.of("target", name).toAbsolutePath());
        }
    }

    private static final Crate PROGRAMS = Crate.of("programs");

    /** The programs with threads, and their target. */
    static final Crate THREADS = Crate.of("threads");

    static final String THREADS_TRIPLE = "wasm32-wasip1-threads";

    /** The programs of WASI 0.3, which are libraries, and the target that a stable toolchain makes components for. */
    private static final Crate ASYNC = Crate.of("async");

    private static final Path COMPONENTIZE =
            Path.of("src/main/rust/componentize/Cargo.toml").toAbsolutePath();
    private static final long MINUTES = 10;

    private RustPrograms() {}

    /** How a native program ended. */
    record Ended(int exitCode, byte[] stdout) {}

    static void build() throws IOException, InterruptedException {
        build(PROGRAMS, Arrays.stream(Target.values()).map(Target::triple).toList());
    }

    static void buildAsync() throws IOException, InterruptedException {
        String triple = Target.WASIP2.triple();
        libraries(ASYNC, triple);
        String built = ASYNC.built().toString();
        tool(ASYNC, "cargo", "build", "--locked", "--examples", "--target-dir", built, "--target", triple);
    }

    static Path asyncProgram(String program) {
        return ASYNC.built()
                .resolve(Target.WASIP2.triple())
                .resolve("debug/examples")
                .resolve(program + ".wasm");
    }

    static void build(Crate crate, List<String> triples) throws IOException, InterruptedException {
        String built = crate.built().toString();
        tool(crate, "cargo", "build", "--locked", "--bins", "--target-dir", built);
        for (String triple : triples) {
            libraries(crate, triple);
            tool(crate, "cargo", "build", "--locked", "--bins", "--target-dir", built, "--target", triple);
        }
    }

    /** Where Rust has its libraries for a target, which is installed if it is not. */
    static Path libraries(Crate crate, String triple) throws IOException, InterruptedException {
        Path target = Path.of(tool(crate, "rustc", "--print", "sysroot").strip(), "lib", "rustlib", triple);
        // The tests have several JVMs, and rustup does not expect two of itself.
        PathLock lock = PathLock.acquire(Path.of("target/rustup.lock"));
        try {
            if (!Files.isDirectory(target)) {
                tool(crate, "rustup", "target", "add", triple);
            }
        } finally {
            lock.close();
        }
        return target.resolve("lib");
    }

    /** A component made by the tool {@code componentize}; a few seconds to build it once. */
    static Path component(String name, String... command) throws IOException, InterruptedException {
        Path component =
                Files.createDirectories(PROGRAMS.built().resolve("components")).resolve(name + ".wasm");
        List<String> line = new ArrayList<>(List.of(
                "cargo",
                "run",
                "--quiet",
                "--locked",
                "--manifest-path",
                COMPONENTIZE.toString(),
                "--target-dir",
                PROGRAMS.built().resolve("componentize").toString(),
                "--"));
        line.addAll(List.of(command));
        line.add(component.toString());
        tool(PROGRAMS, line.toArray(String[]::new));
        return component;
    }

    private static String tool(Crate crate, String... command) throws IOException, InterruptedException {
        Files.createDirectories(crate.built());
        File output = Files.createTempFile(crate.built(), command[0], ".log").toFile();
        Process process = new ProcessBuilder(command)
                .directory(crate.source().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
        if (!ended) {
            process.destroyForcibly();
        }
        String text = Files.readString(output.toPath());
        Files.delete(output.toPath());
        assertThat(ended).as("%s ends: %s", List.of(command), text).isTrue();
        assertThat(process.exitValue()).as("%s: %s", List.of(command), text).isZero();
        return text;
    }

    static Path wasm(Target target, String program) {
        return wasm(PROGRAMS, target.triple(), program);
    }

    static Path wasm(Crate crate, String triple, String program) {
        return crate.built().resolve(triple).resolve("debug").resolve(program + ".wasm");
    }

    /** Runs a program natively in a directory, with this environment and nothing else. */
    static Ended runNatively(String program, List<String> args, Map<String, String> env, byte[] stdin, Path directory)
            throws IOException, InterruptedException {
        return runNatively(PROGRAMS, program, args, env, stdin, directory);
    }

    static Ended runNatively(
            Crate crate, String program, List<String> args, Map<String, String> env, byte[] stdin, Path directory)
            throws IOException, InterruptedException {
        String suffix = File.separatorChar == '\\' ? ".exe" : "";
        List<String> command = new ArrayList<>();
        command.add(crate.built().resolve("debug").resolve(program + suffix).toString());
        command.addAll(args);
        Path in = Files.createTempFile(crate.built(), program, ".in");
        Path out = Files.createTempFile(crate.built(), program, ".out");
        Files.write(in, stdin);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(env);
        Process process = builder.start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES))
                .as("%s ends natively", program)
                .isTrue();
        Ended ended = new Ended(process.exitValue(), Files.readAllBytes(out));
        Files.delete(in);
        Files.delete(out);
        return ended;
    }
}
