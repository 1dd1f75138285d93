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
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/**
 * A suite held to its ledger {@code NAME-ledger.txt}: what fails must be in it, and what is in it must fail. Counts go to
 * {@code target/NAME-counts.md}, what came of each command to {@code target/NAME-outcomes}, and the ledger as it would have
 * to be to {@code target/NAME-ledger.txt}.
 */
final class SpecRun {

    /** Scripts take a second or two; this stops one that hangs. */
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private static final Path TARGET = Path.of("target");

    private final String name;
    private final SpecSuite suite;
    private final Ledger ledger;
    private final Counts counts = new Counts();
    private final LedgerProposal proposal = new LedgerProposal();

    SpecRun(String name, SpecSuite suite) throws IOException {
        this.name = name;
        this.suite = suite;
        this.ledger = Ledger.read(Path.of(name + "-ledger.txt"));
    }

    void report() throws IOException {
        Files.writeString(TARGET.resolve(name + "-counts.md"), counts.toMarkdown());
        Files.writeString(TARGET.resolve(name + "-ledger.txt"), proposal.text());
    }

    /** The scripts of the areas that pass the filter, as tests. */
    Stream<DynamicNode> scripts(EngineMode mode, Predicate<String> areaFilter) {
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

    private void check(String script, EngineMode mode) throws IOException, InterruptedException {
        List<Outcome> outcomes = new ScriptRunner(mode, TIMEOUT).run(ScriptReader.read(suite.path(script)));
        counts.add(script, mode, outcomes);
        write(TARGET.resolve(name + "-outcomes").resolve(mode.id()).resolve(script + ".txt"), outcomes);
        List<Ledger.Entry> known = ledger.of(script, mode);
        proposal.add(script, mode, outcomes, known);
        assertThat(Comparison.of(outcomes, known))
                .as("%s, %s", script, mode.id())
                .isEmpty();
    }

    private static void write(Path file, List<Outcome> outcomes) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, outcomes.stream().map(Outcome::toString).toList());
    }

    /** A ledger cannot outlive the scripts that it names. */
    void checkLedgerNamesScripts() {
        assertThat(ledger.entries()).extracting(Ledger.Entry::script).isSubsetOf(suite.scripts());
    }
}
