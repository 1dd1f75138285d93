package dev.wasmmaven.runtime.component.task;

import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A Java thread as a stack that can be left and returned to: it runs only while its resumer waits, so that of all fibers of a
 * store and their owner exactly one runs.
 */
final class Fiber implements Runnable {

    /** Ends a fiber that nobody will resume; crosses guest frames. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed() {
            super("the store was closed", null, false, false);
        }
    }

    private final FiberPool pool;
    private final Thread thread;
    private volatile boolean active;
    private volatile boolean killed;
    private @Nullable Thread resumer;
    private @Nullable GuestThread guest;
    private @Nullable Runnable work;
    private @Nullable GuestThread switchTo;
    private @Nullable Throwable failure;

    Fiber(FiberPool pool, String name, long stackSize) {
        this.pool = pool;
        this.thread = new Thread(null, this, name, stackSize);
        thread.setDaemon(true);
    }

    boolean isCurrent() {
        return Thread.currentThread().equals(thread);
    }

    void assign(GuestThread owner, Runnable step) {
        guest = owner;
        work = step;
        owner.fiber(this);
    }

    /** Runs it until it suspends or has done its work; returns whom it switches to. */
    @Nullable
    GuestThread resume() {
        Thread current = Thread.currentThread();
        resumer = current;
        active = true;
        if (thread.getState() == Thread.State.NEW) {
            thread.start();
        } else {
            LockSupport.unpark(thread);
        }
        boolean interrupted = await(() -> !active);
        if (interrupted) {
            current.interrupt();
        }
        Throwable thrown = failure;
        if (thrown != null) {
            failure = null;
            throw rethrow(thrown);
        }
        GuestThread other = switchTo;
        switchTo = null;
        return other;
    }

    /** From the fiber itself: gives control back to the resumer until resumed. */
    void suspend(@Nullable GuestThread other) {
        switchTo = other;
        yieldToResumer();
    }

    /** Makes a suspended or idle fiber end; its guest frames see an error pass that they cannot catch. */
    void kill() {
        killed = true;
        active = true;
        LockSupport.unpark(thread);
    }

    @Override
    public void run() {
        while (!killed) {
            try {
                Objects.requireNonNull(work, "work").run();
            } catch (Killed e) {
                return;
            } catch (RuntimeException | Error e) {
                failure = e;
            }
            work = null;
            if (guest != null) {
                guest.fiber(null);
                guest = null;
            }
            pool.release(this);
            try {
                yieldToResumer();
            } catch (Killed e) {
                return;
            }
        }
    }

    private void yieldToResumer() {
        Thread waiting = resumer;
        active = false;
        LockSupport.unpark(waiting);
        boolean interrupted = await(() -> active);
        if (killed) {
            throw new Killed();
        }
        if (interrupted) {
            thread.interrupt();
        }
    }

    /** Whether the thread was interrupted meanwhile, which must not turn the wait into a busy loop. */
    private boolean await(BooleanSupplier condition) {
        boolean interrupted = false;
        while (!condition.getAsBoolean()) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        return interrupted;
    }

    private static RuntimeException rethrow(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return (RuntimeException) thrown;
    }
}
