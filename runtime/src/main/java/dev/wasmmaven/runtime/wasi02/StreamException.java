package dev.wasmmaven.runtime.wasi02;

import dev.wasmmaven.runtime.host.HostException;
import org.jspecify.annotations.Nullable;

/**
 * A {@code stream-error}: {@code last-operation-failed} with the cause, or {@code closed} without one. No stack trace:
 * the end of a file is one.
 */
final class StreamException extends Exception {

    private final @Nullable HostException failure;

    private StreamException(@Nullable HostException failure) {
        super(failure == null ? "closed" : "last operation failed", failure, false, false);
        this.failure = failure;
    }

    static StreamException closed() {
        return new StreamException(null);
    }

    static StreamException failed(HostException failure) {
        return new StreamException(failure);
    }

    /** Why the last operation failed, or null if the stream is closed. */
    @Nullable
    HostException failure() {
        return failure;
    }
}
