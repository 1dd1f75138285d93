package dev.wasmmaven.toolkit.testrun;

import dev.wasmmaven.toolkit.build.TestExecutable;

/**
 * Told how a run goes on, by one thread at a time. Executables start and finish in the order of the request; tests are
 * reported as they end, which is in no particular order.
 */
public interface TestRunListener {

    /** Hears nothing. */
    TestRunListener NONE = new TestRunListener() {};

    /** The tests of an executable are known. */
    default void executableStarted(TestExecutable executable, String suite, int tests) {}

    /** A test ended, or was skipped. */
    default void testFinished(TestCaseResult result) {}

    /** All tests of an executable have ended. */
    default void executableFinished(ExecutableResult result) {}

    /** Everything has ended. */
    default void runFinished(TestRunResult result) {}

    /** Detail for a debug log. */
    default void debug(String message) {}
}
