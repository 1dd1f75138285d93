package dev.wasmmaven.toolkit.std;

import dev.wasmmaven.support.cache.FolderCache;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.support.process.Command;
import dev.wasmmaven.support.process.CommandRunner;
import dev.wasmmaven.toolkit.cargo.TomlText;
import dev.wasmmaven.toolkit.diagnostics.Diagnoses;
import dev.wasmmaven.toolkit.diagnostics.ToolkitException;
import dev.wasmmaven.toolkit.json.Json;
import dev.wasmmaven.toolkit.toolchain.CacheFolder;
import dev.wasmmaven.toolkit.toolchain.ToolOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gets the sources of the crate libc. A release is fetched by cargo itself, from the user's registry, mirror or vendored folder, and kept in
 * our cache, because cargo refuses a patch that points at the registry which it patches.
 */
public final class LibcFetcher {

    private static final Pattern VERSION = Pattern.compile("(?m)^version\\s*=\\s*\"([^\"]+)\"");
    private static final Pattern NAME = Pattern.compile("(?m)^name\\s*=\\s*\"libc\"");
    private static final Pattern RELEASE = Pattern.compile("\\d+\\.\\d+\\.\\d+(?:[-+][0-9A-Za-z.+-]+)?");

    private final FolderCache cache;
    private final CommandRunner runner;
    private final ToolOutput output;
    private final Function<List<String>, Command> cargo;
    private final boolean offline;

    /**
     * A fetcher.
     *
     * @param cache where sources are kept
     * @param cargo makes a command of cargo's arguments, run where the crate's configuration counts
     * @param offline whether only what is in cargo's cache may be used
     */
    public LibcFetcher(
            FolderCache cache,
            CommandRunner runner,
            ToolOutput output,
            Function<List<String>, Command> cargo,
            boolean offline) {
        this.cache = cache;
        this.runner = runner;
        this.output = output;
        this.cargo = cargo;
        this.offline = offline;
    }

    /**
     * The sources of a release.
     *
     * @throws ToolkitException there is no such release, or it cannot be fetched
     */
    public LibcCrate release(String version) {
        if (!RELEASE.matcher(version).matches()) {
            throw unavailable(
                    "'" + version + "' is no version of the crate libc",
                    "write one with three numbers, such as <libc>0.2.177</libc> (property wasm.libc)");
        }
        String key = CacheFolder.LIBC.key(version);
        return cached(key, "\"=" + version + "\"", version);
    }

    /**
     * The sources in a folder.
     *
     * @throws ToolkitException it holds no crate libc
     */
    public static LibcCrate directory(Path directory) {
        Path manifest = directory.resolve("Cargo.toml");
        try {
            String text = Files.readString(manifest);
            Matcher version = VERSION.matcher(text);
            if (NAME.matcher(text).find() && version.find()) {
                return new LibcCrate(directory, version.group(1));
            }
            throw unavailable(manifest + " is not that of the crate libc", "correct <libc> (property wasm.libc)");
        } catch (IOException e) {
            throw unavailable(
                    "the sources of libc cannot be read: " + manifest + ": " + e.getMessage(),
                    "name the folder that holds the Cargo.toml of the crate libc: <libc> (property wasm.libc)");
        }
    }

    /**
     * The sources of a commit. A branch is looked up anew each time.
     *
     * @throws ToolkitException the repository or the commit cannot be had
     */
    public LibcCrate git(LibcChoice.Git choice) {
        String revision = choice.revision()
                .map(text -> ", " + revisionKind(text) + " = " + TomlText.string(text))
                .orElse("");
        Json libc = resolve("{ git = " + TomlText.string(choice.url()) + revision + " }");
        String source = libc.get("source").textOrEmpty();
        String commit = source.substring(source.lastIndexOf('#') + 1);
        return directory(keep(CacheFolder.LIBC.key("git-" + commit), folder(libc)));
    }

