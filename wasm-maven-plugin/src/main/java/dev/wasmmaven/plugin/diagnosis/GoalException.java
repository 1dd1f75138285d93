package dev.wasmmaven.plugin.diagnosis;

import dev.wasmmaven.support.diagnostic.Diagnosed;
import dev.wasmmaven.support.diagnostic.DiagnosticId;

/** A goal cannot do its work, or its result is a reason to fail the build. */
public final class GoalException extends RuntimeException implements Diagnosed {

    private final DiagnosticId id;
    private final String nextStep;

    /**
     * A diagnosed problem.
     *
     * @param message what was wrong, naming the item at fault
     * @param nextStep what to do, naming the parameter, property or command
     */
    public GoalException(DiagnosticId id, String message, String nextStep) {
        super(message);
        this.id = id;
        this.nextStep = nextStep;
    }

    /** A parameter has a value that cannot be used. */
    public static GoalException configuration(String message, String nextStep) {
        return new GoalException(DiagnosticId.CONFIGURATION_INVALID, message, nextStep);
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
