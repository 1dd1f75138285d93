package dev.wasmmaven.toolkit.testrun;

/** Ends a worker whose run was cancelled; never leaves this package. */
final class RunCancelledException extends RuntimeException {

    RunCancelledException() {
        super("the test run was cancelled", null, false, false);
    }
}
