package dev.wasmmaven.runtime.error;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import org.jspecify.annotations.Nullable;

/** The module needs a proposal or a format that this runtime does not have. */
public final class UnsupportedException extends WasmException {

    public UnsupportedException(String message, @Nullable Throwable cause) {
        this(message, "build without the feature that the message names", cause);
    }

    private UnsupportedException(String message, String nextStep, @Nullable Throwable cause) {
        super(DiagnosticId.MODULE_UNSUPPORTED, message, nextStep, cause);
    }

    /**
     * It uses a gated feature of the component model that is there, but off.
     *
     * @param what uses it
     * @param feature its name, as in Wasmtime's options
     */
    public static UnsupportedException notEnabled(String what, String feature) {
        return new UnsupportedException(
                what + " requires the component model feature " + feature + ", which is not enabled",
                "turn it on: -W component-model-" + feature + ", or in Java the builder's componentFeature(\"" + feature
                        + "\", true)",
                null);
    }
}
