package dev.wasmmaven.toolkit.testrun;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How one test went.
 *
 * @param suite name of the executable's suite
 * @param name path of the test within its executable, such as {@code tests::adds}
 * @param outcome how it ended
 * @param elapsed wall time of its instance; zero if it was not run
 * @param stdout what it wrote to standard output, without libtest's own lines
 * @param stderr what it wrote to standard error
 */
public record TestCaseResult(
        String suite, String name, Outcome outcome, Duration elapsed, CapturedOutput stdout, CapturedOutput stderr) {

    public TestCaseResult {
        Objects.requireNonNull(suite, "suite");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(elapsed, "elapsed");
        Objects.requireNonNull(stdout, "stdout");
        Objects.requireNonNull(stderr, "stderr");
    }

    /** How a test ended. */
    public sealed interface Outcome {}

    /** It passed. */
    public record Passed() implements Outcome {}

    /** It was not run. */
    public record Skipped(String reason) implements Outcome {}

    /** It did not pass. */
    public record Failed(TestFailure failure) implements Outcome {}

    static TestCaseResult skipped(String suite, String name, String reason) {
        return new TestCaseResult(
                suite, name, new Skipped(reason), Duration.ZERO, CapturedOutput.EMPTY, CapturedOutput.EMPTY);
    }

    static TestCaseResult failed(String suite, String name, TestFailure failure) {
        return new TestCaseResult(
                suite, name, new Failed(failure), Duration.ZERO, CapturedOutput.EMPTY, CapturedOutput.EMPTY);
    }

    /** Suite and test, unique within a run: {@code package::target::tests::adds}. */
    public String fullName() {
        return suite + "::" + name;
    }

    /** Suite and the test's module: what reports for Java users call the class. */
    public String className() {
        int end = name.lastIndexOf("::");
        return end < 0 ? suite : suite + "::" + name.substring(0, end);
    }

    /** The test's own name, without its module. */
    public String simpleName() {
        int end = name.lastIndexOf("::");
        return end < 0 ? name : name.substring(end + 2);
    }

    public boolean passed() {
        return outcome instanceof Passed;
    }

    public boolean skipped() {
        return outcome instanceof Skipped;
    }

    /** The failure or error, if it did not pass. */
    public Optional<TestFailure> failure() {
        return outcome instanceof Failed failed ? Optional.of(failed.failure()) : Optional.empty();
    }
}
