package dev.wasmmaven.conformance.spec;

import dev.wasmmaven.conformance.runner.EngineMode;
import java.io.IOException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A suite of scripts, each in the modes that a subclass names, held to the suite's ledger. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SpecTest {

    static final Predicate<String> EVERY_AREA = area -> true;

    /** Takes what is too long for the default build. */
    static final boolean FULL = Boolean.getBoolean("full");

    private final SpecRun run;

    /** @param name of the ledger, and of what is written about the run */
    SpecTest(String name, SpecSuite suite) throws IOException {
        this.run = new SpecRun(name, suite);
    }

    final Stream<DynamicNode> scripts(EngineMode mode, Predicate<String> areas) {
        return run.scripts(mode, areas);
    }

    @AfterAll
    final void report() throws IOException {
        run.report();
    }

    @Test
    @DisplayName("the ledger names only scripts of the suite")
    final void ledgerNamesScripts() {
        run.checkLedgerNamesScripts();
    }
}
