package dev.wasmmaven.runtime.error;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import org.jspecify.annotations.Nullable;

/** The bytes are not a module (core specification, section 5, Binary Format). */
public final class MalformedException extends WasmException {

    public MalformedException(String message, @Nullable Throwable cause) {
        super(
                DiagnosticId.MODULE_MALFORMED,
                message,
                "check that the file is complete and was made for WebAssembly; build it again",
                cause);
    }
}
