package dev.wasmmaven.toolkit.testrun;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Why a test did not pass.
 *
 * @param kind how it ended
 * @param message what went wrong: the panic's message, the returned error, or a sentence of ours; may have many lines
 * @param location {@code file:line:column} as the compiler knew it, relative to the workspace for code of the user's
 * @param backtrace functions of the guest, innermost first, without the frames of std, panic and libtest
 * @param diagnosticId the stable id, if this is a problem that the documentation explains
 * @param nextStep what to do about it, if something is known
 */
public record TestFailure(
        Kind kind,
        String message,
        Optional<String> location,
        List<String> backtrace,
        Optional<DiagnosticId> diagnosticId,
        Optional<String> nextStep) {

    private static final int INTERNAL_FRAMES = 20;

    public TestFailure {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(message, "message");
        backtrace = List.copyOf(backtrace);
    }

    /** How a test ended that did not pass. */
    public enum Kind {
        /** It panicked. */
        PANIC("panic", false),
        /** It is marked {@code #[should_panic]} and did not panic, or not with the message that it names. */
        SHOULD_PANIC("no such panic", false),
        /** It returned {@code Err}, or another value that is not a success. */
        RETURNED_ERROR("error returned", false),
        /** It trapped without a panic: an access out of bounds, an exhausted stack, {@code abort()}. */
        TRAP("trap", false),
        /** It ended the program instead of returning. */
        EXIT("exit", false),
        /** It was stopped at its timeout. */
        TIMEOUT("timeout", true),
        /** Its executable could not be loaded or instantiated. */
        LOAD("load", true),
        /** The tests of its executable could not be listed. */
        LISTING("listing", true),
        /** The JVM that it ran in ended. */
        CRASH("crash", true),
        /** The runner or the runtime failed, not the test. */
        INTERNAL("internal error", true);

        private final String title;
        private final boolean error;

        Kind(String title, boolean error) {
            this.title = title;
            this.error = error;
        }

        /** The word for it in reports. */
        public String title() {
            return title;
        }

        /** Whether it counts as an error, which is when the test itself said nothing, and not as a failure. */
        public boolean isError() {
            return error;
        }
    }

    static TestFailure of(Kind kind, String message) {
        return new TestFailure(kind, message, Optional.empty(), List.of(), Optional.empty(), Optional.empty());
    }

    /** What went wrong is ours, whatever the test did. */
    static TestFailure internal(Throwable cause) {
        return of(Kind.INTERNAL, cause.toString())
                .withBacktrace(Arrays.stream(cause.getStackTrace())
                        .limit(INTERNAL_FRAMES)
                        .map(StackTraceElement::toString)
                        .toList())
                .diagnosed(
                        DiagnosticId.INTERNAL_ERROR,
                        cause instanceof OutOfMemoryError
                                ? Explanations.MORE_HEAP
                                : "please report this with the text above");
    }

    TestFailure at(Optional<String> place) {
        return new TestFailure(kind, message, place, backtrace, diagnosticId, nextStep);
    }

    TestFailure withBacktrace(List<String> frames) {
        return new TestFailure(kind, message, location, frames, diagnosticId, nextStep);
    }

    TestFailure diagnosed(DiagnosticId id, String step) {
        return new TestFailure(kind, message, location, backtrace, Optional.of(id), Optional.of(step));
    }

    TestFailure advised(String step) {
        return new TestFailure(kind, message, location, backtrace, diagnosticId, Optional.of(step));
    }
}
