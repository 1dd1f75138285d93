package dev.wasmmaven.plugin.sdk;

import dev.wasmmaven.sdk.SdkException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Runs a transfer that may fall silent. Not every transporter of Maven has a limit for a server that stops in the middle of its
 * answer, so the transfer has a thread of its own, which is left to itself when nothing comes any more.
 */
final class StallGuard {

    private static final long CHECK_MILLIS = 200;
    private static final long GRACE_MILLIS = 5_000;

    private StallGuard() {}

    /** A transfer. */
    @FunctionalInterface
    interface Transfer {
        void run() throws Exception;
    }

    /**
     * Runs a transfer to its end.
     *
     * @param touched when it last showed life, as {@link System#nanoTime}
     * @param limit how long it may show none
     * @param stalled makes the exception for silence of so many seconds
     * @param activity what the thread does, for its name and for messages
     * @throws Exception what the transfer throws
     * @throws SdkException.Interrupted the calling thread was interrupted
     */
    static void run(
            Transfer transfer,
            LongSupplier touched,
            Duration limit,
            Function<Long, SdkException> stalled,
            String activity)
            throws Exception {
        FutureTask<Boolean> task = new FutureTask<>(() -> {
            transfer.run();
            return true;
        });
        Thread thread = new Thread(task, activity);
        thread.setDaemon(true);
        thread.start();
        while (true) {
            try {
                task.get(CHECK_MILLIS, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException e) {
                if (System.nanoTime() - touched.getAsLong() > limit.toNanos()) {
                    end(thread);
                    throw stalled.apply(limit.toSeconds());
                }
            } catch (InterruptedException e) {
                end(thread);
                Thread.currentThread().interrupt();
                throw new SdkException.Interrupted(activity, e);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof Exception failure) {
                    throw failure;
                }
                throw e;
            }
        }
    }

    /** Waits some moments for it to end, so that it does not write to the file beside a second attempt. */
    private static void end(Thread thread) throws InterruptedException {
        thread.interrupt();
        thread.join(GRACE_MILLIS);
    }
}
