package dev.wasmmaven.toolkit.testrun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wasmmaven.runtime.RunResult;
import dev.wasmmaven.toolkit.testrun.TestCaseResult.Failed;
import dev.wasmmaven.toolkit.testrun.TestCaseResult.Outcome;
import dev.wasmmaven.toolkit.testrun.TestCaseResult.Passed;
import dev.wasmmaven.toolkit.testrun.TestFailure.Kind;
import dev.wasmmaven.toolkit.testrun.TestListing.Harness;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** With the output of libtest as it was seen from executables whose panics unwind. */
@DisplayName("Where panics unwind, libtest catches them, and the verdict")
class UnwindingVerdictsTest {

    private static final ListedTest TEST =
            new ListedTest("tests::fails", false, Optional.empty(), Optional.of("src/main.rs:20:16"));
    private static final String NOTE =
            "note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace\n";

    private static GuestRun failed(String stderr) {
        String stdout = "\nrunning 1 test\ntest tests::fails ... FAILED\n\nfailures:\n\nfailures:\n    tests::fails\n"
                + "\ntest result: FAILED. 0 passed; 1 failed; 0 ignored; 0 measured; 4 filtered out; finished in 0.00s\n\n";
        return new GuestRun(
                new RunResult.Exited(101, FakeLibtest.ELAPSED),
                new CapturedOutput(stdout, 0),
                new CapturedOutput(stderr, 0));
    }

    private static HarnessOutput output(GuestRun run) {
        return HarnessOutput.parse(run.stdout().text(), TEST.name());
    }

    private static TestFailure failure(String stderr) {
        GuestRun run = failed(stderr);
        return ((Failed) Verdicts.judge(Harness.LIBTEST, TEST, run, output(run))).failure();
    }

    private static Outcome shouldPanic(String expected, String stderr) {
        GuestRun run = failed(stderr);
        return ShouldPanicVerdicts.judge(TEST, Optional.of(expected), run, output(run));
    }

    private static String panic(String message) {
        return "\nthread 'main' (1) panicked at src/main.rs:4:59:\n" + message + "\n";
    }

    @Test
    @DisplayName("is a panic, with its message and place")
    void panics() {
        TestFailure failure = failure(panic("too large: 7") + NOTE);
        assertThat(failure.kind()).isEqualTo(Kind.PANIC);
        assertThat(failure.message()).isEqualTo("too large: 7");
        assertThat(failure.location()).contains("src/main.rs:4:59");
    }

    @Test
    @DisplayName("is the last panic, after others that the test caught, and whatever the message looks like")
    void lastPanic() {
        assertThat(failure(panic("caught") + NOTE + panic("not caught")).message())
                .isEqualTo("not caught");
        assertThat(failure(panic("caught") + NOTE + "Error: logged\n" + panic("not caught"))
                        .message())
                .isEqualTo("not caught");
        assertThat(failure(panic("two lines\nError: second") + NOTE).message()).isEqualTo("two lines\nError: second");
    }

    @Test
    @DisplayName("is an error if one was returned after a panic that the test caught")
    void returnsError() {
        TestFailure failure = failure(panic("caught") + NOTE + "Error: \"broken\"\n");
        assertThat(failure.kind()).isEqualTo(Kind.RETURNED_ERROR);
        assertThat(failure.message()).isEqualTo("\"broken\"");
        assertThat(failure("Error: \"broken\"\n").kind()).isEqualTo(Kind.RETURNED_ERROR);
    }

    @Test
    @DisplayName("on one that is to panic depends on the message")
    void shouldPanic() {
        assertThat(shouldPanic("too large", panic("too large: 3") + NOTE)).isInstanceOf(Passed.class);
        assertThat(shouldPanic("other", panic("too large: 3") + NOTE)).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.failure().kind()).isEqualTo(Kind.SHOULD_PANIC);
            assertThat(failed.failure().message()).contains("\"too large: 3\"", "\"other\"");
        });
    }
}
