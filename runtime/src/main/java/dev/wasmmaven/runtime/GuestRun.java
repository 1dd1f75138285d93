package dev.wasmmaven.runtime;

import dev.wasmmaven.runtime.Guest.Opened;
import dev.wasmmaven.runtime.engine.CoreStop;
import dev.wasmmaven.runtime.error.HostFailedException;
import dev.wasmmaven.runtime.error.TrapException;
import dev.wasmmaven.runtime.error.UninstantiableException;
import dev.wasmmaven.runtime.error.WasmException;
import dev.wasmmaven.runtime.host.GuestExit;
import dev.wasmmaven.runtime.host.HostEnvironment;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One run: an instance, the thread it runs on and those that the guest starts, and whoever waits for it. A thread of its
 * own, since the stack of the caller's is too small for deep recursion, and since an interrupt must hit the guest alone.
 */
final class GuestRun {

    /** How long a stopped guest may take to leave a host function that cannot be woken. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** Of the threads that a guest starts; of a stack, only what is used costs memory. */
    private static final long THREAD_STACK = 64L << 20;

    private enum StopReason {
        TIMEOUT,
        CANCELLED
    }

    private final Guest guest;
    private final RunOptions options;
    private final long stackSize;
    private final GuestThreads threads;
    private final CoreStop stop = new CoreStop();
    private final long begin = System.nanoTime();

    // Guarded by this.
    private boolean done;
    private boolean ending;
    private @Nullable StopReason stopReason;

    private @Nullable Opened opened;
    private @Nullable RunResult result;
    private @Nullable WasmException failure;

    GuestRun(Guest guest, RunOptions options, long stackSize) {
        this.guest = guest;
        this.options = options;
        this.stackSize = stackSize;
        this.threads =
                new GuestThreads(guest.name(), Math.min(stackSize, THREAD_STACK), options.maxThreads(), this::settle);
    }

    /** Stops the guest, from any thread. */
    void cancel() {
        stop(StopReason.CANCELLED);
    }

    private synchronized void stop(StopReason reason) {
        if (stopReason == null && !ending) {
            stopReason = reason;
            stopGuest();
        }
    }

    private synchronized void stopGuest() {
        Opened started = opened;
        if (started != null) {
            started.stop();
        }
        stop.stop();
        notifyAll();
    }

    /** Runs to the end, whatever it is. */
    RunResult execute() {
        guest.check();
        Thread thread = new Thread(null, this::runGuest, "wasm " + guest.name(), stackSize);
        // A guest that hangs in a host function must not keep the process alive.
        thread.setDaemon(true);
        try {
            thread.start();
        } catch (OutOfMemoryError e) {
            throw new UninstantiableException(
                    "no thread with a stack of " + (stackSize >> 20) + " MiB can be started for " + guest.name(), e);
        }
        await();
        return outcome();
    }

    /** Waits for the end, or for a stop and then a little longer. An interrupt of the waiting thread is a stop. */
    private synchronized void await() {
        long deadline =
                options.timeout().map(timeout -> begin + timeout.toNanos()).orElse(Long.MAX_VALUE);
        boolean interrupted = false;
        boolean stopSeen = false;
        while (!done) {
            long left = deadline - System.nanoTime();
            if (left <= 0 && stopSeen) {
                break;
            }
            try {
                if (left <= 0) {
                    stop(StopReason.TIMEOUT);
                } else if (deadline == Long.MAX_VALUE) {
                    wait();
                } else {
                    TimeUnit.NANOSECONDS.timedWait(this, left);
                }
            } catch (InterruptedException e) {
                interrupted = true;
                stop(StopReason.CANCELLED);
            }
            if ((stopReason != null || ending) && !stopSeen) {
                stopSeen = true;
                deadline = System.nanoTime() + GRACE.toNanos();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized RunResult outcome() {
        StopReason stopped = stopReason;
        if (stopped == StopReason.TIMEOUT) {
            return new RunResult.TimedOut(options.timeout().orElseThrow(), elapsed());
        }
        if (stopped == StopReason.CANCELLED) {
            return new RunResult.Cancelled(elapsed());
        }
        if (failure != null) {
            throw failure;
        }
        return Objects.requireNonNull(result, "result");
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    // On the guest's threads

    private void runGuest() {
        settle(() -> {
            try (Opened started = guest.open(environment(), stop, threads)) {
                use(started);
                settle(() -> end(started.call(this::elapsed), null));
                threads.awaitEnd(GRACE.toNanos());
            }
        });
        done();
    }

    /** Does part of the run, and ends it if that part fails or exits. */
    private void settle(Runnable part) {
        try {
            part.run();
        } catch (GuestExit e) {
            end(new RunResult.Exited(e.code(), elapsed()), null);
        } catch (TrapException e) {
            end(new RunResult.Trapped(e, elapsed()), null);
        } catch (WasmException e) {
            end(null, e);
        } catch (RuntimeException | Error e) {
            end(null, new HostFailedException("a host function failed in " + guest.name() + ": " + e, e));
        }
    }

    /** How the guest ends: as whichever of its threads does first. The others are stopped. */
    private synchronized void end(@Nullable RunResult ended, @Nullable WasmException failed) {
        if (!ending) {
            ending = true;
            result = ended;
            failure = failed;
            stopGuest();
        }
    }

    private synchronized void done() {
        done = true;
        notifyAll();
    }

    private HostEnvironment environment() {
        return Environments.of(options);
    }

    /** From here on a stop also wakes host functions that wait. */
    private synchronized void use(Opened started) {
        opened = started;
        if (stopReason != null) {
            started.stop();
        }
    }
}
