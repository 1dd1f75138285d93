package dev.wasmmaven.toolkit.testrun;

import java.util.List;

/**
 * How many tests went how.
 *
 * @param total all that were selected, skipped ones included
 * @param failures tests that failed
 * @param errors tests that could not say how they went: timeouts, executables that cannot be loaded
 * @param skipped tests that were not run
 */
public record TestCounts(int total, int failures, int errors, int skipped) {

    static TestCounts of(List<TestCaseResult> cases) {
        int failures = 0;
        int errors = 0;
        int skipped = 0;
        for (TestCaseResult each : cases) {
            if (each.skipped()) {
                skipped++;
            } else if (each.failure().isPresent()) {
                if (each.failure().get().kind().isError()) {
                    errors++;
                } else {
                    failures++;
                }
            }
        }
        return new TestCounts(cases.size(), failures, errors, skipped);
    }

    public TestCounts plus(TestCounts other) {
        return new TestCounts(
                total + other.total, failures + other.failures, errors + other.errors, skipped + other.skipped);
    }

    public int passed() {
        return total - failures - errors - skipped;
    }

    /** Whether no test failed or had an error. */
    public boolean successful() {
        return failures == 0 && errors == 0;
    }
}
