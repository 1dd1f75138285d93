package dev.wasmmaven.runtime.engine.chicory;

/**
 * Carries what a host function threw through guest frames, so that it is never taken for a trap: a host's
 * {@code ArithmeticException} is the host's. Unwrapped where the host called in.
 */
final class HostThrown extends RuntimeException {

    private final Throwable thrown;

    HostThrown(Throwable thrown) {
        super(null, thrown, false, false);
        this.thrown = thrown;
    }

    /** Throws it again, as it was. */
    RuntimeException rethrow() {
        if (thrown instanceof Error error) {
            throw error;
        }
        // Host functions declare no checked exceptions.
        throw (RuntimeException) thrown;
    }
}
