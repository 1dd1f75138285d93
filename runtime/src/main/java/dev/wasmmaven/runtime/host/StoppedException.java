package dev.wasmmaven.runtime.host;

/**
 * Thrown out of a host operation because the guest is being stopped; see {@link StopSignal}. No stack trace: it is no
 * error.
 */
public final class StoppedException extends RuntimeException {

    public StoppedException() {
        super("stopped", null, false, false);
    }
}
