package dev.wasmmaven.runtime.error;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import org.jspecify.annotations.Nullable;

/** A host function failed with an exception it should not have thrown; the fault is the host's, not the guest's. */
public final class HostFailedException extends WasmException {

    public HostFailedException(String message, @Nullable Throwable cause) {
        super(DiagnosticId.HOST_FAILED, message, "report this with the exception that caused it", cause);
    }
}
