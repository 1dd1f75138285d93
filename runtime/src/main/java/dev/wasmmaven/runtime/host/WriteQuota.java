package dev.wasmmaven.runtime.host;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much one run may still write to files, all its directories together. Thread-safe. What is removed or overwritten
 * is not given back: the quota also bounds the wear of a guest that writes the same block for ever.
 */
public final class WriteQuota {

    /** What each new file, directory or link costs, whatever its size: a block, which is what it takes on the disk. */
    public static final long ENTRY = 4096;

    private static final WriteQuota UNLIMITED = new WriteQuota(Long.MAX_VALUE);

    private final boolean limited;
    private final AtomicLong left;

    private WriteQuota(long bytes) {
        this.limited = bytes != Long.MAX_VALUE;
        this.left = new AtomicLong(bytes);
    }

    /** A quota that is never used up. */
    public static WriteQuota unlimited() {
        return UNLIMITED;
    }

    /** A quota of so many bytes, not negative; {@link Long#MAX_VALUE} is unlimited. */
    public static WriteQuota of(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("a quota must not be negative: " + bytes);
        }
        return bytes == Long.MAX_VALUE ? UNLIMITED : new WriteQuota(bytes);
    }

    /** Whether it can be used up. */
    public boolean limited() {
        return limited;
    }

    /**
     * Takes so many bytes before they are written.
     *
     * @throws HostException with {@link HostErr#DQUOT} if there are not so many left; none are taken then
     */
    public void take(long bytes) throws HostException {
        if (!limited) {
            return;
        }
        long before;
        do {
            before = left.get();
            if (before < bytes) {
                throw new HostException(HostErr.DQUOT);
            }
        } while (!left.compareAndSet(before, before - bytes));
    }
}
