package dev.wasmmaven.toolkit.worker;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.toolkit.testrun.TestFailure;
import java.util.List;
import java.util.Optional;

/** What tests are told whose worker did not answer. */
final class Failures {

    private static final String NEXT_STEP = "if the Java heap was exhausted, give the tests more of it"
            + " (-Dwasm.test.argLine=-Xmx4g) or run fewer at the same time (-Dwasm.test.threads=1), which also tells"
            + " which of several tests it was";

    private Failures() {}

    static TestFailure crashed(String message) {
        return new TestFailure(
                TestFailure.Kind.CRASH,
                message,
                Optional.empty(),
                List.of(),
                Optional.of(DiagnosticId.TEST_JVM_DIED),
                Optional.of(NEXT_STEP));
    }
}
