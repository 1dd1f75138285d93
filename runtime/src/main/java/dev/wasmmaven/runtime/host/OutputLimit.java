package dev.wasmmaven.runtime.host;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes a guest may write to its standard streams, all together. Thread-safe. */
public final class OutputLimit {

    private final long bytes;
    private final AtomicLong left;

    private OutputLimit(long bytes) {
        this.bytes = bytes;
        this.left = new AtomicLong(bytes);
    }

    /** A limit of so many bytes; {@link Long#MAX_VALUE} for none. */
    public static OutputLimit of(long bytes) {
        return new OutputLimit(bytes);
    }

    /** Takes up to so many bytes; returns how many may be written. */
    int take(int wanted) {
        if (bytes == Long.MAX_VALUE) {
            return wanted;
        }
        return (int) Math.min(wanted, left.getAndUpdate(before -> before - Math.min(before, wanted)));
    }

    LimitExceededException exceeded() {
        return new LimitExceededException(
                "the program wrote more than its limit of " + bytes + " bytes to standard output and error");
    }
}
