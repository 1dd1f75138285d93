package dev.wasmmaven.conformance.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wasmmaven.conformance.runner.EngineMode;
import dev.wasmmaven.conformance.runner.Outcome;
import dev.wasmmaven.conformance.runner.Outcome.Verdict;
import dev.wasmmaven.conformance.runner.ScriptRunner;
import dev.wasmmaven.conformance.script.ScriptReader;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs the scripts of {@code src/test/scripts}, of which nothing may fail. */
@DisplayName("Our own scripts")
class OwnScriptsTest {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private static final List<EngineMode> MODES = List.of(
            EngineMode.COMPILED,
            EngineMode.COMPILED_UNCHANGED,
            EngineMode.INTERPRETED,
            EngineMode.INTERPRETED_UNCHANGED);

    @TestFactory
    @DisplayName("every command passes")
    Stream<DynamicTest> scripts() throws IOException, InterruptedException {
        SpecSuite suite = SpecSuite.own();
        return suite.scripts().stream()
                .flatMap(script -> MODES.stream()
                        .filter(mode -> speaksOf(script, mode))
                        .map(mode -> DynamicTest.dynamicTest(mode.id() + " " + script, () -> {
                            List<Outcome> outcomes =
                                    new ScriptRunner(mode, TIMEOUT).run(ScriptReader.read(suite.path(script)));
                            assertThat(outcomes).isNotEmpty().allMatch(it -> it.verdict() == Verdict.PASS);
                        })));
    }

    /** Only what is compiled has numbers for functions of other instances. */
    private static boolean speaksOf(String script, EngineMode mode) {
        boolean compiled = mode == EngineMode.COMPILED || mode == EngineMode.COMPILED_UNCHANGED;
        return switch (script) {
            case "core/passed-references" -> compiled;
            case "core/references-of-interpreted" -> !compiled;
            default -> true;
        };
    }
}
