package dev.wasmmaven.runtime.wasi02;

import dev.wasmmaven.runtime.host.HostErr;
import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.host.HostOutput;

/** Standard output or error. Flushed after each write, so that the two keep their order on a terminal. */
final class StandardOutput extends ByteOutput {

    private static final int PERMIT = 1024 * 1024;

    private final HostOutput output;

    StandardOutput(HostOutput output) {
        this.output = output;
    }

    @Override
    int permit() throws StreamException {
        requireOpen();
        return PERMIT;
    }

    @Override
    void write(byte[] bytes, int offset, int length) throws StreamException {
        requireOpen();
        try {
            output.write(bytes, offset, length);
        } catch (HostException e) {
            // Nobody reads any more: libc shows "closed" as EPIPE, and an error of another kind as EIO.
            throw e.error() == HostErr.PIPE ? end() : failed(e);
        }
    }

    @Override
    void flush() throws StreamException {
        requireOpen();
    }

    @Override
    public boolean ready() {
        return true;
    }

    @Override
    void close() {
        // The output is the run's, and may be asked for again.
    }
}
