package dev.wasmmaven.runtime.wasi01;

import dev.wasmmaven.runtime.host.HostClocks;
import dev.wasmmaven.runtime.host.HostErr;
import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.host.fs.SetTime;
import java.time.Instant;

/** {@code fstflags} and timestamps as what to do with a file's times. */
final class SetTimes {

    private static final long NANOS = 1_000_000_000L;

    private final HostClocks clocks;

    SetTimes(HostClocks clocks) {
        this.clocks = clocks;
    }

    /** The flags; a time cannot be both now and given. */
    static int checked(int flags) throws HostException {
        Flags.checked(flags, Flags.FSTFLAGS);
        boolean accessedTwice = Flags.has(flags, Flags.FST_ATIM) && Flags.has(flags, Flags.FST_ATIM_NOW);
        boolean modifiedTwice = Flags.has(flags, Flags.FST_MTIM) && Flags.has(flags, Flags.FST_MTIM_NOW);
        if (accessedTwice || modifiedTwice) {
            throw new HostException(HostErr.INVAL);
        }
        return flags;
    }

    SetTime accessed(int flags, long timestamp) {
        return time(Flags.has(flags, Flags.FST_ATIM), Flags.has(flags, Flags.FST_ATIM_NOW), timestamp);
    }

    SetTime modified(int flags, long timestamp) {
        return time(Flags.has(flags, Flags.FST_MTIM), Flags.has(flags, Flags.FST_MTIM_NOW), timestamp);
    }

    private SetTime time(boolean given, boolean now, long timestamp) {
        if (!given && !now) {
            return SetTime.OMIT;
        }
        // Timestamps are unsigned; the host's clock is not past 2262.
        long nanos = now ? clocks.realtime() : timestamp;
        return SetTime.at(
                Instant.ofEpochSecond(Long.divideUnsigned(nanos, NANOS), Long.remainderUnsigned(nanos, NANOS)));
    }
}
