package dev.wasmmaven.toolkit.worker;

import dev.wasmmaven.support.diagnostic.Diagnosed;
import dev.wasmmaven.support.diagnostic.DiagnosticId;

/** No JVM for tests can be had. One that dies later is not an exception but the result of the tests that ran. */
public final class WorkerException extends RuntimeException implements Diagnosed {

    private static final String NEXT_STEP =
            "check <jvm> (wasm.test.jvm) and <argLine> (wasm.test.argLine), or run the tests"
                    + " in Maven's own JVM with -Dwasm.test.forkCount=0";

    private final String message;

    WorkerException(String message) {
        super(message);
        this.message = message;
    }

    @Override
    public String getMessage() {
        return message;
    }

    @Override
    public DiagnosticId diagnosticId() {
        return DiagnosticId.TEST_JVM_NOT_STARTED;
    }

    @Override
    public String nextStep() {
        return NEXT_STEP;
    }
}
