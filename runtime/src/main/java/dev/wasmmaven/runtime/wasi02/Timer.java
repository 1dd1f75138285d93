package dev.wasmmaven.runtime.wasi02;

/**
 * A moment of the monotonic clock.
 *
 * @param deadline as {@link System#nanoTime()}
 */
record Timer(long deadline) implements Pollable {

    /** Longest wait, some 146 years, so that deadlines can be compared by their difference. */
    private static final long MAX_WAIT = Long.MAX_VALUE / 2;

    /** A moment so many nanoseconds from now, an unsigned number. */
    static Timer after(long nanos) {
        return new Timer(System.nanoTime() + (Long.compareUnsigned(nanos, MAX_WAIT) > 0 ? MAX_WAIT : nanos));
    }

    @Override
    public boolean ready() {
        return deadline - System.nanoTime() <= 0;
    }
}
