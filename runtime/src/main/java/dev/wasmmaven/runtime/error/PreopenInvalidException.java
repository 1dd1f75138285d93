package dev.wasmmaven.runtime.error;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import org.jspecify.annotations.Nullable;

/** A directory to be given to a guest is none. */
public final class PreopenInvalidException extends WasmException {

    public PreopenInvalidException(String message, @Nullable Throwable cause) {
        super(DiagnosticId.PREOPEN_INVALID, message, "create the directory or name another one", cause);
    }
}
