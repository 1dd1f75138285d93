package dev.wasmmaven.toolkit.testrun;

import java.util.Objects;

/** An executable that could not be loaded, or an instance that was not run to an end of its own; becomes a test's result. */
public final class ProgramException extends RuntimeException {

    private final transient TestFailure failure;

    public ProgramException(TestFailure failure) {
        super(failure.message(), null, false, false);
        this.failure = Objects.requireNonNull(failure, "failure");
    }

    /** What the test's result says. */
    public TestFailure failure() {
        return failure;
    }
}
