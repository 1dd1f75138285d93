package dev.wasmmaven.conformance.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wasmmaven.conformance.spec.SpecSuite;
import dev.wasmmaven.runtime.RunOptions;
import dev.wasmmaven.runtime.RunResult;
import dev.wasmmaven.runtime.WasiRuntime;
import dev.wasmmaven.runtime.WasmProgram;
import dev.wasmmaven.runtime.error.WasmException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Loads damaged components, instantiates those that load and calls what they export, within limits. System properties as in
 * {@link LoadRobustnessTest}; a quarter of the count is of components.
 */
@DisplayName("A damaged component")
class ComponentRobustnessTest {

    private static final long SEED = Long.getLong("fuzz.seed", 20261127);
    private static final int COUNT = Integer.getInteger("fuzz.count", 2_000) / 4;

    private static final Duration TIMEOUT = Duration.ofMillis(100);
    private static final int FUNCTIONS = 4;

    /** One of them fits many functions; the others have to be refused, by what WAVE can say of the types. */
    private static final List<String> ARGUMENTS = List.of("()", "(7)", "(\"abc\")", "(7, 8)", "([])");

    private enum End {
        RETURNED,
        TRAPPED,
        STOPPED,
        NOT_CALLED,
        NOT_LOADED
    }

    private final Map<End, Integer> ends = new EnumMap<>(End.class);

    @Test
    @Timeout(900)
    @DisplayName("runs, traps, is stopped or refused with a diagnosis, and never fails in another way")
    void damaged() throws IOException, InterruptedException {
        List<Path> components = components();
        Random seeds = new Random(SEED);
        try (WasiRuntime runtime = runtime()) {
            for (int i = 0; i < COUNT; i++) {
                Damaged damaged = Damaged.of(components, seeds.nextLong());
                try {
                    load(runtime, damaged);
                } catch (RuntimeException | Error e) {
                    throw damaged.failure(e.toString(), e);
                }
            }
        }
        // All ends must occur, or the damage is too mild or too rough to test anything.
        assertThat(ends).containsKeys(End.RETURNED, End.TRAPPED, End.NOT_CALLED);
        assertThat(ends.get(End.NOT_LOADED)).isBetween(COUNT / 3, COUNT - COUNT / 50);
    }

    private static List<Path> components() throws IOException, InterruptedException {
        List<Path> found = new ArrayList<>();
        for (SpecSuite suite : List.of(SpecSuite.components(), SpecSuite.own())) {
            for (Path each : suite.modules()) {
                if (WasiRuntime.isComponent(Files.readAllBytes(each))) {
                    found.add(each);
                }
            }
        }
        return found;
    }

    private static WasiRuntime runtime() {
        WasiRuntime.Builder builder = WasiRuntime.builder()
                .codeCache(false)
                .maxMemory(64L << 20)
                .maxTableElements(100_000)
                .guestStack(1L << 20);
        WasiRuntime.componentFeatures().forEach(feature -> builder.componentFeature(feature, true));
        return builder.build();
    }

    private void load(WasiRuntime runtime, Damaged damaged) throws IOException {
        WasmProgram program;
        try {
            program = runtime.load("damaged.wasm", damaged.bytes());
        } catch (WasmException e) {
            damaged.checkMessage(e);
            count(End.NOT_LOADED);
            return;
        }
        List<String> functions = program.exports();
        for (String function : functions.subList(0, Math.min(FUNCTIONS, functions.size()))) {
            call(program, function, damaged);
        }
    }

    private void call(WasmProgram program, String function, Damaged damaged) throws IOException {
        RunOptions options = RunOptions.builder().timeout(TIMEOUT).build();
        for (String arguments : ARGUMENTS) {
            try {
                RunResult result = program.invoke(function + arguments, options);
                count(
                        result instanceof RunResult.Trapped
                                ? End.TRAPPED
                                : result instanceof RunResult.TimedOut ? End.STOPPED : End.RETURNED);
            } catch (WasmException | IllegalArgumentException e) {
                damaged.checkMessage(e);
                count(End.NOT_CALLED);
            }
        }
    }

    private void count(End end) {
        ends.merge(end, 1, Integer::sum);
    }
}
