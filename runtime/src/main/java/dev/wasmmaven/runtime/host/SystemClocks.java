package dev.wasmmaven.runtime.host;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** The host's clocks; the monotonic one starts with this object, so that a guest does not learn the host's uptime. */
final class SystemClocks implements HostClocks {

    /**
     * Where the monotonic clock starts. Guests subtract durations from "now", and Rust's {@code Instant} panics below
     * zero; on a host that has been up for a day they may.
     */
    private static final long START = TimeUnit.DAYS.toNanos(1);

    private final long origin = System.nanoTime();

    @Override
    public long realtime() {
        Instant now = Instant.now();
        return Math.addExact(Math.multiplyExact(now.getEpochSecond(), 1_000_000_000L), now.getNano());
    }

    @Override
    public long realtimeResolution() {
        return 1_000;
    }

    @Override
    public long monotonic() {
        return START + (System.nanoTime() - origin);
    }

    @Override
    public long monotonicResolution() {
        return 1;
    }

    @Override
    public long threadCpuTime() throws HostException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        if (!threads.isCurrentThreadCpuTimeSupported() || !threads.isThreadCpuTimeEnabled()) {
            throw new HostException(HostErr.NOTSUP);
        }
        return threads.getCurrentThreadCpuTime();
    }
}
