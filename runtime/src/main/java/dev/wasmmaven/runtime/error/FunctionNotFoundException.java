package dev.wasmmaven.runtime.error;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import org.jspecify.annotations.Nullable;

/** The module exports no function of the name that was asked for. */
public final class FunctionNotFoundException extends WasmException {

    public FunctionNotFoundException(String message, @Nullable Throwable cause) {
        super(
                DiagnosticId.FUNCTION_NOT_FOUND,
                message,
                "name a function that the module exports; wasi-runtime inspect lists them",
                cause);
    }
}
