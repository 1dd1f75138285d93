package dev.wasmmaven.runtime.error;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import org.jspecify.annotations.Nullable;

/** A trap or a limit during instantiation (core specification, section 4.5.4). */
public final class UninstantiableException extends WasmException {

    public UninstantiableException(String message, @Nullable Throwable cause) {
        super(
                DiagnosticId.INSTANTIATION_FAILED,
                message,
                "see the cause; a memory or table limit can be the reason",
                cause);
    }
}
