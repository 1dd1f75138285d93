package dev.wasmmaven.runtime.component.type;

import java.util.Locale;

/** A primitive value type ({@code primvaltype} in Binary.md). */
public enum PrimitiveType implements ValType {
    BOOL,
    S8,
    U8,
    S16,
    U16,
    S32,
    U32,
    S64,
    U64,
    F32,
    F64,
    CHAR,
    STRING,
    ERROR_CONTEXT;

    /** Its name in WIT. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
