package dev.wasmmaven.toolkit.worker;

import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;

/** Threads of guests that go on though their programs were stopped. */
final class GuestThreadsLeft {

    /** What the runtime's names for guests' threads begin with. */
    private static final String PREFIX = "wasm ";

    private static final long PAUSE_MILLIS = 20;

    private GuestThreadsLeft() {}

    /** Waits until there are none; false if there are some after this time. */
    static boolean awaitNone(Duration time) {
        long deadline = System.nanoTime() + time.toNanos();
        try {
            while (exist()) {
                if (System.nanoTime() >= deadline) {
                    return false;
                }
                Thread.sleep(PAUSE_MILLIS);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean exist() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        // A list that fills the array may be cut.
        Thread[] threads;
        int count;
        int room = group.activeCount();
        do {
            room = 2 * room + 16;
            threads = new Thread[room];
            count = group.enumerate(threads);
        } while (count == room);
        return Arrays.stream(threads, 0, count)
                .filter(Objects::nonNull)
                .anyMatch(thread -> thread.getName().startsWith(PREFIX));
    }
}
