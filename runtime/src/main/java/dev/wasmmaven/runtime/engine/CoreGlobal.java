package dev.wasmmaven.runtime.engine;

/** A global instance; the value is a raw 64-bit pattern as in {@link CoreFunc#call}. */
public non-sealed interface CoreGlobal extends CoreExtern {

    @Override
    CoreGlobalType type();

    long get();

    /** The upper half of a v128, whose lower half {@link #get} gives. */
    long high();

    /** Sets it; an {@link IllegalStateException} if it is immutable. */
    void set(long value);
}
