package dev.wasmmaven.plugin.config;

import dev.wasmmaven.support.diagnostic.Diagnosed;
import dev.wasmmaven.support.diagnostic.DiagnosticId;

/** A parameter of a goal has a value that cannot be used. */
public final class ConfigurationException extends RuntimeException implements Diagnosed {

    private final DiagnosticId id;
    private final String nextStep;

    /** A value that is not understood; {@code nextStep} names the parameter, its property and a value that works. */
    public ConfigurationException(String message, String nextStep) {
        this(DiagnosticId.CONFIGURATION_INVALID, message, nextStep);
    }

    /** A problem that has an id of its own. */
    public ConfigurationException(DiagnosticId id, String message, String nextStep) {
        super(message);
        this.id = id;
        this.nextStep = nextStep;
    }

    @Override
    public DiagnosticId diagnosticId() {
        return id;
    }

    @Override
    public String nextStep() {
        return nextStep;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
