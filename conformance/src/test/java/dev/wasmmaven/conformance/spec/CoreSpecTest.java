package dev.wasmmaven.conformance.spec;

import dev.wasmmaven.conformance.runner.EngineMode;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Runs the official scripts of the core specification, its versions 1.0, 2.0 and 3.0 and its proposals. */
@DisplayName("Core specification")
class CoreSpecTest extends SpecTest {

    CoreSpecTest() throws IOException, InterruptedException {
        super("core-spec", SpecSuite.core());
    }

    @TestFactory
    @DisplayName("compiled")
    Stream<DynamicNode> compiled() {
        return scripts(EngineMode.COMPILED, EVERY_AREA);
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
}
