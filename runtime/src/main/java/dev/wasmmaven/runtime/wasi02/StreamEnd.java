package dev.wasmmaven.runtime.wasi02;

import dev.wasmmaven.runtime.host.HostException;

/**
 * What both kinds of streams have: they close for good at their end or first failure, and they cannot be dropped before
 * the pollables made of them.
 */
abstract class StreamEnd implements Pollable {

    private boolean closed;
    private int pollables;

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

    /** A pollable for this stream, its child. */
    final StreamPollable subscribe() {
        pollables++;
        return new StreamPollable(this);
    }

    /** A pollable is dropped, be it of a stream or not. */
    static void droppedPollable(Pollable pollable) {
        if (pollable instanceof StreamPollable child) {
            child.stream().pollables--;
        }
    }

    /** Gives the stream back; a trap if a pollable made of it is still there. */
    final void drop() {
        if (pollables > 0) {
            throw Traps.trap("a stream was dropped before the pollables made of it: resource has children");
        }
        close();
    }

    /** Gives back what the stream holds; also called for what a guest has not dropped. */
    abstract void close();

    /** Readiness of a stream; a child of it. */
    record StreamPollable(StreamEnd stream) implements Pollable {

        @Override
        public boolean ready() {
            return stream.closed() || stream.ready();
        }

        @Override
        public long deadline() {
            return stream.deadline();
        }
    }
}
