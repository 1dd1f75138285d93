package dev.wasmmaven.runtime.engine.compiler.rt;

import dev.wasmmaven.runtime.engine.CoreStop;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The threads that wait at the addresses of one shared memory, first come first woken (threads proposal). */
final class WaitQueues {

    /** Results of {@code memory.atomic.wait32} and {@code wait64}. */
    static final int WOKEN = 0;

    static final int NOT_EQUAL = 1;
    static final int TIMED_OUT = 2;

    private static final class Waiter {
        private final Thread thread = Thread.currentThread();
        private volatile boolean woken;
    }

    private final Map<Integer, ArrayDeque<Waiter>> queues = new HashMap<>();

    /**
     * Waits to be woken.
     *
     * @param expected whether the memory holds what the guest expects; asked while no thread can be woken
     * @param timeoutNanos negative for ever
     * @param stop ends the wait with a trap of kind INTERRUPTED when it is thrown; null if only an interrupt can
     */
    int await(int address, BooleanSupplier expected, long timeoutNanos, @Nullable CoreStop stop) {
        Waiter waiter = new Waiter();
        long begin = System.nanoTime();
        synchronized (queues) {
            if (!expected.getAsBoolean()) {
                return NOT_EQUAL;
            }
            queues.computeIfAbsent(address, a -> new ArrayDeque<>(2)).add(waiter);
        }
        boolean interrupted = false;
        try {
            while (!waiter.woken) {
                if (stop != null) {
                    stop.check();
                } else if (interrupted) {
                    throw Trap.interrupted();
                }
                long left = timeoutNanos < 0 ? Long.MAX_VALUE : timeoutNanos - (System.nanoTime() - begin);
                if (left <= 0) {
                    break;
                }
                LockSupport.parkNanos(this, left);
                // Or it would not park again.
                interrupted |= Thread.interrupted();
            }
            return remove(address, waiter) ? TIMED_OUT : WOKEN;
        } finally {
            remove(address, waiter);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Whether it still stood in the queue. */
    private boolean remove(int address, Waiter waiter) {
        synchronized (queues) {
            ArrayDeque<Waiter> queue = queues.get(address);
            boolean removed = queue != null && queue.remove(waiter);
            if (queue != null && queue.isEmpty()) {
                queues.remove(address);
            }
            return removed;
        }
    }

    /**
     * Wakes threads.
     *
     * @param count how many at most, an unsigned number
     * @return how many
     */
    int wake(int address, int count) {
        int woken = 0;
        synchronized (queues) {
            ArrayDeque<Waiter> queue = queues.get(address);
            while (queue != null && woken != count && !queue.isEmpty()) {
                Waiter waiter = queue.remove();
                waiter.woken = true;
                LockSupport.unpark(waiter.thread);
                woken++;
            }
            if (queue != null && queue.isEmpty()) {
                queues.remove(address);
            }
        }
        return woken;
    }
}
