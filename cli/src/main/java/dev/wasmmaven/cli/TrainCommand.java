package dev.wasmmaven.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * {@code train}: runs a small program as users do, so that the JVM sees which classes a run needs. The launcher calls it
 * to make the archive from which later starts load them.
 */
final class TrainCommand implements Command {

    /** A module and a component that print a line; made of {@code hello.rs} beside them, as is written there. */
    private static final List<String> PROGRAMS = List.of("hello.wasm", "hello-component.wasm");

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
        for (String each : PROGRAMS) {
            int exitCode = train(each, console);
            if (exitCode != 0) {
                return exitCode;
            }
        }
        return 0;
    }

    private static int train(String name, Console console) throws IOException {
        Path directory = Files.createTempDirectory("wasi-runtime");
        Path program = directory.resolve(name);
        Path cache = directory.resolve("code");
        Path moved = directory.resolve("code-moved");
        try (InputStream in = Objects.requireNonNull(TrainCommand.class.getResourceAsStream(name), name)) {
            Files.copy(in, program);
        }
        try {
            CommandLineInterface inner = new CommandLineInterface(new Console(
                    new ByteArrayInputStream(new byte[0]),
                    console.out(),
                    OutputStream.nullOutputStream(),
                    Map.of(),
                    Set.of()));
            // Compiled the first time. The second time it is found on disk, and in another directory, since this
            // process knows the code of the first one already.
            int compiled = inner.run(arguments(cache, directory, program));
            if (compiled != 0 || !Files.isDirectory(cache)) {
                return compiled;
            }
            Files.move(cache, moved);
            return inner.run(arguments(moved, directory, program));
        } finally {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    private static String[] arguments(Path cache, Path directory, Path program) {
        return new String[] {
            "--code-cache", cache.toString(), "--dir", directory.toString(), "--env", "A=b", program.toString(), "x"
        };
    }
}
