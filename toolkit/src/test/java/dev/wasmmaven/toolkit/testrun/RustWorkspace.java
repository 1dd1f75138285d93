package dev.wasmmaven.toolkit.testrun;

import dev.wasmmaven.toolkit.build.BuildListener;
import dev.wasmmaven.toolkit.build.BuildRequest;
import dev.wasmmaven.toolkit.build.CrateBuilder;
import dev.wasmmaven.toolkit.build.TestExecutable;
import dev.wasmmaven.toolkit.build.TestTargets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The cargo workspace below {@code src/test/rust}, copied somewhere else and built there with real cargo. */
final class RustWorkspace {

    private static final Path SOURCE = Path.of("src/test/rust");

    private static @Nullable RustWorkspace shared;

    private final Path root;
    private @Nullable List<TestExecutable> built;

    private RustWorkspace(Path root) {
        this.root = root;
    }

    /** One copy for all test classes, which must leave it as it is; below a folder with a space and a letter beyond ASCII. */
    static synchronized RustWorkspace shared() throws IOException {
        if (shared == null) {
            shared = copyTo(Files.createTempDirectory(Path.of("target").toAbsolutePath(), "rust kräts "));
        }
        return shared;
    }

    /** The test executables of all members for wasm32-wasip1, built the first time. */
    synchronized List<TestExecutable> built() {
        if (built == null) {
            built = build();
        }
        return built;
    }

    private static RustWorkspace copyTo(Path root) throws IOException {
        return copyTo(SOURCE, root);
    }

    /** Copies a workspace, or a crate, of the test's own. */
    static RustWorkspace copyTo(Path source, Path root) throws IOException {
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path copy = root.resolve(source.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
        return new RustWorkspace(root);
    }

    Path root() {
        return root;
    }

    /** Builds the test executables of all members for wasm32-wasip1. */
    List<TestExecutable> build() {
        return build(BuildRequest.builder(root).cargoArguments(List.of("--workspace")));
    }

    List<TestExecutable> build(BuildRequest.Builder request) {
        return new CrateBuilder().buildTests(request.build(), TestTargets.DEFAULT, new Quiet());
    }

    /** Runs cargo natively and gives its standard output. */
    String cargo(String... arguments) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("cargo"));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .directory(root.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(command + " exited with code " + process.exitValue());
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fails on what the compiler has to complain of. */
    private static final class Quiet implements BuildListener {
        @Override
        public void compilerMessage(CompilerMessage message) {
            throw new AssertionError(message.rendered());
        }

        @Override
        public void progress(String line) {}

        @Override
        public void info(String message) {}

        @Override
        public void warn(String message) {}

        @Override
        public void debug(String message) {}
    }
}
