package dev.wasmmaven.runtime.error;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import org.jspecify.annotations.Nullable;

/** The module does not validate (core specification, section 3, Validation). */
public final class InvalidException extends WasmException {

    public InvalidException(String message, @Nullable Throwable cause) {
        super(
                DiagnosticId.MODULE_INVALID,
                message,
                "build the module again; if it came from a compiler, report it there",
                cause);
    }
}
