package dev.wasmmaven.conformance.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wasmmaven.conformance.spec.SpecSuite;
import dev.wasmmaven.runtime.RunOptions;
import dev.wasmmaven.runtime.RunOptions.MissingImports;
import dev.wasmmaven.runtime.RunResult;
import dev.wasmmaven.runtime.WasiRuntime;
import dev.wasmmaven.runtime.WasmProgram;
import dev.wasmmaven.runtime.WasmSignature;
import dev.wasmmaven.runtime.WasmType;
import dev.wasmmaven.runtime.WasmValue;
import dev.wasmmaven.runtime.error.WasmException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Runs what damage leaves runnable, within limits: every exported function of damaged modules, with random arguments.
 * System properties as in {@link LoadRobustnessTest}; a fortieth of the count is of modules that still load, which few do.
 */
@DisplayName("A damaged module that still loads")
class RunRobustnessTest {

    private static final long SEED = Long.getLong("fuzz.seed", 20261126);
    private static final int COUNT = Integer.getInteger("fuzz.count", 2_000) / 40;

    private static final Duration TIMEOUT = Duration.ofMillis(100);
    private static final int FUNCTIONS = 4;

    private enum End {
        RETURNED,
        TRAPPED,
        STOPPED,
        REFUSED
    }

    private final Map<End, Integer> ends = new EnumMap<>(End.class);

    @Test
    @Timeout(900)
    @DisplayName("returns, traps, is stopped or refused, and never fails in another way")
    void damaged() throws IOException, InterruptedException {
        List<Path> modules = SpecSuite.core().modules();
        Random seeds = new Random(SEED);
        try (WasiRuntime runtime = WasiRuntime.builder()
                .maxMemory(64L << 20)
                .maxTableElements(100_000)
                .guestStack(1L << 20)
                .build()) {
            int loaded = 0;
            while (loaded < COUNT) {
                Damaged damaged = Damaged.of(modules, seeds.nextLong());
                try {
                    WasmProgram program = runtime.load("damaged.wasm", damaged.bytes());
                    loaded++;
                    run(program, damaged.random());
                } catch (WasmException e) {
                    count(End.REFUSED);
                } catch (RuntimeException | Error e) {
                    throw damaged.failure(e.toString(), e);
                }
            }
        }
        // All ends must occur, or the modules are too mild or too rough to test anything.
        assertThat(ends).containsKeys(End.RETURNED, End.TRAPPED, End.REFUSED);
        assertThat(ends.get(End.RETURNED)).isGreaterThan(COUNT / 2);
    }

    private void run(WasmProgram program, Random random) {
        int left = FUNCTIONS;
        for (String export : program.exports()) {
            Optional<WasmSignature> signature = program.function(export);
            if (signature.isEmpty() || !speakable(signature.get()) || left-- == 0) {
                continue;
            }
            List<WasmValue> args = signature.get().params().stream()
                    .map(type -> value(type, random))
                    .toList();
            RunOptions options = RunOptions.builder()
                    .timeout(TIMEOUT)
                    .missingImports(MissingImports.ZERO)
                    .build();
            try {
                RunResult result = program.invoke(export, args, options);
                count(
                        result instanceof RunResult.Trapped
                                ? End.TRAPPED
                                : result instanceof RunResult.TimedOut ? End.STOPPED : End.RETURNED);
            } catch (WasmException e) {
                count(End.REFUSED);
            }
        }
    }

    /** Whether values of these types can be given and shown. */
    private static boolean speakable(WasmSignature signature) {
        return !signature.params().contains(WasmType.V128)
                && !signature.results().contains(WasmType.V128);
    }

    private static WasmValue value(WasmType type, Random random) {
        return switch (type) {
            case I32 -> WasmValue.i32(random.nextBoolean() ? random.nextInt() : random.nextInt(10));
            case I64 -> WasmValue.i64(random.nextBoolean() ? random.nextLong() : random.nextInt(10));
            case F32 -> WasmValue.f32(Float.intBitsToFloat(random.nextInt()));
            case F64 -> WasmValue.f64(Double.longBitsToDouble(random.nextLong()));
            default -> new WasmValue(type, -1);
        };
    }

    private void count(End end) {
        ends.merge(end, 1, Integer::sum);
    }
}
