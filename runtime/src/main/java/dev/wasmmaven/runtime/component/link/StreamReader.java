package dev.wasmmaven.runtime.component.link;

import dev.wasmmaven.runtime.component.abi.HostBuffer;
import dev.wasmmaven.runtime.component.task.Buffer;
import dev.wasmmaven.runtime.component.task.HostEnd;
import dev.wasmmaven.runtime.component.task.HostOperations;
import dev.wasmmaven.runtime.component.task.StreamEnd;
import org.jspecify.annotations.Nullable;

/**
 * The readable end of a stream in the host's hands. The writer waits until the sink has dealt with what it gave, so that its
 * effects are there when it goes on, and no more than that is ever held.
 */
public final class StreamReader {

    private final StreamEnd end;
    private final StreamSink sink;
    private final HostOperations operations;
    private final int chunk;
    private @Nullable Buffer consuming;
    private int consumed;
    private @Nullable HostBuffer room;
    private boolean busy;
    private boolean writerGone;
    private boolean closed;

    /** @param chunk how many elements are taken at once */
    StreamReader(StreamEnd end, StreamSink sink, HostOperations operations, int chunk) {
        this.end = end;
        this.sink = sink;
        this.operations = operations;
        this.chunk = chunk;
    }

    /** Begins to read. */
    void start() {
        end.attach(new Peer());
        writerGone = end.isAlone();
        next();
    }

    /** What was consumed is where it belongs. */
    public void taken() {
        busy = false;
        Buffer done = consuming;
        consuming = null;
        if (done != null) {
            end.release(done);
        }
        next();
    }

    /** Takes no more, and what it was given last counts as not written; the writer is told. */
    public void stop() {
        busy = false;
        if (consuming != null) {
            consuming.takeBack(consumed);
            consuming = null;
        }
        close();
    }

    private void close() {
        if (!closed) {
            closed = true;
            end.drop();
            sink.close();
        }
    }

    private void next() {
        if (busy || closed) {
            return;
        }
        if (writerGone) {
            close();
        } else if (end.isBetweenHosts()) {
            if (room == null) {
                HostBuffer own = HostBuffer.room(chunk);
                room = own;
                end.await(own);
            }
        } else {
            Buffer offered = end.waiting();
            if (offered != null) {
                consume(offered);
            }
        }
    }

    private void consume(Buffer offered) {
        if (offered.remain() == 0) {
            // The writer asks whether it could write.
            end.release(offered);
            return;
        }
        HostBuffer taking = HostBuffer.room(Math.min(chunk, offered.remain()));
        consumed = end.exchange(taking);
        consuming = offered;
        busy = true;
        sink.consume(this, taking.taken());
    }

    private void consumeServed(HostBuffer filled) {
        busy = true;
        sink.consume(this, filled.taken());
    }

    /** What the writer does. */
    private final class Peer implements HostEnd {

        @Override
        public void waits() {
            next();
        }

        /** What the sink has taken is taken, and counts as written. */
        @Override
        public void gaveUp() {
            consuming = null;
        }

        @Override
        public void dropped() {
            writerGone = true;
            room = null;
            next();
        }

        /** Not in this call, whose depth would grow with the stream. */
        @Override
        public void served(int count) {
            HostBuffer filled = room;
            room = null;
            if (filled != null && count > 0) {
                busy = true;
                operations.soon(() -> consumeServed(filled));
            } else {
                operations.soon(StreamReader.this::next);
            }
        }
    }
}
