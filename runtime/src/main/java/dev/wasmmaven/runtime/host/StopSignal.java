package dev.wasmmaven.runtime.host;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/**
 * Where the host operations of one guest wait, and how they are woken: by an event, by a deadline, or for good because
 * the guest is being stopped. Thread-safe.
 */
public final class StopSignal {

    private static final long PATIENCE_NANOS = 100_000_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile boolean stopped;

    /** Ends every wait, now and later, with a {@link StoppedException}. Cannot be taken back. */
    public void stop() {
        stopped = true;
        if (lockSoon()) {
            try {
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Whether the lock was to be had. If not, its holder may write to somebody who never reads, and wakes the others. */
    private boolean lockSoon() {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return lock.tryLock(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    public boolean stopped() {
        return stopped;
    }

    /**
     * Does something that only one thread at a time may do. Another may while this one waits in {@link #await}.
     *
     * @throws StoppedException if stopped
     */
    public int exclusively(IntSupplier operation) {
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedException();
        }
        try {
            checkNotStopped();
            return operation.getAsInt();
        } finally {
            if (stopped) {
                changed.signalAll();
            }
            lock.unlock();
        }
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
