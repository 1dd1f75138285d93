package dev.wasmmaven.runtime.engine;

/** A value type (core specification, section 2.3). */
public enum CoreValType {
    I32,
    I64,
    F32,
    F64,
    V128,
    FUNCREF,
    EXTERNREF,
    EXNREF;

    /** Whether it is a type of references, whose default value is {@link CoreFunc#NULL_REFERENCE}. */
    public boolean isReference() {
        return this == FUNCREF || this == EXTERNREF || this == EXNREF;
    }
}
