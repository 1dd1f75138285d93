package dev.wasmmaven.conformance.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Rust program of {@code src/main/rust} that the tests run, built by cargo when it is.
 *
 * @param name of its folder
 */
record CargoProgram(String name) {

    private static final Path TARGET = Path.of("target").toAbsolutePath();

    /** The command that runs it. */
    List<String> command(List<String> cargoOptions, String... args) {
        List<String> command = new ArrayList<>(List.of(
                "cargo",
                "run",
                "--quiet",
                "--locked",
                "--manifest-path",
                Path.of("src/main/rust", name, "Cargo.toml").toAbsolutePath().toString(),
                "--target-dir",
                TARGET.resolve(name).toString()));
        command.addAll(cargoOptions);
        command.add("--");
        command.addAll(List.of(args));
        return command;
    }

    /** Where it says what goes wrong. */
    Path log() {
        return TARGET.resolve(name + ".log");
    }

    /** What it writes to a new folder, whose name is its last argument; in the order of the files' names. */
    List<Path> files(List<String> cargoOptions, String folder, String... args)
            throws IOException, InterruptedException {
        Path directory = TARGET.resolve(folder);
        List<String> command = command(cargoOptions, args);
        command.add(directory.toString());
        Files.createDirectories(TARGET);
        int status = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException(name + " failed; " + log() + " says:\n" + Files.readString(log()));
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }
}
