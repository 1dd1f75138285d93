package dev.wasmmaven.sdk;

import dev.wasmmaven.support.diagnostic.Diagnosed;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import org.jspecify.annotations.Nullable;

/** What stands between a user and a wasi-sdk. Each kind that a caller can tell apart has a class of its own. */
public class SdkException extends RuntimeException implements Diagnosed {

    private final DiagnosticId id;
    private final String nextStep;

    /** A problem with its next step, both as sentences without a full stop. */
    public SdkException(DiagnosticId id, String message, String nextStep) {
        this(id, message, nextStep, null);
    }

    /** A problem that another exception made known. */
    public SdkException(DiagnosticId id, String message, String nextStep, @Nullable Throwable cause) {
        super(message, cause);
        this.id = id;
        this.nextStep = nextStep;
    }

    @Override
    public final DiagnosticId diagnosticId() {
        return id;
    }

    @Override
    public final String nextStep() {
        return nextStep;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** The thread was told to stop; its interrupt status is set. */
    public static final class Interrupted extends SdkException {
        public Interrupted(String activity, @Nullable Throwable cause) {
            super(DiagnosticId.INTERRUPTED, "interrupted while " + activity, "start the build again", cause);
        }
    }
}
