package dev.wasmmaven.runtime.host;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Where the host operations of one guest wait, and how they are woken: by an event, by a deadline, or for good because
 * the guest is being stopped. Thread-safe.
 */
public final class StopSignal {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile boolean stopped;

    /** Ends every wait, now and later, with a {@link StoppedException}. Cannot be taken back. */
    public void stop() {
        stopped = true;
        wake();
    }

    public boolean stopped() {
        return stopped;
    }

    /** Makes waiters look again at what they wait for. */
    public void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until {@code ready} holds or the deadline has passed.
     *
     * @param ready looked at under this signal's lock, after each {@link #wake()}; must not block
     * @param deadline value of {@link System#nanoTime()} at which to give up, or {@link Long#MAX_VALUE} for never
     * @return what {@code ready} says at the end
     * @throws StoppedException if stopped, or if the waiting thread is interrupted, which then stays interrupted
     */
    public boolean await(BooleanSupplier ready, long deadline) {
        lock.lock();
        try {
            while (true) {
                checkNotStopped();
                if (ready.getAsBoolean()) {
                    return true;
                }
                if (deadline == Long.MAX_VALUE) {
                    changed.await();
                    continue;
                }
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                changed.await(left, TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedException();
        } finally {
            lock.unlock();
        }
    }

    /** Throws a {@link StoppedException} if stopped. */
    public void checkNotStopped() {
        if (stopped) {
            throw new StoppedException();
        }
    }
}
