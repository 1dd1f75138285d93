package dev.wasmmaven.runtime.engine;

import dev.wasmmaven.runtime.error.TrapException;
import dev.wasmmaven.runtime.error.TrapKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stop switch of everything that runs together: the instances linked with each other and the threads inside them.
 * Thrown once, from any thread, it cannot be taken back: guest code traps with kind INTERRUPTED at its next call or
 * loop back edge, and host operations that wait interruptibly are woken.
 *
 * <p>How guest code notices is the engine's matter. An engine brackets each entry from the host with {@link #enter}
 * and {@link Visit#close}, between which the thread is interrupted when the switch is thrown; it may instead, or also,
 * poll {@link #isStopped()} in the code it generates. An interrupt sent by the switch never outlives the visit, so a
 * pooled thread carries none of it to its next work.
 */
public final class CoreStop {

    private final List<Visit> visits = new ArrayList<>(1);

    /** The visit that began last, while it lasts: a thread that finds its own needs no lock to know that it is inside. */
    private volatile @Nullable Visit latest;

    private volatile boolean stopped;

    /** The same, read without the order that a volatile read imposes on what is around it. */
    private boolean stoppedUnordered;

    public CoreStop() {}

    /** Whether {@link #stop()} was called; cheap enough for a back edge. */
    public boolean isStopped() {
        return stopped;
    }

    /**
     * As {@link #isStopped()}, for where a function begins. A JIT compiler may read it once for a whole loop, so that back edges need the
     * other; what it knows of memory it need not forget here.
     */
    public boolean isStoppedAtEntry() {
        return stoppedUnordered;
    }

    /** Throws the switch. The second and later calls do nothing. */
    public synchronized void stop() {
        if (stopped) {
            return;
        }
        stoppedUnordered = true;
        stopped = true;
        for (Visit visit : visits) {
            visit.interrupt();
        }
    }

    /**
     * Tells that the current thread is about to run guest code. Visits of one thread nest.
     *
     * @throws TrapException of kind INTERRUPTED if the switch was thrown before
     */
    public Visit enter() {
        check();
        Thread thread = Thread.currentThread();
        Visit known = latest;
        return known != null && known.thread.equals(thread) ? known.inner() : enter(thread);
    }

    private synchronized Visit enter(Thread thread) {
        check();
        for (Visit visit : visits) {
            if (visit.thread.equals(thread)) {
                return visit.inner();
            }
        }
        Visit visit = new Visit(thread, null);
        visits.add(visit);
        latest = visit;
        return visit;
    }

    /** Throws the trap of a stopped guest if the switch was thrown; for the way back from a host function. */
    public void check() {
        if (stopped) {
            throw trap();
        }
    }

    private static TrapException trap() {
        return new TrapException(TrapKind.INTERRUPTED, "the guest was stopped", List.of(), null);
    }

    /** The stay of one thread in guest code. */
    public final class Visit {

        private final Thread thread;
        private final @Nullable Visit outer;
        private @Nullable Visit inner;
        private boolean interrupted;

        private Visit(Thread thread, @Nullable Visit outer) {
            this.thread = thread;
            this.outer = outer;
        }

        /** What a nested entry is told; all of them the same, since ending one does nothing. */
        private Visit inner() {
            Visit known = inner;
            if (known == null) {
                known = new Visit(thread, this);
                inner = known;
            }
            return known;
        }

        private void interrupt() {
            // An interrupt that somebody else sent before is not ours to clear.
            if (!thread.isInterrupted()) {
                interrupted = true;
                thread.interrupt();
            }
        }

        /** Ends the stay; on the thread that entered. */
        public void close() {
            if (outer != null) {
                return;
            }
            synchronized (CoreStop.this) {
                visits.remove(this);
                if (latest == this) {
                    latest = null;
                }
                if (interrupted) {
                    Thread.interrupted();
                }
            }
        }
    }
}
