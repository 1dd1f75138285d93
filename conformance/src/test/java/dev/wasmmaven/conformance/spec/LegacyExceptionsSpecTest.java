package dev.wasmmaven.conformance.spec;

import dev.wasmmaven.conformance.runner.EngineMode;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Runs the scripts of the exception handling that LLVM emits unless it is told otherwise, in each mode. */
@DisplayName("Legacy exceptions")
class LegacyExceptionsSpecTest extends SpecTest {

    LegacyExceptionsSpecTest() throws IOException, InterruptedException {
        super("legacy-exceptions", SpecSuite.legacyExceptions());
    }

    @TestFactory
    @DisplayName("every script passes")
    Stream<DynamicNode> scripts() {
        return Stream.of(EngineMode.values()).flatMap(mode -> scripts(mode, EVERY_AREA));
    }
}
