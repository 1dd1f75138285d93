package dev.wasmmaven.conformance.spec;

import dev.wasmmaven.conformance.runner.EngineMode;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Runs the scripts of the component model's specification. */
@DisplayName("Component model specification")
class ComponentSpecTest {

    private static final boolean FULL = Boolean.getBoolean("full");

    private static SpecRun run;

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        run = new SpecRun("component-spec", SpecSuite.components());
    }

    @AfterAll
    static void report() throws IOException {
        run.report();
    }

    @TestFactory
    @DisplayName("compiled")
    Stream<DynamicNode> compiled() {
        return run.scripts(EngineMode.COMPILED, area -> true);
    }

    @TestFactory
    @DisplayName("compiled, no core module rewritten")
    Stream<DynamicNode> compiledUnchanged() {
        return run.scripts(EngineMode.COMPILED_UNCHANGED, area -> true);
    }

    @TestFactory
    @DisplayName("interpreted")
    Stream<DynamicNode> interpreted() {
        return run.scripts(EngineMode.INTERPRETED, area -> FULL);
    }

    @TestFactory
    @DisplayName("interpreted, no core module rewritten")
    Stream<DynamicNode> interpretedUnchanged() {
        return run.scripts(EngineMode.INTERPRETED_UNCHANGED, area -> FULL);
    }

    @Test
    @DisplayName("the ledger names only scripts of the suite")
    void ledgerNamesScripts() {
        run.checkLedgerNamesScripts();
    }
}
