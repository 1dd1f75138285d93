package dev.wasmmaven.runtime.engine;

/** A function instance. */
public non-sealed interface CoreFunc extends CoreExtern {

    @Override
    CoreFuncType type();

    /**
     * Calls it. Values are raw 64-bit patterns: i32 sign-extended or not (only the low half counts), f32 and f64 as
     * their IEEE bits.
     *
     * @throws IllegalArgumentException the number of values is not that of the parameters
     * @throws dev.wasmmaven.runtime.error.TrapException the guest trapped, threw an exception it did not catch
     *     (kind UNCAUGHT_EXCEPTION), or was stopped (kind INTERRUPTED)
     * @throws RuntimeException whatever a host function threw, unchanged
     */
    long[] call(long... args);
}
