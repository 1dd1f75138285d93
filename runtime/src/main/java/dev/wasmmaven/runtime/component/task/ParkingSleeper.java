package dev.wasmmaven.runtime.component.task;

import dev.wasmmaven.runtime.engine.CoreStop;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Sleeps on a lock's condition; a thrown stop switch ends the sleep with its trap. */
public final class ParkingSleeper implements Sleeper {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final CoreStop stop;

    public ParkingSleeper(CoreStop stop) {
        this.stop = stop;
    }

    @Override
    public void sleep(BooleanSupplier until, long deadline) {
        // Inside a visit, so that the switch interrupts this thread.
        CoreStop.Visit visit = stop.enter();
        lock.lock();
        try {
            while (!until.getAsBoolean()) {
                long left = deadline == Long.MAX_VALUE ? Long.MAX_VALUE : deadline - System.nanoTime();
                if (left <= 0) {
                    return;
                }
                if (deadline == Long.MAX_VALUE) {
                    changed.await();
                } else {
                    changed.await(left, TimeUnit.NANOSECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop.stop();
            stop.check();
        } finally {
            lock.unlock();
            visit.close();
        }
    }

    @Override
    public void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
