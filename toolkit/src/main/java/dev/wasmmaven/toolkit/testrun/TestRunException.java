package dev.wasmmaven.toolkit.testrun;

import dev.wasmmaven.support.diagnostic.Diagnosed;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import java.util.Objects;

/** A test run that cannot be as it was asked for. What goes wrong in one executable is a result, not an exception. */
public final class TestRunException extends RuntimeException implements Diagnosed {

    private final DiagnosticId diagnosticId;
    private final String message;
    private final String nextStep;

    private TestRunException(DiagnosticId diagnosticId, String message, String nextStep) {
        super(message);
        this.diagnosticId = Objects.requireNonNull(diagnosticId, "diagnosticId");
        this.message = Objects.requireNonNull(message, "message");
        this.nextStep = Objects.requireNonNull(nextStep, "nextStep");
    }

    static TestRunException filterNotUnderstood(String option) {
        return new TestRunException(
                DiagnosticId.CONFIGURATION_INVALID,
                "the test filter has an option that is not understood: " + option,
                "use names, --exact, --skip NAME, and one of --ignored and --include-ignored");
    }

    @Override
    public String getMessage() {
        return message;
    }

    @Override
    public DiagnosticId diagnosticId() {
        return diagnosticId;
    }

    @Override
    public String nextStep() {
        return nextStep;
    }
}
