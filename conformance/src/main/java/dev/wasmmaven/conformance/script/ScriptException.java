package dev.wasmmaven.conformance.script;

import org.jspecify.annotations.Nullable;

/** A file that is not a script in the expected format. */
public final class ScriptException extends RuntimeException {

    public ScriptException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
