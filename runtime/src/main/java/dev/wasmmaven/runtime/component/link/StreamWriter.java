package dev.wasmmaven.runtime.component.link;

import dev.wasmmaven.runtime.component.abi.HostBuffer;
import dev.wasmmaven.runtime.component.task.Buffer;
import dev.wasmmaven.runtime.component.task.HostEnd;
import dev.wasmmaven.runtime.component.task.StreamEnd;
import dev.wasmmaven.runtime.component.value.Val;
import org.jspecify.annotations.Nullable;

/** The writable end of a stream in the host's hands. Nothing is asked of the source before the reader waits for it. */
public final class StreamWriter {

    private final StreamEnd end;
    private final StreamSource source;
    private @Nullable HostBuffer kept;
    private boolean asked;
    private boolean closed;

    StreamWriter(StreamEnd end, StreamSource source) {
        this.end = end;
        this.source = source;
    }

    /** Waits for the reader. */
    void start() {
        end.attach(new Peer());
    }

    /**
     * Gives elements, at least one; those that the reader has no room for are kept.
     *
     * @param elements a {@link Val.Bytes} or a {@link Val.ListOf}
     */
    public void give(Val elements) {
        asked = false;
        if (!closed) {
            kept = HostBuffer.of(elements);
            serve();
        }
    }

    /** Answers a reader without room that there are elements. */
    public void ready() {
        asked = false;
        Buffer waiting = end.waiting();
        if (waiting != null) {
            if (waiting.remain() == 0) {
                end.release(waiting);
            } else {
                ask(waiting);
            }
        }
    }

    /** There are no more elements. */
    public void end() {
        asked = false;
        if (!closed) {
            closed = true;
            end.drop();
            source.close();
        }
    }

    /** The reader waits. */
    private void serve() {
        Buffer waiting = end.waiting();
        if (waiting == null) {
            return;
        }
        HostBuffer giving = kept;
        if (giving == null) {
            ask(waiting);
            return;
        }
        end.exchange(giving);
        if (giving.remain() == 0) {
            kept = null;
        }
        end.release(waiting);
    }

    private void ask(Buffer waiting) {
        if (!asked) {
            asked = true;
            source.produce(this, waiting.remain());
        }
    }

    /** What the reader does. */
    private final class Peer implements HostEnd {

        @Override
        public void waits() {
            serve();
        }

        @Override
        public void gaveUp() {
            asked = asked && !source.giveUp();
        }

        @Override
        public void dropped() {
            if (!closed) {
                closed = true;
                source.close();
            }
        }

        @Override
        public void served(int count) {
            throw new IllegalStateException("a writer does not wait");
        }
    }
}
