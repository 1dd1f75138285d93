package dev.wasmmaven.conformance.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Core modules made by {@code wasm-smith}; a Rust program that cargo builds, in {@code src/main/rust}. */
final class ModuleGenerator {

    private static final Path SOURCE = Path.of("src/main/rust/module-generator").toAbsolutePath();
    private static final Path TARGET = Path.of("target").toAbsolutePath();

    private ModuleGenerator() {}

    /** So many modules, the same for the same seed. */
    static List<Path> generate(long seed, int count) throws IOException, InterruptedException {
        Path directory = TARGET.resolve("generated-modules/" + seed + "-" + count);
        Path log = TARGET.resolve("module-generator.log");
        Files.createDirectories(TARGET);
        int status = new ProcessBuilder(
                        "cargo",
                        "run",
                        "--quiet",
                        "--locked",
                        "--manifest-path",
                        SOURCE.resolve("Cargo.toml").toString(),
                        "--target-dir",
                        TARGET.resolve("module-generator").toString(),
                        "--",
                        String.valueOf(seed),
                        String.valueOf(count),
                        directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("no modules were generated; " + log + " says:\n" + Files.readString(log));
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }
}
