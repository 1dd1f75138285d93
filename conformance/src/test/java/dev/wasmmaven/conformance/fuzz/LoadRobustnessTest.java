package dev.wasmmaven.conformance.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.wasmmaven.conformance.spec.SpecSuite;
import dev.wasmmaven.runtime.WasiRuntime;
import dev.wasmmaven.runtime.error.WasmException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Loads damaged modules of the official suite through the public API. The run is the same each time; system properties
 * {@code fuzz.seed} and {@code fuzz.count} choose another, longer one. What fails is left in {@code target/fuzz}.
 */
@DisplayName("A damaged module")
class LoadRobustnessTest {

    private static final long SEED = Long.getLong("fuzz.seed", 20261121);
    private static final int COUNT = Integer.getInteger("fuzz.count", 2_000);

    /** Far above what the largest module needs on a busy machine; only an endless loop takes as long. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** What no user's message contains: names of classes. */
    private static final Pattern JAVA = Pattern.compile("java\\.|com\\.dylibso|Exception|Error\\b");

    @Test
    @DisplayName("loads, or is refused with a diagnosis, in bounded time and never with another exception")
    void damaged() throws IOException, InterruptedException {
        List<Path> modules = SpecSuite.core().modules();
        Random seeds = new Random(SEED);
        int refused = 0;
        try (WasiRuntime runtime = WasiRuntime.create()) {
            for (int i = 0; i < COUNT; i++) {
                long seed = seeds.nextLong();
                Random random = new Random(seed);
                Path module = modules.get(random.nextInt(modules.size()));
                Mutation mutation = Mutation.values()[random.nextInt(Mutation.values().length)];
                byte[] damaged = mutation.apply(Files.readAllBytes(module), random);
                String what = module.getFileName() + ", " + mutation + ", seed " + seed;
                if (load(runtime, what, damaged)) {
                    refused++;
                }
            }
        }
        // Both outcomes must occur, or the mutations are too mild or too rough to test anything.
        assertThat(refused).isBetween(COUNT / 10, COUNT - COUNT / 100);
    }

    /** Whether it was refused. */
    private static boolean load(WasiRuntime runtime, String what, byte[] bytes)
            throws IOException, InterruptedException {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                runtime.load("damaged.wasm", bytes);
            } catch (Throwable e) {
                thrown.set(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        thread.join(LIMIT.toMillis());
        if (thread.isAlive()) {
            fail("%s: still loading after %s, kept as %s", what, LIMIT, keep(bytes));
        }
        Throwable result = thrown.get();
        if (result != null && !(result instanceof WasmException)) {
            fail("%s: %s, kept as %s".formatted(what, result, keep(bytes)), result);
        }
        if (result != null && JAVA.matcher(String.valueOf(result.getMessage())).find()) {
            fail(
                    "%s: the message speaks of Java, kept as %s: %s".formatted(what, keep(bytes), result.getMessage()),
                    result);
        }
        return result != null;
    }

    private static Path keep(byte[] bytes) throws IOException {
        Path directory = Files.createDirectories(Path.of("target/fuzz"));
        return Files.write(Files.createTempFile(directory, "damaged", ".wasm"), bytes);
    }
}
