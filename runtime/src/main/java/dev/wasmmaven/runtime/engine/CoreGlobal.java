package dev.wasmmaven.runtime.engine;

/** A global instance; the value is a raw 64-bit pattern as in {@link CoreFunc#call}. */
public non-sealed interface CoreGlobal extends CoreExtern {

    @Override
    CoreGlobalType type();

    long get();

    /** Sets it; an {@link IllegalStateException} if it is immutable. */
    void set(long value);
}
