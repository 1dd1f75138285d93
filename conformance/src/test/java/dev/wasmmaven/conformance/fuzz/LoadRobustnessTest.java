package dev.wasmmaven.conformance.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wasmmaven.conformance.spec.SpecSuite;
import dev.wasmmaven.runtime.WasiRuntime;
import dev.wasmmaven.runtime.error.WasmException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
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

    @Test
    @DisplayName("loads, or is refused with a diagnosis, in bounded time and never with another exception")
    void damaged() throws IOException, InterruptedException {
        List<Path> modules = SpecSuite.core().modules();
        Random seeds = new Random(SEED);
        int refused = 0;
        try (WasiRuntime runtime = WasiRuntime.create()) {
            for (int i = 0; i < COUNT; i++) {
                if (load(runtime, Damaged.of(modules, seeds.nextLong()))) {
                    refused++;
                }
            }
        }
        // Both outcomes must occur, or the mutations are too mild or too rough to test anything.
        assertThat(refused).isBetween(COUNT / 10, COUNT - COUNT / 100);
    }

    /** Whether it was refused. */
    private static boolean load(WasiRuntime runtime, Damaged damaged) throws IOException, InterruptedException {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                runtime.load("damaged.wasm", damaged.bytes());
            } catch (Throwable e) {
                thrown.set(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        thread.join(LIMIT.toMillis());
        if (thread.isAlive()) {
            throw damaged.failure("still loading after " + LIMIT, null);
        }
        Throwable result = thrown.get();
        if (result != null && !(result instanceof WasmException)) {
            throw damaged.failure(result.toString(), result);
        }
        if (result != null) {
            damaged.checkMessage(result);
        }
        return result != null;
    }
}
