package dev.wasmmaven.runtime.error;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import org.jspecify.annotations.Nullable;

/** The module cannot be run as a program, since it exports no function {@code _start}. */
public final class NotACommandException extends WasmException {

    public NotACommandException(String message, @Nullable Throwable cause) {
        super(
                DiagnosticId.NOT_A_COMMAND,
                message,
                "run a program with a main function; a library can only be called by its host",
                cause);
    }
}
