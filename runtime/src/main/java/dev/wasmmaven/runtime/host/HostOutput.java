package dev.wasmmaven.runtime.host;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;

/**
 * A guest's standard output or error over any {@link OutputStream}: bytes as they are, flushed after each write. Thread-safe:
 * one call after the other.
 */
public final class HostOutput {

    private final OutputStream stream;
    private final OutputLimit limit;

    public HostOutput(OutputStream stream) {
        this(stream, OutputLimit.of(Long.MAX_VALUE));
    }

    /** @param limit shared by all streams that count together */
    public HostOutput(OutputStream stream, OutputLimit limit) {
        this.stream = Objects.requireNonNull(stream, "stream");
        this.limit = Objects.requireNonNull(limit, "limit");
    }

    /**
     * Writes all of the bytes, and makes them visible to the other end.
     *
     * @throws LimitExceededException they are more than the limit allows; those that it allows have been written
     */
    public synchronized void write(byte[] source, int offset, int length) throws HostException {
        int allowed = limit.take(length);
        try {
            stream.write(source, offset, allowed);
            stream.flush();
        } catch (IOException e) {
            throw failed(e);
        }
        if (allowed < length) {
            throw limit.exceeded();
        }
    }

    private static HostException failed(IOException e) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("Broken pipe") || message.contains("Pipe closed")) {
            return new HostException(HostErr.PIPE, e);
        }
        if (message.contains("No space left")) {
            return new HostException(HostErr.NOSPC, e);
        }
        return new HostException(HostErr.IO, e);
    }
}
