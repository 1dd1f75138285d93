package dev.wasmmaven.runtime.engine.compiler.rt;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Locks by address, for a few instructions at a time. Different addresses, and those of different memories, may share
 * one, so no thread takes a second.
 */
final class AddressLocks {

    private static final int COUNT = 1024;
    /** Ints between two locks: each has a cache line to itself. */
    private static final int STRIDE = 16;

    private static final int SPINS = 100;
    private static final int FREE = 0;
    private static final int HELD = 1;

    private static final VarHandle LOCK = MethodHandles.arrayElementVarHandle(int[].class);
    private static final int[] LOCKS = new int[COUNT * STRIDE];

    private AddressLocks() {}

    private static int slot(int index) {
        int doubleWord = index >>> 3;
        return ((doubleWord ^ doubleWord >>> 10) & (COUNT - 1)) * STRIDE;
    }

    @SuppressWarnings("ThreadPriorityCheck") // The lock is free soon: its holder only has to run.
    static void lock(int index) {
        int slot = slot(index);
        int spins = 0;
        while (!LOCK.compareAndSet(LOCKS, slot, FREE, HELD)) {
            if (++spins < SPINS) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
    }

    static void unlock(int index) {
        LOCK.setVolatile(LOCKS, slot(index), FREE);
    }
}
