package dev.wasmmaven.runtime.component.task;

import java.util.function.BooleanSupplier;

/** How a store's thread sleeps while nothing is ready. */
public interface Sleeper {

    /**
     * Sleeps until the condition holds or the deadline has passed; looks again after each {@link #wake}.
     *
     * @param deadline as {@link System#nanoTime} has it, {@link Long#MAX_VALUE} for none
     * @throws RuntimeException the guest is being stopped
     */
    void sleep(BooleanSupplier until, long deadline);

    /** Makes the sleeper look again. Called from any thread. */
    void wake();
}
