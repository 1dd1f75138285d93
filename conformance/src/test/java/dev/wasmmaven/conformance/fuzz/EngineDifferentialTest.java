package dev.wasmmaven.conformance.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wasmmaven.runtime.engine.CoreEngine;
import dev.wasmmaven.runtime.engine.CoreOptions;
import dev.wasmmaven.runtime.engine.chicory.ChicoryEngine;
import dev.wasmmaven.runtime.error.TrapKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Runs modules of {@code wasm-smith} compiled by our compiler and in Chicory's interpreter: every result and trap, and all
 * globals and memories afterwards, must be the same, with memories in one array and in pages. The run is the same each time;
 * system properties {@code fuzz.seed} and {@code fuzz.count} choose another, longer one. Modules that behave differently are
 * left in {@code target/fuzz}, counts in {@code target/engine-differential.md}.
 */
@DisplayName("A generated module")
class EngineDifferentialTest {

    private static final boolean FULL = Boolean.getBoolean("full");
    private static final long SEED = Long.getLong("fuzz.seed", 20261126);
    private static final int COUNT = Integer.getInteger("fuzz.count", FULL ? 20_000 : 200);
    private static final int MAX_TABLE_ELEMENTS = 100_000;

    /** What a module that behaves the same says about the two ways of running it. */
    private enum Comparison {
        /** Compiled and interpreted: the one that counts. */
        BOTH_MODES,
        /** Compiled even where it was to be interpreted, since the interpreter lacks something: arrays and pages compared. */
        COMPILED_ONLY,
        /** Both modes refuse or end before there is an instance. */
        NOT_INSTANTIATED,
        /** The stack was exhausted, which each engine may do at its own depth. */
        EXHAUSTED,
        /** Refused by name. */
        UNSUPPORTED
    }

    private final CoreEngine arrays = engine(false);
    private final CoreEngine pages = engine(true);
    private final List<String> differences = new ArrayList<>();
    private final Map<Comparison, Integer> comparisons = new EnumMap<>(Comparison.class);
    private int traps;
    private int results;

    private static CoreEngine engine(boolean largeMemories) {
        return new ChicoryEngine(1L << 25, largeMemories, MAX_TABLE_ELEMENTS, Optional.empty());
    }

    @Test
    @DisplayName("behaves in our compiler as in the interpreter")
    void compiledAsInterpreted() throws IOException, InterruptedException {
        List<Path> modules = ModuleGenerator.generate(SEED, COUNT);
        for (Path each : modules) {
            compare(each).ifPresent(it -> comparisons.merge(it, 1, Integer::sum));
        }
        report(modules.size());
        assertThat(differences).isEmpty();
        // Of 20,000 these were 72, 15 and 1 %. What is compared must not become less unnoticed, by modules that are
        // refused or
        // that do too little.
        assertThat(count(Comparison.BOTH_MODES)).isGreaterThan(COUNT * 65 / 100);
        assertThat(count(Comparison.COMPILED_ONLY)).isGreaterThan(COUNT / 20);
        assertThat(count(Comparison.UNSUPPORTED)).isLessThan(COUNT / 20);
        assertThat(results).isGreaterThan(COUNT);
        assertThat(traps).isGreaterThan(COUNT);
    }

    private void report(int modules) throws IOException {
        StringBuilder report = new StringBuilder("| | |\n|---|---:|\n");
        report.append("| seed | ").append(SEED).append(" |\n");
        report.append("| modules | ").append(modules).append(" |\n");
        for (Comparison each : Comparison.values()) {
            report.append("| ").append(each).append(" | ").append(count(each)).append(" |\n");
        }
        report.append("| different | ").append(differences.size()).append(" |\n");
        report.append("| results compared | ").append(results).append(" |\n");
        report.append("| traps compared | ").append(traps).append(" |\n");
        Files.writeString(Path.of("target/engine-differential.md"), report);
    }

    private int count(Comparison comparison) {
        return comparisons.getOrDefault(comparison, 0);
    }

    /** Nothing if the module behaves differently. */
    private Optional<Comparison> compare(Path file) throws IOException {
        byte[] wasm = Files.readAllBytes(file);
        long seed = SEED + file.getFileName().hashCode();
        ModuleBehaviour compiled = run(arrays, CoreOptions.Mode.COMPILED, wasm, seed);
        ModuleBehaviour interpreted = run(arrays, CoreOptions.Mode.INTERPRETED, wasm, seed);
        ModuleBehaviour paged = run(pages, CoreOptions.Mode.COMPILED, wasm, seed);
        if (compiled.refusal().isPresent() && interpreted.refusal().isPresent()) {
            return Optional.of(Comparison.UNSUPPORTED);
        }
        if (compiled.isExhausted() || interpreted.isExhausted()) {
            return Optional.of(Comparison.EXHAUSTED);
        }
        String where = file.getFileName().toString();
        if (!agree(where + " compiled and interpreted", compiled, interpreted, wasm)
                || !agree(where + " in arrays and in pages", compiled, paged, wasm)) {
            return Optional.empty();
        }
        for (String event : compiled.events()) {
            results += event.contains(" = ") ? 1 : 0;
            traps += event.contains(": ") ? 1 : 0;
        }
        if (!compiled.isInstantiated()) {
            return Optional.of(Comparison.NOT_INSTANTIATED);
        }
        return Optional.of(
                compiled.mode().equals(interpreted.mode()) ? Comparison.COMPILED_ONLY : Comparison.BOTH_MODES);
    }

    private static ModuleBehaviour run(CoreEngine engine, CoreOptions.Mode mode, byte[] wasm, long seed) {
        return ModuleBehaviour.of(engine, wasm, new CoreOptions("generated.wasm", mode), seed);
    }

    private boolean agree(String what, ModuleBehaviour first, ModuleBehaviour second, byte[] wasm) throws IOException {
        List<String> one = comparable(first);
        List<String> other = comparable(second);
        if (one.equals(other)) {
            return true;
        }
        Path directory = Files.createDirectories(Path.of("target/fuzz"));
        Path kept = Files.write(Files.createTempFile(directory, "module", ".wasm"), wasm);
        differences.add(what + ", kept as " + kept + ": " + firstDifference(one, other));
        return false;
    }

    /** Of an atomic access that is neither aligned nor in bounds, the interpreter names the bounds, and the compiler the other. */
    private static List<String> comparable(ModuleBehaviour behaviour) {
        return behaviour.events().stream()
                .map(event -> event.replace(
                        TrapKind.UNALIGNED_ATOMIC.toString(), TrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS.toString()))
                .toList();
    }

    private static String firstDifference(List<String> one, List<String> other) {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            if (!one.get(i).equals(other.get(i))) {
                return one.get(i) + " / " + other.get(i);
            }
        }
        return one.size() + " events / " + other.size();
    }
}
