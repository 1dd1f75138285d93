package dev.wasmmaven.conformance.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wasmmaven.conformance.oracle.reference.CaseGenerator;
import dev.wasmmaven.conformance.oracle.reference.Reference;
import dev.wasmmaven.runtime.component.type.ResourceId;
import dev.wasmmaven.runtime.engine.chicory.ChicoryEngine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The runtime's trees of nodes make of random values what the reference interpreter beside it makes of them. Seeds count up
 * from one; {@code -Dreference.seed} and {@code -Dreference.cases} choose others.
 */
class ReferenceDifferentialTest {

    private static final int DEFAULT_CASES = 2_000;
    private static final int FULL_CASES = 200_000;

    /** So many say enough of what is wrong. */
    private static final int MAX_DIFFERENCES = 5;

    @Test
    @DisplayName("values, core values, memory, calls of realloc and traps are those of the reference interpreter")
    void agrees() {
        int cases = Integer.getInteger("reference.cases", Boolean.getBoolean("full") ? FULL_CASES : DEFAULT_CASES);
        long seed = Long.getLong("reference.seed", 1);
        ChicoryEngine engine = new ChicoryEngine(1 << 16);
        CaseGenerator generator = new CaseGenerator(engine, new ResourceId("thing"));
        Reference reference = new Reference(engine);
        CaseRunner runner = new CaseRunner();
        List<String> differences = new ArrayList<>();
        int lowered = 0;
        int trapped = 0;
        for (int i = 0; i < cases && differences.size() < MAX_DIFFERENCES; i++) {
            OracleCase.Input input = generator.input(seed + i);
            OracleCase.Outcome expected = reference.outcome(input);
            lowered += expected.lowered().isPresent() ? 1 : 0;
            trapped += expected.lowered().isPresent() ? 0 : 1;
            String name = "seed " + (seed + i) + ": ";
            runner.difference(new OracleCase(input, expected)).ifPresent(what -> differences.add(name + what));
        }
        assertThat(differences).isEmpty();
        assertThat(lowered).as("cases that work").isGreaterThan(cases / 2);
        assertThat(trapped).as("cases that trap").isGreaterThan(cases / 20);
    }
}
