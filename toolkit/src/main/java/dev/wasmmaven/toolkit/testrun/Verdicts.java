package dev.wasmmaven.toolkit.testrun;

import dev.wasmmaven.runtime.RunResult;
import dev.wasmmaven.runtime.error.TrapException;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.toolkit.testrun.TestCaseResult.Failed;
import dev.wasmmaven.toolkit.testrun.TestCaseResult.Outcome;
import dev.wasmmaven.toolkit.testrun.TestCaseResult.Passed;
import dev.wasmmaven.toolkit.testrun.TestCaseResult.Skipped;
import dev.wasmmaven.toolkit.testrun.TestFailure.Kind;
import dev.wasmmaven.toolkit.testrun.TestListing.Harness;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Judges an instance that ran one test: from how it ended, what the harness said, and standard error. */
final class Verdicts {

    static final String SHOULD_PANIC = "libtest ignores should_panic for WebAssembly, and where this executable says"
            + " that the test is to panic was not found";

    // library/std/src/process.rs, Termination for Result: Error: {:?}
    private static final Pattern RETURNED = Pattern.compile("^Error: (.*)\\z", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern LAST_WORDS = Pattern.compile(
            "^(memory allocation of \\d+ bytes failed|fatal runtime error: [^\\n]*)", Pattern.MULTILINE);

    private Verdicts() {}

    /** What the result of a test is. */
    static Outcome judge(Harness harness, ListedTest test, GuestRun run, HarnessOutput output) {
        RunResult result = run.result();
        if (result instanceof RunResult.Exited exited) {
            return exited(harness, test, run, exited.exitCode(), output.verdict());
        }
        if (result instanceof RunResult.Trapped trapped) {
            return new Failed(trapped(test, run, trapped.trap(), output.verdict()));
        }
        return new Failed(TestFailure.of(Kind.TIMEOUT, howItEnded(result))
                .at(test.location())
                .diagnosed(DiagnosticId.TEST_TIMEOUT, "find out why it does not end, or give tests a longer timeout"));
    }

    private static Outcome exited(
            Harness harness, ListedTest test, GuestRun run, int code, HarnessOutput.Verdict verdict) {
        return switch (verdict) {
            case OK ->
                code == 0
                        ? new Passed()
                        : failed(Kind.EXIT, "passed, but the program then exited with code " + unsigned(code), test);
            case FAILED -> new Failed(Explanations.explain(caughtByHarness(test, run)));
            case IGNORED -> new Skipped(harness == Harness.LIBTEST ? SHOULD_PANIC : "ignored by its harness");
            case NOT_RUN ->
                new Failed(TestFailure.of(
                                Kind.LISTING, "is in the executable's list of tests, but the executable did not run it")
                        .at(test.location()));
            case NONE -> withoutVerdict(harness, test, run, code);
        };
    }

    private static Outcome withoutVerdict(Harness harness, ListedTest test, GuestRun run, int code) {
        if (harness == Harness.LIBTEST) {
            return failed(Kind.EXIT, "exited with code " + unsigned(code) + " before finishing", test);
        }
        if (code == 0) {
            return new Passed();
        }
        Optional<String> error = findReturnedError(run);
        return error.isPresent()
                ? new Failed(Explanations.explain(
                        TestFailure.of(Kind.RETURNED_ERROR, error.get()).at(test.location())))
                : failed(Kind.EXIT, "exited with code " + unsigned(code), test);
    }

    private static Failed failed(Kind kind, String message, ListedTest test) {
        return new Failed(TestFailure.of(kind, message).at(test.location()));
    }

    private static TestFailure trapped(
            ListedTest test, GuestRun run, TrapException trap, HarnessOutput.Verdict verdict) {
        TestFailure failure = PanicMessage.find(run.stderr().text())
                .map(panic -> panicked(test, panic))
                .orElseGet(
                        () -> TestFailure.of(Kind.TRAP, trapMessage(run, trap)).at(test.location()));
        if (verdict == HarnessOutput.Verdict.OK) {
            failure = TestFailure.of(failure.kind(), "passed, but the program then failed: " + failure.message())
                    .at(failure.location());
        }
        return Explanations.explain(failure.withBacktrace(Backtraces.shorten(trap.backtrace())));
    }

    private static TestFailure panicked(ListedTest test, PanicMessage panic) {
        Optional<String> place = panic.inStandardLibrary() && test.location().isPresent()
                ? test.location()
                : Optional.of(panic.location());
        return TestFailure.of(Kind.PANIC, panic.message()).at(place);
    }

    /** Where panics unwind, the harness catches them, and says no more of them than of an error that is returned. */
    private static TestFailure caughtByHarness(ListedTest test, GuestRun run) {
        return PanicMessage.find(run.stderr().text())
                .filter(panic -> isLast(panic, findReturnedError(run)))
                .map(panic -> panicked(test, panic))
                .orElseGet(() ->
                        TestFailure.of(Kind.RETURNED_ERROR, returnedError(run)).at(test.location()));
    }

    /** Whether a panic was written after what looks like a returned error, or with it; before it, the test has caught the panic. */
    private static boolean isLast(PanicMessage panic, Optional<String> error) {
        return error.map(text -> PanicMessage.find(text).isPresent()
                        || text.lines()
                                .limit(1)
                                .anyMatch(line -> panic.message().contains("Error: " + line)))
                .orElse(true);
    }

    private static String trapMessage(GuestRun run, TrapException trap) {
        Matcher words = LAST_WORDS.matcher(run.stderr().text());
        return words.find() ? words.group(1) : trap.getMessage();
    }

    private static String returnedError(GuestRun run) {
        return findReturnedError(run)
                .or(() -> HarnessOutput.said(run.stdout().text()))
                .orElse("returned a value that is not a success");
    }

    /** The last of such lines begins the error: the test's own output comes before it. */
    private static Optional<String> findReturnedError(GuestRun run) {
        String text = run.stderr().text();
        int start = text.startsWith("Error: ") ? 0 : -1;
        int later = text.lastIndexOf("\nError: ");
        Matcher matcher = RETURNED.matcher(text);
        if (later >= 0) {
            start = later + 1;
        }
        return start >= 0 && matcher.find(start) ? Optional.of(matcher.group(1).stripTrailing()) : Optional.empty();
    }

    /** How a run ended, as the end of a sentence. */
    static String howItEnded(RunResult result) {
        if (result instanceof RunResult.Exited exited) {
            return "exited with code " + unsigned(exited.exitCode());
        }
        if (result instanceof RunResult.Trapped trapped) {
            return "trapped: " + trapped.trap().getMessage();
        }
        if (result instanceof RunResult.TimedOut timedOut) {
            return "did not end within " + seconds(timedOut.timeout()) + " and was stopped";
        }
        return "was cancelled";
    }

    private static String unsigned(int code) {
        return Integer.toUnsignedString(code);
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
