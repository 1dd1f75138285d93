package dev.wasmmaven.runtime.error;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import org.jspecify.annotations.Nullable;

/** The module needs a proposal or a format that this runtime does not have. */
public final class UnsupportedException extends WasmException {

    public UnsupportedException(String message, @Nullable Throwable cause) {
        super(DiagnosticId.MODULE_UNSUPPORTED, message, "build without the feature that the message names", cause);
    }
}
