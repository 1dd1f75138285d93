package dev.wasmmaven.conformance.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.wasmmaven.conformance.oracle.reference.Reference;
import dev.wasmmaven.conformance.spec.SpecSuite;
import dev.wasmmaven.runtime.component.type.ResourceId;
import dev.wasmmaven.runtime.engine.chicory.ChicoryEngine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Our Canonical ABI, and our own reference interpreter of it, make of random values what the specification's makes of them. Seeds count up from one for each
 * case; {@code -Doracle.seed} and {@code -Doracle.cases} choose others.
 */
class CanonicalAbiOracleTest {

    private static final Path SCRIPT = Path.of("src/test/python/canonical_abi_oracle.py");
    private static final int DEFAULT_CASES = 400;
    private static final int FULL_CASES = 20_000;

    /** So many say enough of what is wrong. */
    private static final int MAX_DIFFERENCES = 5;

    @Test
    @DisplayName("values, core values, memory, calls of realloc and traps are those of definitions.py")
    void agrees() throws IOException, InterruptedException {
        assumeThat(hasPython()).as("python3, in which the reference is written").isTrue();
        int cases = Integer.getInteger("oracle.cases", Boolean.getBoolean("full") ? FULL_CASES : DEFAULT_CASES);
        int seed = Integer.getInteger("oracle.seed", 1);
        Process oracle = new ProcessBuilder(
                        "python3",
                        SCRIPT.toString(),
                        SpecSuite.canonicalAbiReference().toString(),
                        String.valueOf(seed),
                        String.valueOf(cases))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        CaseRunner runner = new CaseRunner();
        Reference reference = new Reference(new ChicoryEngine(1 << 16));
        ResourceId resource = new ResourceId("thing");
        List<String> differences = new ArrayList<>();
        int seen = 0;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(oracle.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine();
                    line != null && differences.size() < MAX_DIFFERENCES;
                    line = lines.readLine()) {
                OracleCase it = OracleCaseReader.read(line, resource);
                runner.difference(it).ifPresent(differences::add);
                OracleCase.Outcome outcome = reference.outcome(it.input());
                if (!outcome.agrees(it.expected())) {
                    differences.add("our own reference says " + outcome + " in case " + it);
                }
                seen++;
            }
        } finally {
            oracle.destroy();
        }
        assertThat(differences).isEmpty();
        assertThat(seen).isEqualTo(cases);
    }

    private static boolean hasPython() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "-c", "import sys; sys.exit(sys.version_info < (3, 10))")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