    /** Cargo tells commits, tags and branches apart; {@code rev} takes commits and any other reference by its full name. */
    private static String revisionKind(String text) {
        return text.matches("[0-9a-f]{7,40}") || text.startsWith("refs/") ? "rev" : "branch";
    }

    private LibcCrate cached(String key, String requirement, String version) {
        Path place = get(key, folder -> {
            output.info("Fetching libc " + version);
            copyCrate(folder(resolve(requirement)), folder);
        });
        return directory(place);
    }

    /** The folder of a package that cargo describes. */
    private static Path folder(Json description) {
        Path manifest = Path.of(description.get("manifest_path").textOrEmpty());
        Path folder = manifest.getParent();
        if (folder == null) {
            throw unavailable("cargo does not say where libc is", "run the build with -X");
        }
        return folder;
    }

    private Path keep(String key, Path fetched) {
        return get(key, folder -> copyCrate(fetched, folder));
    }

    private Path get(String key, FolderCache.Filler filler) {
        try {
            return cache.get(key, () -> output.info("Waiting for another build that fetches libc"), filler);
        } catch (IOException e) {
            throw new ToolkitException(
                    DiagnosticId.IO_FAILED,
                    "the sources of libc cannot be kept in the cache: " + e,
                    "check that the cache directory (WASM_MAVEN_CACHE) is writable and the disk is not full",
                    e);
        }
    }

    static void copyCrate(Path from, Path to) throws IOException {
        FolderCache.copy(from, to, path -> !path.endsWith(".git") && !path.equals(from.resolve("target")));
    }

    /** What cargo says of libc as the dependency of a crate that has no other. */
    private Json resolve(String requirement) {
        try {
            Path holder = Files.createTempDirectory("wasm-maven-libc");
            try {
                Files.writeString(
                        holder.resolve("Cargo.toml"),
                        "[package]\nname = \"holder\"\nversion = \"0.0.0\"\nedition = \"2021\"\n[lib]\npath = \"lib.rs\"\n"
                                + "[dependencies]\nlibc = " + requirement + "\n[workspace]\n");
                Files.writeString(holder.resolve("lib.rs"), "");
                return ask(holder.resolve("Cargo.toml"), requirement);
            } finally {
                FolderCache.delete(holder);
            }
        } catch (IOException e) {
            throw new ToolkitException(
                    DiagnosticId.IO_FAILED,
                    "the sources of libc cannot be fetched: " + e,
                    "check that the folder for temporary files is writable",
                    e);
        }
    }

    private Json ask(Path manifest, String requirement) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("metadata", "--format-version", "1", "--manifest-path", manifest.toString()));
        if (offline) {
            arguments.add("--offline");
        }
        Command command = cargo.apply(arguments);
        output.debug(command.display());
        StringBuilder stdout = new StringBuilder();
        List<String> stderr = new ArrayList<>();
        int exitCode = runner.run(command, stdout::append, line -> {
            stderr.add(line);
            output.progress(line);
        });
        if (exitCode != 0) {
            throw failed(requirement, stderr);
        }
        return Json.parse(stdout.toString()).get("packages").items().stream()
                .filter(each -> each.get("name").textOrEmpty().equals("libc"))
                .findFirst()
                .orElseThrow(() -> unavailable("cargo does not name libc among the packages", "run the build with -X"));
    }

    private ToolkitException failed(String requirement, List<String> stderr) {
        String said = stderr.stream()
                .filter(line -> line.startsWith("error: "))
                .findFirst()
                .map(line -> ": " + line.substring("error: ".length()))
                .orElse("");
        return Diagnoses.find(stderr)
                .filter(known -> known.diagnosticId() == DiagnosticId.CARGO_NETWORK)
                .orElseGet(
                        () -> unavailable(
                                "libc " + requirement + " cannot be had" + said,
                                offline
                                        ? "build once with a network (without -o)"
                                        : "correct <libc> (property wasm.libc), or look whether your registry has that version"));
    }

    private static ToolkitException unavailable(String message, String nextStep) {
        return new ToolkitException(DiagnosticId.LIBC_UNAVAILABLE, message, nextStep);
    }
}
