package dev.wasmmaven.conformance.spec;

import dev.wasmmaven.conformance.runner.EngineMode;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Runs the scripts of the component model's specification. */
@DisplayName("Component model specification")
class ComponentSpecTest extends SpecTest {

    ComponentSpecTest() throws IOException, InterruptedException {
        super("component-spec", SpecSuite.components());
    }

    @TestFactory
    @DisplayName("compiled")
    Stream<DynamicNode> compiled() {
        return scripts(EngineMode.COMPILED, EVERY_AREA);
    }

    @TestFactory
    @DisplayName("compiled, no core module rewritten")
    Stream<DynamicNode> compiledUnchanged() {
        return scripts(EngineMode.COMPILED_UNCHANGED, EVERY_AREA);
    }

    @TestFactory
    @DisplayName("interpreted")
    Stream<DynamicNode> interpreted() {
        return scripts(EngineMode.INTERPRETED, area -> FULL);
    }

    @TestFactory
    @DisplayName("interpreted, no core module rewritten")
    Stream<DynamicNode> interpretedUnchanged() {
        return scripts(EngineMode.INTERPRETED_UNCHANGED, area -> FULL);
    }
}
