package dev.wasmmaven.runtime.wasi02;

import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.host.HostInput;
import java.util.Arrays;

/** Standard input; several streams of it share one position. */
final class StandardInput extends ByteInput {

    private final HostInput input;

    StandardInput(HostInput input) {
        this.input = input;
    }

    @Override
    byte[] read(int limit) throws StreamException {
        requireOpen();
        if (limit == 0 || !input.ready()) {
            return new byte[0];
        }
        byte[] bytes = new byte[limit(limit)];
        try {
            int count = input.read(bytes, 0, bytes.length);
            if (count < 0) {
                throw end();
            }
            return count == bytes.length ? bytes : Arrays.copyOf(bytes, count);
        } catch (HostException e) {
            throw failed(e);
        }
    }

    /** No larger array than what is there needs; nothing is there at the end and on a failure. */
    private int limit(int wanted) {
        return Math.max(1, Math.min(wanted, input.buffered()));
    }

    @Override
    public boolean ready() {
        return input.ready();
    }

    @Override
    void close() {
        // The input is the run's, and may be asked for again.
    }
}
