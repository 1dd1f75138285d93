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

/** Runs the official scripts of the core specification, its versions 1.0, 2.0 and 3.0 and its proposals. */
@DisplayName("Core specification")
class CoreSpecTest {

    private static final boolean FULL = Boolean.getBoolean("full");

    private static SpecRun run;

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        run = new SpecRun("core-spec", SpecSuite.core());
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
    @DisplayName("compiled by Chicory")
    Stream<DynamicNode> compiledByChicory() {
        return run.scripts(EngineMode.COMPILED_BY_CHICORY, area -> FULL);
    }

    /** The interpreter shares parser and validator with the compiler: the default build runs one version only. */
    @TestFactory
    @DisplayName("interpreted")
    Stream<DynamicNode> interpreted() {
        return run.scripts(EngineMode.INTERPRETED, area -> FULL || area.equals("wasm-v3"));
    }

    @Test
    @DisplayName("the ledger names only scripts of the suite")
    void ledgerNamesScripts() {
        run.checkLedgerNamesScripts();
    }
}
