package dev.wasmmaven.runtime.component.plan;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Room for work that calls itself once for each component inside another: as many as a file may have are too many for the
 * stacks that threads have by default.
 */
public final class Nesting {

    /** So many need a small part of any stack. */
    private static final int SHALLOW = 50;

    /** Of a stack, only what is used costs memory. */
    private static final long STACK_BYTES = 256L << 20;

    private Nesting() {}

    /**
     * Does it: on the calling thread if that will do, else on one of its own, while the calling thread waits.
     *
     * @param depth how many components are inside each other
     */
    public static <T> T call(int depth, Supplier<T> work) {
        if (depth <= SHALLOW) {
            return work.get();
        }
        Call<T> call = new Call<>(work);
        Thread thread = new Thread(null, call, Thread.currentThread().getName() + " (deep)", STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        join(thread);
        return call.outcome();
    }

    /** Waits for the end; an interrupt is the worker's as well. */
    private static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
                thread.interrupt();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Call<T> implements Runnable {
        private final Supplier<T> work;
        private @Nullable T result;
        private @Nullable RuntimeException exception;
        private @Nullable Error error;

        Call(Supplier<T> work) {
            this.work = work;
        }

        @Override
        public void run() {
            try {
                result = work.get();
            } catch (RuntimeException e) {
                exception = e;
            } catch (Error e) {
                error = e;
            }
        }

        T outcome() {
            if (exception != null) {
                throw exception;
            }
            if (error != null) {
                throw error;
            }
            if (result == null) {
                throw new IllegalStateException("the work ended without a result");
            }
            return result;
        }
    }
}
