package dev.wasmmaven.runtime.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compiles single-file Rust programs for tests; rustup and the network are needed once, for the target. */
public final class RustPrograms {

    private static final String DEFAULT_TARGET = "wasm32-wasip1";

    /** Lets a stable compiler take {@code #![feature]}, which a program without any is none the worse for. */
    private static final Map<String, String> UNSTABLE = Map.of("RUSTC_BOOTSTRAP", "1");

    private RustPrograms() {}

    /** Compiles a resource of a test class for wasm32-wasip1, in debug mode; gives the {@code .wasm}. */
    public static Path compile(Class<?> test, String resource, Path directory, String... options)
            throws IOException, InterruptedException {
        return compileFor(DEFAULT_TARGET, test, resource, directory, options);
    }

    /** The same for a target. */
    public static Path compileFor(String target, Class<?> test, String resource, Path directory, String... options)
            throws IOException, InterruptedException {
        Path source = directory.resolve(resource);
        try (InputStream in = test.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + resource);
            }
            Files.copy(in, source);
        }
        Path wasm = directory.resolve(resource.replace(".rs", ".wasm"));
        run(directory, List.of("rustup", "target", "add", target), Map.of());
        List<String> command = new ArrayList<>(
                List.of("rustc", "--edition=2021", "--target", target, "-o", wasm.toString(), source.toString()));
        command.addAll(List.of(options));
        run(directory, command, UNSTABLE);
        return wasm;
    }

    private static void run(Path directory, List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command + " failed: " + output);
        }
    }
}
