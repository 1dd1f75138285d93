package dev.wasmmaven.runtime.host;

/** The clocks a guest sees. Implementations are thread-safe; a test gives its own. */
public interface HostClocks {

    /** Wall time in nanoseconds since 1970-01-01T00:00:00Z. */
    long realtime();

    /** Resolution of {@link #realtime()} in nanoseconds, at least 1. */
    long realtimeResolution();

    /** A time in nanoseconds, from an arbitrary start, that never goes back and does not stop while waiting. */
    long monotonic();

    /** Resolution of {@link #monotonic()} in nanoseconds, at least 1. */
    long monotonicResolution();

    /**
     * CPU time of the calling thread in nanoseconds. A guest has one thread, so this is also its process's.
     *
     * @throws HostException with {@link HostErr#NOTSUP} where the JVM does not measure it
     */
    long threadCpuTime() throws HostException;

    /** The host's clocks. */
    static HostClocks system() {
        return new SystemClocks();
    }
}
