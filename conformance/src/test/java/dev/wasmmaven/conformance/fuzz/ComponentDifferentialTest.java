package dev.wasmmaven.conformance.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.wasmmaven.conformance.spec.SpecSuite;
import dev.wasmmaven.runtime.component.binary.ComponentDecoder;
import dev.wasmmaven.runtime.component.binary.ComponentFeature;
import dev.wasmmaven.runtime.component.binary.ComponentFeatures;
import dev.wasmmaven.runtime.component.validate.ComponentLoader;
import dev.wasmmaven.runtime.engine.CoreEngine;
import dev.wasmmaven.runtime.engine.CoreModule;
import dev.wasmmaven.runtime.engine.CoreOptions;
import dev.wasmmaven.runtime.engine.chicory.ChicoryEngine;
import dev.wasmmaven.runtime.error.InvalidException;
import dev.wasmmaven.runtime.error.MalformedException;
import dev.wasmmaven.runtime.error.UnsupportedException;
import dev.wasmmaven.runtime.error.WasmException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Validates components of the specification's scripts, generated ones and damaged copies of both: we accept what
 * {@code wasmparser} accepts, and nothing else. The run is the same each time; system properties {@code fuzz.seed} and
 * {@code fuzz.count} choose another, longer one. What we disagree about is left in {@code target/fuzz}, counts in
 * {@code target/component-differential.md}.
 */
@DisplayName("A component, whole or damaged")
class ComponentDifferentialTest {

    private static final boolean FULL = Boolean.getBoolean("full");
    private static final long SEED = Long.getLong("fuzz.seed", 20261126);
    private static final int COUNT = Integer.getInteger("fuzz.count", FULL ? 200_000 : 4_000);
    private static final int GENERATED = COUNT / 50;

    /** Core modules are the engine's matter: none is compiled here. */
    private static final CoreOptions.Mode MODE = CoreOptions.Mode.INTERPRETED;

    private static final List<String> TABLE = new ArrayList<>();

    /** How a comparison went. */
    private enum Verdict {
        BOTH_ACCEPT,
        BOTH_REFUSE,
        /** A core module inside is valid, but not for our engine. */
        ENGINE,
        /** We say that we lack what the component uses. */
        UNSUPPORTED
    }

    /** A core module that the oracle accepts and the engine does not. */
    private static final class EngineRefuses extends RuntimeException {
        EngineRefuses(WasmException cause) {
            super(cause);
        }
    }

    private final CoreEngine engine = new ChicoryEngine(1L << 28);

    @AfterAll
    static void report() throws IOException {
        Files.writeString(
                Path.of("target/component-differential.md"),
                "| Components | Seed | Both accept | Both refuse | Engine lacks | We lack |\n|---|---|---:|---:|---:|---:|\n"
                        + String.join("", TABLE));
    }

    @Test
    @DisplayName("of the specification's scripts is accepted and refused as by wasmparser")
    void ofTheSpecification() throws IOException, InterruptedException {
        List<byte[]> components = new ArrayList<>();
        for (Path each : SpecSuite.components().modules()) {
            byte[] bytes = Files.readAllBytes(each);
            if (ComponentDecoder.isComponent(bytes)) {
                components.add(bytes);
            }
        }
        compare("specification", components);
    }

    @Test
    @DisplayName("made by wasm-smith or wit-smith is accepted and refused as by wasmparser")
    void generated() throws IOException, InterruptedException {
        Assumptions.assumeTrue(FULL, "building the generators takes minutes");
        List<byte[]> components = new ArrayList<>();
        for (Path each : ComponentOracle.generate(SEED, GENERATED)) {
            components.add(Files.readAllBytes(each));
        }
        compare("generated", components);
    }

    private void compare(String name, List<byte[]> components) throws IOException {
        Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        try (ComponentOracle oracle = ComponentOracle.start()) {
            ComponentLoader loader = new ComponentLoader(features(), (module, wasm) -> load(module, wasm, oracle));
            for (byte[] component : components) {
                counts.merge(compare(component, "as it is", loader, oracle), 1, Integer::sum);
            }
            Random seeds = new Random(SEED);
            for (int i = 0; i < COUNT; i++) {
                long seed = seeds.nextLong();
                Random random = new Random(seed);
                byte[] whole = components.get(random.nextInt(components.size()));
                if (whole.length > 8) {
                    Mutation mutation = Mutation.values()[random.nextInt(Mutation.values().length)];
                    byte[] damaged = mutation.apply(whole, random);
                    counts.merge(compare(damaged, mutation + ", seed " + seed, loader, oracle), 1, Integer::sum);
                }
            }
        }
        TABLE.add("| " + name + " | " + SEED + " | " + counts.getOrDefault(Verdict.BOTH_ACCEPT, 0) + " | "
                + counts.getOrDefault(Verdict.BOTH_REFUSE, 0) + " | " + counts.getOrDefault(Verdict.ENGINE, 0) + " | "
                + counts.getOrDefault(Verdict.UNSUPPORTED, 0) + " |\n");
        // Both must occur, or the mutations are too mild or too rough to test anything.
        assertThat(counts.get(Verdict.BOTH_ACCEPT)).isGreaterThan(COUNT / 50);
        assertThat(counts.get(Verdict.BOTH_REFUSE)).isGreaterThan(COUNT / 4);
    }

    /** What the oracle has on; nested names are not in the specification's scripts. */
    private static ComponentFeatures features() {
        return new ComponentFeatures(EnumSet.complementOf(EnumSet.of(ComponentFeature.NESTED_NAMES)));
    }

    private CoreModule load(String name, byte[] wasm, ComponentOracle oracle) {
        Optional<String> reason;
        try {
            reason = oracle.reasonAgainst(wasm);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (reason.isPresent()) {
            throw new InvalidException(name + ": " + reason.get(), null);
        }
        try {
            return engine.load(wasm, new CoreOptions(name, MODE));
        } catch (WasmException e) {
            throw new EngineRefuses(e);
        }
    }

    private static Verdict compare(byte[] component, String what, ComponentLoader loader, ComponentOracle oracle)
            throws IOException {
        Optional<String> reason = oracle.reasonAgainst(component);
        try {
            loader.load("damaged", component);
        } catch (MalformedException | InvalidException e) {
            if (reason.isEmpty()) {
                fail("%s: wasmparser accepts it, we do not: %s; kept as %s", what, e.getMessage(), keep(component));
            }
            return Verdict.BOTH_REFUSE;
        } catch (UnsupportedException e) {
            return reason.isPresent() ? Verdict.BOTH_REFUSE : Verdict.UNSUPPORTED;
        } catch (EngineRefuses e) {
            return Verdict.ENGINE;
        } catch (RuntimeException | Error e) {
            fail("%s: %s; kept as %s".formatted(what, e, keep(component)), e);
        }
        if (reason.isPresent()) {
            fail("%s: wasmparser refuses it, we do not: %s; kept as %s", what, reason.get(), keep(component));
        }
        return Verdict.BOTH_ACCEPT;
    }

    private static Path keep(byte[] bytes) throws IOException {
        Path directory = Files.createDirectories(Path.of("target/fuzz"));
        return Files.write(Files.createTempFile(directory, "component", ".wasm"), bytes);
    }
}
