package dev.wasmmaven.runtime.engine;

/** A function instance. */
public non-sealed interface CoreFunc extends CoreExtern {

    /** The raw value of every null reference. */
    long NULL_REFERENCE = -1;

    @Override
    CoreFuncType type();

    /**
     * Calls it. Values are raw 64-bit patterns: i32 sign-extended or not (only the low half counts), f32 and f64 as
     * their IEEE bits. A v128 is two values, the low half first. An externref is any number from 0 to 2<sup>31</sup>-1 that the host chooses, or
     * {@link #NULL_REFERENCE}; other references mean something only to the engine.
     *
     * @throws IllegalArgumentException the number of values is not that of the parameters
     * @throws dev.wasmmaven.runtime.error.TrapException the guest trapped, threw an exception it did not catch
     *     (kind UNCAUGHT_EXCEPTION), or was stopped (kind INTERRUPTED)
     * @throws RuntimeException whatever a host function threw, unchanged
     */
    long[] call(long... args);
}
