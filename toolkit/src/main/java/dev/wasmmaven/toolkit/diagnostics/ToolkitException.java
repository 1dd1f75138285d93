package dev.wasmmaven.toolkit.diagnostics;

import dev.wasmmaven.support.diagnostic.Diagnosed;
import dev.wasmmaven.support.diagnostic.DiagnosticId;

/** A problem that the user can solve: what it is, its cause, and the next step. */
public class ToolkitException extends RuntimeException implements Diagnosed {

    private final DiagnosticId id;
    private final String message;
    private final String nextStep;

    /** A problem without an underlying exception. */
    public ToolkitException(DiagnosticId id, String message, String nextStep) {
        super(message);
        this.id = id;
        this.message = message;
        this.nextStep = nextStep;
    }

    /** A problem that another exception made known. */
    public ToolkitException(DiagnosticId id, String message, String nextStep, Throwable cause) {
        super(message, cause);
        this.id = id;
        this.message = message;
        this.nextStep = nextStep;
    }

    @Override
    public String getMessage() {
        return message;
    }

    @Override
    public DiagnosticId diagnosticId() {
        return id;
    }

    @Override
    public String nextStep() {
        return nextStep;
    }
}
