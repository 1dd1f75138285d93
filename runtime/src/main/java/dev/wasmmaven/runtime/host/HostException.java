package dev.wasmmaven.runtime.host;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A host operation failed in a way that the guest is told. It has no stack trace: guests probe for files all the
 * time, and the cause keeps its own.
 */
public final class HostException extends Exception {

    private final HostErr error;

    public HostException(HostErr error) {
        this(error, null);
    }

    public HostException(HostErr error, @Nullable Throwable cause) {
        super(Objects.requireNonNull(error, "error").name(), cause, false, false);
        this.error = error;
    }

    public HostErr error() {
        return error;
    }
}
