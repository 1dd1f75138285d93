package dev.wasmmaven.runtime.error;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import org.jspecify.annotations.Nullable;

/** An import is missing or has another type (core specification, section 4.5.3, Instantiation). */
public final class UnlinkableException extends WasmException {

    public UnlinkableException(String message, @Nullable Throwable cause) {
        this(message, "build for a target that this runtime supports, such as wasm32-wasip1 or wasm32-wasip2", cause);
    }

    /** @param nextStep what the user can do about this one */
    public UnlinkableException(String message, String nextStep, @Nullable Throwable cause) {
        super(DiagnosticId.IMPORT_MISSING, message, nextStep, cause);
    }
}
