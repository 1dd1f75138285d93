package dev.wasmmaven.conformance.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wasmmaven.conformance.runner.EngineMode;
import dev.wasmmaven.conformance.runner.Outcome;
import dev.wasmmaven.conformance.runner.ScriptRunner;
import dev.wasmmaven.conformance.script.ScriptReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs the official scripts of the core specification, its versions 1.0, 2.0 and 3.0 and its proposals, and holds them
 * to the ledger: what fails must be in it, and what is in it must fail. Counts go to
 * {@code target/conformance-counts.md}, and the ledger as it would have to be to {@code target/core-spec-ledger.txt}.
 */
@DisplayName("Core specification")
class CoreSpecTest {

    private static final Path LEDGER = Path.of("core-spec-ledger.txt");

    private static final boolean FULL = Boolean.getBoolean("full");

    /** Scripts take a second or two; this stops one that hangs. */
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    /** What came of each command, for whoever looks for the cause. */
    private static final Path OUTCOMES = Path.of("target/spec-outcomes");

    private static final Counts COUNTS = new Counts();
    private static final LedgerProposal PROPOSAL = new LedgerProposal();
    private static SpecSuite suite;
    private static Ledger ledger;

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        suite = SpecSuite.install();
        ledger = Ledger.read(LEDGER);
    }

    @AfterAll
    static void report() throws IOException {
        Files.writeString(Path.of("target/conformance-counts.md"), COUNTS.toMarkdown());
        Files.writeString(Path.of("target/core-spec-ledger.txt"), PROPOSAL.text());
    }

    @TestFactory
    @DisplayName("compiled")
    Stream<DynamicNode> compiled() {
        return scripts(EngineMode.COMPILED, area -> true);
    }

    @TestFactory
    @DisplayName("compiled by Chicory")
    Stream<DynamicNode> compiledByChicory() {
        return scripts(EngineMode.COMPILED_BY_CHICORY, area -> FULL);
    }

    /** The interpreter shares parser and validator with the compiler: the default build runs one version only. */
    @TestFactory
    @DisplayName("interpreted")
    Stream<DynamicNode> interpreted() {
        return scripts(EngineMode.INTERPRETED, area -> FULL || area.equals("wasm-v3"));
    }

    @Test
    @DisplayName("the ledger names only scripts of the suite")
    void ledgerNamesScripts() {
        assertThat(ledger.entries()).extracting(Ledger.Entry::script).isSubsetOf(suite.scripts());
    }

    private static Stream<DynamicNode> scripts(EngineMode mode, Predicate<String> areaFilter) {
        Map<String, List<String>> areas = suite.scripts().stream()
                .collect(Collectors.groupingBy(Counts::area, TreeMap::new, Collectors.toList()));
        return areas.entrySet().stream()
                .filter(area -> areaFilter.test(area.getKey()))
                .map(area -> DynamicContainer.dynamicContainer(
                        area.getKey(),
                        area.getValue().stream()
                                .map(script ->
                                        DynamicTest.dynamicTest(mode.id() + " " + script, () -> check(script, mode)))));
    }

    private static void check(String script, EngineMode mode) throws IOException, InterruptedException {
        List<Outcome> outcomes = new ScriptRunner(mode, TIMEOUT).run(ScriptReader.read(suite.path(script)));
        COUNTS.add(script, mode, outcomes);
        write(OUTCOMES.resolve(mode.id()).resolve(script + ".txt"), outcomes);
        List<Ledger.Entry> known = ledger.of(script, mode);
        PROPOSAL.add(script, mode, outcomes, known);
        assertThat(Comparison.of(outcomes, known))
                .as("%s, %s", script, mode.id())
                .isEmpty();
    }

    private static void write(Path file, List<Outcome> outcomes) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, outcomes.stream().map(Outcome::toString).toList());
    }
}
