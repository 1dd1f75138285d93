package dev.wasmmaven.runtime.error;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import org.jspecify.annotations.Nullable;

/** An option of a run has a value that no guest can be given. */
public final class OptionInvalidException extends WasmException {

    public OptionInvalidException(String message, @Nullable Throwable cause) {
        super(DiagnosticId.OPTION_INVALID, message, "change the option that the message names", cause);
    }
}
