package dev.wasmmaven.toolkit.testrun;

import dev.wasmmaven.runtime.RunResult;
import dev.wasmmaven.runtime.error.TrapException;
import dev.wasmmaven.runtime.error.TrapKind;
import dev.wasmmaven.toolkit.testrun.TestCaseResult.Failed;
import dev.wasmmaven.toolkit.testrun.TestCaseResult.Outcome;
import dev.wasmmaven.toolkit.testrun.TestCaseResult.Passed;
import dev.wasmmaven.toolkit.testrun.TestFailure.Kind;
import dev.wasmmaven.toolkit.testrun.TestListing.Harness;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Judges an instance that ran a test marked {@code #[should_panic]}, as libtest does where it can
 * (library/test/src/test_result.rs, {@code calc_result}).
 */
final class ShouldPanicVerdicts {

    /** What std's hook writes of a payload that is no string. */
    private static final String NO_STRING = "Box<dyn Any>";

    /** Frames of a panic that ends the program. A test may replace the hook that writes the message. */
    private static final Pattern PANICKING = Pattern.compile(".*\\b(?:rust_panic|__rust_start_panic|panic_abort)\\b.*");

    /** Panics that end the program where it can unwind, too, and are no one's to catch (library/core/src/panicking.rs). */
    private static final Pattern FATAL =
            Pattern.compile("^panic in a (?:destructor during cleanup|function that cannot unwind)");

    private ShouldPanicVerdicts() {}

    /**
     * What the result is.
     *
     * @param expected what the panic's message has to contain, if anything
     */
    static Outcome judge(ListedTest test, Optional<String> expected, GuestRun run, HarnessOutput output) {
        Optional<PanicMessage> panic = PanicMessage.find(run.stderr().text());
        // Where panics unwind, libtest catches them; functions that return anything else may not be marked.
        boolean caught = output.verdict() == HarnessOutput.Verdict.FAILED;
        if (caught || (run.result() instanceof RunResult.Trapped trapped && isPanic(trapped.trap(), panic))) {
            return panicked(test, expected, panic);
        }
        if (run.exitedWith(0) && output.verdict() == HarnessOutput.Verdict.OK) {
            return failed(test, "test did not panic as expected");
        }
        return Verdicts.judge(Harness.LIBTEST, test, run, output);
    }

    private static boolean isPanic(TrapException trap, Optional<PanicMessage> panic) {
        if (trap.kind() != TrapKind.UNREACHABLE
                || panic.filter(each -> FATAL.matcher(each.message()).find()).isPresent()) {
            return false;
        }
        return panic.isPresent()
                || trap.backtrace().stream()
                        .anyMatch(frame -> PANICKING.matcher(frame.function()).matches());
    }

    private static Outcome panicked(ListedTest test, Optional<String> expected, Optional<PanicMessage> panic) {
        if (expected.isEmpty()) {
            return new Passed();
        }
        String wanted = "\n expected substring: \"" + expected.get() + '"';
        if (panic.isEmpty()) {
            return failed(test, "the panic's message was not written to standard error" + wanted);
        }
        String message = panic.get().message();
        if (message.equals(NO_STRING)) {
            return failed(test, "expected panic with string value, found non-string value" + wanted);
        }
        return message.contains(expected.get())
                ? new Passed()
                : failed(
                        test,
                        "panic did not contain expected string\n      panic message: \"" + message + '"' + wanted);
    }

    private static Outcome failed(ListedTest test, String message) {
        return new Failed(TestFailure.of(Kind.SHOULD_PANIC, message).at(test.location()));
    }
}
