package dev.wasmmaven.runtime.engine;

/** A function instance. */
public non-sealed interface CoreFunc extends CoreExtern {

    @Override
    CoreFuncType type();

    /**
     * Calls it. Values are raw 64-bit patterns: i32 sign-extended or not (only the low half counts), f32 and f64 as
     * their IEEE bits.
     *
     * @throws dev.wasmmaven.runtime.error.TrapException the guest trapped
     * @throws RuntimeException whatever a host function threw, unchanged
     */
    long[] call(long... args);
}
