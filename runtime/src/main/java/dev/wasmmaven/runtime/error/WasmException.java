package dev.wasmmaven.runtime.error;

import dev.wasmmaven.support.diagnostic.Diagnosed;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A module that cannot be loaded, linked or run, with its diagnosis. */
public abstract class WasmException extends RuntimeException implements Diagnosed {

    private final DiagnosticId diagnosticId;
    private final String message;
    private final String nextStep;

    protected WasmException(DiagnosticId diagnosticId, String message, String nextStep, @Nullable Throwable cause) {
        super(message, cause);
        this.diagnosticId = Objects.requireNonNull(diagnosticId, "diagnosticId");
        this.message = Objects.requireNonNull(message, "message");
        this.nextStep = Objects.requireNonNull(nextStep, "nextStep");
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
