package dev.wasmmaven.runtime.error;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import org.jspecify.annotations.Nullable;

/** A directory that was to be given to a guest does not exist, is no directory, or cannot be opened. */
public final class PreopenException extends WasmException {

    public PreopenException(String message, @Nullable Throwable cause) {
        super(DiagnosticId.PREOPEN_INVALID, message, "create the directory, or give one that exists", cause);
    }
}
