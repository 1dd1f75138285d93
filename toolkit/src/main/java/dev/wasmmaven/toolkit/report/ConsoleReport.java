package dev.wasmmaven.toolkit.report;

import dev.wasmmaven.toolkit.build.TestExecutable;
import dev.wasmmaven.toolkit.testrun.CapturedOutput;
import dev.wasmmaven.toolkit.testrun.ExecutableResult;
import dev.wasmmaven.toolkit.testrun.TestCaseResult;
import dev.wasmmaven.toolkit.testrun.TestCounts;
import dev.wasmmaven.toolkit.testrun.TestFailure;
import dev.wasmmaven.toolkit.testrun.TestRunListener;
import dev.wasmmaven.toolkit.testrun.TestRunResult;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Tells a console how a run goes on, in the words Maven users know from Surefire. */
public final class ConsoleReport implements TestRunListener {

    /** How many lines of a failed test's output are shown; the XML report has all that was kept. */
    private static final int OUTPUT_LINES = 40;

    private final Consumer<Line> console;

    /** Gives each line to the console as soon as it is known. */
    public ConsoleReport(Consumer<Line> console) {
        this.console = console;
    }

    /** How much a line weighs. */
    public enum Level {
        INFO,
        WARNING,
        ERROR
    }

    /**
     * A line for the console.
     *
     * @param level how much it weighs
     * @param text the line, without a line end
     */
    public record Line(Level level, String text) {}

    @Override
    public void executableStarted(TestExecutable executable, String suite, int tests) {
        if (tests > 0) {
            say(Level.INFO, "Running " + suite);
        }
    }

    @Override
    public void executableFinished(ExecutableResult result) {
        TestCounts counts = result.counts();
        if (counts.total() == 0) {
            return;
        }
        say(
                level(counts),
                text(counts) + ", Time elapsed: " + seconds(result.elapsed())
                        + (counts.successful() ? "" : " <<< FAILURE!") + " -- in " + result.suite());
        result.cases().forEach(each -> each.failure().ifPresent(failure -> describe(each, failure)));
    }

    private void describe(TestCaseResult test, TestFailure failure) {
        say(
                Level.ERROR,
                test.fullName() + " -- Time elapsed: " + seconds(test.elapsed())
                        + (failure.kind().isError() ? " <<< ERROR!" : " <<< FAILURE!"));
        FailureText.lines(failure).forEach(line -> say(Level.ERROR, line));
        output("stdout", test.stdout());
        if (failure.kind() != TestFailure.Kind.PANIC) {
            // After a panic, what is on stderr is mostly the panic's message once more.
            output("stderr", test.stderr());
        }
        say(Level.ERROR, "");
    }

    private void output(String name, CapturedOutput output) {
        List<String> lines = output.text().lines().toList();
        if (lines.isEmpty()) {
            return;
        }
        int hidden = Math.max(0, lines.size() - OUTPUT_LINES);
        say(Level.ERROR, "  ---- " + name + (hidden == 0 ? "" : ", last " + OUTPUT_LINES + " lines") + " ----");
        lines.stream().skip(hidden).forEach(line -> say(Level.ERROR, "  " + line));
    }

    @Override
    public void runFinished(TestRunResult result) {
        TestCounts counts = result.counts();
        say(Level.INFO, "");
        say(Level.INFO, "Results:");
        say(Level.INFO, "");
        list("Failures: ", result, false);
        list("Errors: ", result, true);
        say(level(counts), text(counts));
        say(Level.INFO, "");
    }

    private void list(String title, TestRunResult result, boolean errors) {
        List<TestCaseResult> failing = result.failing().stream()
                .filter(each -> each.failure().orElseThrow().kind().isError() == errors)
                .toList();
        if (failing.isEmpty()) {
            return;
        }
        say(Level.ERROR, title);
        failing.forEach(each -> say(
                Level.ERROR,
                "  " + each.fullName() + " "
                        + FailureText.summary(each.failure().orElseThrow())));
        say(Level.INFO, "");
    }

    private static Level level(TestCounts counts) {
        if (!counts.successful()) {
            return Level.ERROR;
        }
        return counts.skipped() > 0 ? Level.WARNING : Level.INFO;
    }

    private static String text(TestCounts counts) {
        return "Tests run: " + counts.total() + ", Failures: " + counts.failures() + ", Errors: " + counts.errors()
                + ", Skipped: " + counts.skipped();
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f s", duration.toNanos() / 1e9);
    }

    private void say(Level level, String text) {
        console.accept(new Line(level, text));
    }
}
