package dev.wasmmaven.runtime.wasi02;

import dev.wasmmaven.runtime.host.HostException;

/** What both kinds of streams have: they close for good at their end or first failure. */
abstract class StreamEnd extends Parent {

    private boolean closed;

    /** Throws {@code closed} if the stream is. */
    final void requireOpen() throws StreamException {
        if (closed) {
            throw StreamException.closed();
        }
    }

    final boolean closed() {
        return closed;
    }

    /** The end of the stream, to be thrown: from now on each operation says {@code closed}. */
    final StreamException end() {
        closed = true;
        return StreamException.closed();
    }

    /** A failure, to be thrown: it is told once, and from now on each operation says {@code closed}. */
    final StreamException failed(HostException failure) {
        closed = true;
        return StreamException.failed(failure);
    }

    @Override
    final boolean settled() {
        return closed || ready();
    }
}
