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
import java.util.List;
import java.util.Optional;

/** What {@code wasmparser}'s validator says of binaries. */
final class ComponentOracle implements AutoCloseable {

    private static final CargoProgram PROGRAM = new CargoProgram("component-oracle");

    private final Process process;
    private final DataOutputStream questions;
    private final BufferedReader answers;

    private ComponentOracle(Process process) {
        this.process = process;
        this.questions = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static ComponentOracle start() throws IOException {
        return new ComponentOracle(new ProcessBuilder(PROGRAM.command(List.of(), "validate"))
                .redirectError(PROGRAM.log().toFile())
                .start());
    }

    /** Components from the generators of wasm-tools, the same for the same seed. */
    static List<Path> generate(long seed, int count) throws IOException, InterruptedException {
        String folder = "generated-components/" + seed + "-" + count;
        List<String> options = List.of("--features", "generate");
        return PROGRAM.files(options, folder, "generate", String.valueOf(seed), String.valueOf(count));
    }

    /** Why the validator refuses a module or component; empty if it accepts it. */
    Optional<String> reasonAgainst(byte[] binary) throws IOException {
        questions.writeInt(Integer.reverseBytes(binary.length));
        questions.write(binary);
        questions.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("the oracle ended: " + Files.readString(PROGRAM.log()));
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
