package dev.wasmmaven.runtime.error;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import org.jspecify.annotations.Nullable;

/** The file of a module cannot be read. */
public final class ModuleUnreadableException extends WasmException {

    public ModuleUnreadableException(String message, @Nullable Throwable cause) {
        super(
                DiagnosticId.MODULE_NOT_FOUND,
                message,
                "check the path and that the file may be read; build the crate first",
                cause);
    }
}
