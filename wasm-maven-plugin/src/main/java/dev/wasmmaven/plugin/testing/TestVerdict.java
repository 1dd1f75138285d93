package dev.wasmmaven.plugin.testing;

import dev.wasmmaven.plugin.diagnosis.GoalException;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.toolkit.testrun.TestCounts;
import dev.wasmmaven.toolkit.testrun.TestRunResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Judges a test run by the rules of Maven's test plugins.
 *
 * @param selection how the user asked for particular tests, such as {@code -Dwasm.test=adds}; empty: for all
 * @param failIfNoTests whether a crate without tests is a failure
 * @param failIfNoSpecifiedTests whether asking for particular tests and getting none is a failure
 */
public record TestVerdict(Optional<String> selection, boolean failIfNoTests, boolean failIfNoSpecifiedTests) {

    /** How many failing tests a message names; the report has all. */
    private static final int NAMES = 20;

    /**
     * The reason to fail the build, if there is one.
     *
     * @param reports where the reports are, for the message
     */
    public Optional<GoalException> of(TestRunResult result, Path reports) {
        if (!result.successful()) {
            return Optional.of(failed(result, reports));
        }
        if (result.noTests() && selection.isPresent() && failIfNoSpecifiedTests) {
            return Optional.of(new GoalException(
                    DiagnosticId.NO_TESTS,
                    "no test matches " + selection.get(),
                    "see -Dwasm.test (texts that a test's path contains; whole paths with -Dwasm.test.exact) and"
                            + " <includes>, or set -Dwasm.test.failIfNoSpecifiedTests=false"));
        }
        if (result.noTests() && failIfNoTests) {
            return Optional.of(new GoalException(
                    DiagnosticId.NO_TESTS,
                    "the crate has no tests",
                    "write one (#[test]), or set -DfailIfNoTests=false"));
        }
        return Optional.empty();
    }

    private static GoalException failed(TestRunResult result, Path reports) {
        TestCounts counts = result.counts();
        List<String> names = result.failingNames();
        String list = names.stream().limit(NAMES).collect(Collectors.joining(", "));
        String more = names.size() > NAMES ? " and " + (names.size() - NAMES) + " more" : "";
        return new GoalException(
                DiagnosticId.TESTS_FAILED,
                names.size() + " of " + counts.total() + (counts.total() == 1 ? " test" : " tests") + " did not pass: "
                        + list + more,
                "each failure is explained above and in " + reports
                        + "; -Dmaven.test.failure.ignore builds on in spite of them");
    }
}
