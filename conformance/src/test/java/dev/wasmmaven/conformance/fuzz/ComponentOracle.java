package dev.wasmmaven.conformance.fuzz;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What {@code wasmparser}'s validator says of binaries; a Rust program that cargo builds, in {@code src/main/rust}. */
final class ComponentOracle implements AutoCloseable {

    private static final Path SOURCE = Path.of("src/main/rust/component-oracle").toAbsolutePath();
    private static final Path TARGET = Path.of("target").toAbsolutePath();

    private final Process process;
    private final DataOutputStream questions;
    private final BufferedReader answers;

    private ComponentOracle(Process process) {
        this.process = process;
        this.questions = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static ComponentOracle start() throws IOException {
        return new ComponentOracle(new ProcessBuilder(command(List.of(), "validate"))
                .redirectError(TARGET.resolve("component-oracle.log").toFile())
                .start());
    }

    private static List<String> command(List<String> cargoOptions, String... args) {
        List<String> command = new ArrayList<>(List.of(
                "cargo",
                "run",
                "--quiet",
                "--locked",
                "--manifest-path",
                SOURCE.resolve("Cargo.toml").toString(),
                "--target-dir",
                TARGET.resolve("component-oracle").toString()));
        command.addAll(cargoOptions);
        command.add("--");
        command.addAll(List.of(args));
        return command;
    }

    /** Components from the generators of wasm-tools, the same for the same seed. */
    static List<Path> generate(long seed, int count) throws IOException, InterruptedException {
        Path directory = TARGET.resolve("generated-components/" + seed + "-" + count);
        Path log = TARGET.resolve("component-oracle.log");
        List<String> command = command(
                List.of("--features", "generate"),
                "generate",
                String.valueOf(seed),
                String.valueOf(count),
                directory.toString());
        int status = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("no components were generated; " + log + " says:\n" + Files.readString(log));
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    /** Why the validator refuses a module or component; empty if it accepts it. */
    Optional<String> reasonAgainst(byte[] binary) throws IOException {
        questions.writeInt(Integer.reverseBytes(binary.length));
        questions.write(binary);
        questions.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("the oracle ended: " + Files.readString(TARGET.resolve("component-oracle.log")));
        }
        return answer.equals("ok") ? Optional.empty() : Optional.of(answer);
    }

    @Override
    public void close() throws IOException {
        questions.close();
        try (InputStream rest = process.getInputStream()) {
            rest.transferTo(OutputStream.nullOutputStream());
        }
    }
}
