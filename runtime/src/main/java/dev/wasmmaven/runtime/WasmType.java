package dev.wasmmaven.runtime;

/** A value type of WebAssembly (core specification 2.3). */
public enum WasmType {
    I32,
    I64,
    F32,
    F64,
    V128,
    FUNCREF,
    EXTERNREF,
    EXNREF;

    /** As the text format writes it. */
    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
