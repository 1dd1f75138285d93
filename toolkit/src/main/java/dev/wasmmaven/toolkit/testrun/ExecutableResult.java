package dev.wasmmaven.toolkit.testrun;

import dev.wasmmaven.toolkit.build.TestExecutable;
import java.time.Duration;
import java.util.List;

/**
 * How the tests of one executable went.
 *
 * @param executable the executable
 * @param suite its name in reports, {@code package::target}
 * @param cases its selected tests, in the order in which it lists them
 * @param filteredOut how many tests it has that the filter left out
 * @param elapsed from the begin of loading to the end of its last test; executables overlap
 */
public record ExecutableResult(
        TestExecutable executable, String suite, List<TestCaseResult> cases, int filteredOut, Duration elapsed) {

    public ExecutableResult {
        cases = List.copyOf(cases);
    }

    /** The counts of its tests. */
    public TestCounts counts() {
        return TestCounts.of(cases);
    }

    /**
     * The name of an executable in reports, after nextest's binary ids: {@code package} for the library's unit tests,
     * {@code package::name} for an integration test, {@code package::bin/name} and the like for the others.
     */
    public static String suiteName(TestExecutable executable) {
        String start = executable.packageName();
        return switch (executable.kind()) {
            case LIB -> start;
            case TEST -> start + "::" + executable.targetName();
            case BIN -> start + "::bin/" + executable.targetName();
            case EXAMPLE -> start + "::example/" + executable.targetName();
            case BENCH -> start + "::bench/" + executable.targetName();
        };
    }
}
