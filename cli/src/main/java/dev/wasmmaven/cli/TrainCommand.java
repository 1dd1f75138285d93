package dev.wasmmaven.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * {@code train}: runs a small program as users do, so that the JVM sees which classes a run needs. The launcher calls it
 * to make the archive from which later starts load them.
 */
final class TrainCommand implements Command {

    /** Prints a line; made of {@code hello.rs} beside it, as is written there. */
    private static final String PROGRAM = "hello.wasm";

    @Override
    public String name() {
        return "train";
    }

    @Override
    public String summary() {
        return "Run a program of our own, for the launcher's archive of class data.";
    }

    @Override
    public String positional() {
        return "";
    }

    @Override
    public List<Option> options() {
        return List.of();
    }

    @Override
    public int run(Arguments arguments, Console console) throws IOException {
        Path directory = Files.createTempDirectory("wasi-runtime");
        Path program = directory.resolve(PROGRAM);
        try (InputStream in = Objects.requireNonNull(TrainCommand.class.getResourceAsStream(PROGRAM), PROGRAM)) {
            Files.copy(in, program);
        }
        try {
            return new CommandLineInterface(new Console(
                            new ByteArrayInputStream(new byte[0]),
                            console.out(),
                            OutputStream.nullOutputStream(),
                            Map.of(),
                            Set.of()))
                    .run("--dir", directory.toString(), "--env", "A=b", program.toString(), "argument");
        } finally {
            Files.delete(program);
            Files.delete(directory);
        }
    }
}
