package dev.wasmmaven.runtime.component.link;

import dev.wasmmaven.runtime.component.abi.HostBuffer;
import dev.wasmmaven.runtime.component.abi.StreamVal;
import dev.wasmmaven.runtime.component.task.Buffer;
import dev.wasmmaven.runtime.component.task.HostEnd;
import dev.wasmmaven.runtime.component.task.StreamEnd;
import dev.wasmmaven.runtime.component.value.Val;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The writable end of a future in the host's hands. */
public final class FutureWriter {

    private final StreamEnd end;
    private final Val readable;
    private @Nullable Val value;

    FutureWriter(StreamEnd readable) {
        this.end = Objects.requireNonNull(readable.other(), "writable end");
        this.readable = new StreamVal(readable);
        end.attach(new Peer());
    }

    /** The readable end, to be given to a guest once. */
    public Val future() {
        return readable;
    }

    /** Gives the value; later ones are of no effect. */
    public void complete(Val result) {
        if (value == null) {
            value = result;
            serve();
        }
    }

    private void serve() {
        Buffer waiting = end.waiting();
        if (value != null && waiting != null) {
            end.exchange(HostBuffer.of(new Val.ListOf(List.of(value))));
            end.release(waiting);
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
            // It may wait again.
        }

        @Override
        public void dropped() {
            // Nobody wants to know.
        }

        @Override
        public void served(int count) {
            throw new IllegalStateException("a writer does not wait");
        }
    }
}
