package dev.wasmmaven.toolkit.testrun;

import java.time.Duration;
import java.util.List;

/**
 * How a test run went.
 *
 * @param executables one result for each executable of the request, in its order
 * @param elapsed wall time of the run
 */
public record TestRunResult(List<ExecutableResult> executables, Duration elapsed) {

    public TestRunResult {
        executables = List.copyOf(executables);
    }

    /** The counts over all executables. */
    public TestCounts counts() {
        return executables.stream().map(ExecutableResult::counts).reduce(new TestCounts(0, 0, 0, 0), TestCounts::plus);
    }

    /** Every test that failed or had an error, in order. */
    public List<TestCaseResult> failing() {
        return executables.stream()
                .flatMap(each -> each.cases().stream())
                .filter(each -> each.failure().isPresent())
                .toList();
    }

    /** Full names of the tests that failed or had an error, in order. */
    public List<String> failingNames() {
        return failing().stream().map(TestCaseResult::fullName).toList();
    }

    /** Whether no test failed or had an error; true also if there were no tests. */
    public boolean successful() {
        return counts().successful();
    }

    /** Whether the filter selected no test, or there are none. */
    public boolean noTests() {
        return counts().total() == 0;
    }
}
