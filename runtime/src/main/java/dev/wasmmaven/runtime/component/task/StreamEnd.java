package dev.wasmmaven.runtime.component.task;

import dev.wasmmaven.runtime.error.ComponentTrap;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The readable or writable end of a stream or future (CanonicalABI.md, Stream and Future State). Nothing is kept between the
 * two ends: a copy happens when both have a buffer.
 */
public final class StreamEnd extends Waitable {

    private enum State {
        IDLE,
        COPYING,
        CANCELLING_COPY,
        DONE
    }

    /** How an operation ended, as core code gets it. */
    private static final int COMPLETED = 0;

    private static final int DROPPED = 1;
    private static final int CANCELLED = 2;

    private final ElementType element;
    private final boolean future;
    private final boolean readable;
    private State state = State.IDLE;
    private @Nullable StreamEnd other;
    private @Nullable Buffer buffer;
    private @Nullable InstanceState owner;
    private @Nullable HostEnd host;
    private int index;

    /** What the elements are, as far as ends care. */
    public interface ElementType {

        /** Whether it is a number type, which may be copied within one instance. */
        boolean isNumber();
    }

    private StreamEnd(ElementType element, boolean future, boolean readable) {
        this.element = element;
        this.future = future;
        this.readable = readable;
    }

    /**
     * Makes a stream or future.
     *
     * @return the readable end; {@link #other} is the writable one
     */
    public static StreamEnd create(ElementType element, boolean future) {
        StreamEnd reader = new StreamEnd(element, future, true);
        StreamEnd writer = new StreamEnd(element, future, false);
        reader.other = writer;
        writer.other = reader;
        return reader;
    }

    public @Nullable StreamEnd other() {
        return other;
    }

    public boolean isFuture() {
        return future;
    }

    public boolean isReadable() {
        return readable;
    }

    public ElementType element() {
        return element;
    }

    private String noun() {
        return future ? "future" : "stream";
    }

    /** Puts it into an instance's table. */
    public int enter(InstanceState instance) {
        owner = instance;
        index = instance.handles().add(this);
        return index;
    }

    /** It was taken out of its instance's table. */
    public void leave() {
        owner = null;
        index = 0;
    }

    /** Checks that it may be passed on or forwarded. */
    public void requireIdle(String verb) {
        switch (state) {
            case COPYING, CANCELLING_COPY ->
                throw ComponentTrap.of("cannot " + ("lift".equals(verb) ? "remove" : verb) + " busy " + noun());
            case DONE -> throw ComponentTrap.of("cannot " + verb + " " + noun() + " after " + doneReason());
            case IDLE -> {
                if (isInSet()) {
                    throw ComponentTrap.of("cannot " + verb + " " + noun() + " while it's in a waitable set");
                }
            }
        }
    }

    private String doneReason() {
        if (!future) {
            return "being notified that the " + (readable ? "writable" : "readable") + " end dropped";
        }
        return readable ? "previous read succeeded" : "previous write succeeded or readable end dropped";
    }

    /** Checks that a read or write may begin. */
    public void requireReady(boolean async) {
        switch (state) {
            case COPYING, CANCELLING_COPY -> throw ComponentTrap.CONCURRENT_OPERATION.exception();
            case DONE ->
                throw ComponentTrap.of(
                        "cannot " + (readable ? "read from " : "write to ") + noun() + " after " + doneReason());
            case IDLE -> {
                if (!async) {
                    requireNotInSet();
                }
            }
        }
    }

    /** Begins a read or write, which is over when an event is pending. */
    public void copy(Buffer mine) {
        state = State.COPYING;
        StreamEnd peer = other;
        if (peer == null) {
            if (!hasPendingEvent()) {
                notifyOf(0);
            }
            return;
        }
        Buffer theirs = peer.buffer;
        if (theirs == null) {
            buffer = mine;
            if (peer.host != null) {
                peer.host.waits();
            }
        } else if (mine.remain() > 0 && theirs.remain() > 0) {
            copyNow(peer, mine, theirs);
        } else if (mine.remain() > 0 || (readable && theirs.remain() == 0)) {
            peer.notifyOf(0);
            peer.buffer = null;
            buffer = mine;
        } else {
            notifyOf(0);
        }
    }

    private void copyNow(StreamEnd peer, Buffer mine, Buffer theirs) {
        if (owner != null && owner == peer.owner && !element.isNumber()) {
            throw ComponentTrap.of(
                    "cannot read from and write to intra-component future/stream with non-numeric payload");
        }
        int count = Math.min(mine.remain(), theirs.remain());
        if (readable) {
            mine.copyFrom(theirs, count);
        } else {
            theirs.copyFrom(mine, count);
        }
        notifyOf(mine.progress());
        peer.notifyOf(theirs.progress());
        if (theirs.remain() == 0) {
            peer.buffer = null;
        }
    }

    private void notifyOf(int progress) {
        pendingEvent(() -> new Event(eventCode(), index, future ? futureResult(progress) : streamResult(progress)));
    }

    private int eventCode() {
        if (future) {
            return readable ? Event.FUTURE_READ : Event.FUTURE_WRITE;
        }
        return readable ? Event.STREAM_READ : Event.STREAM_WRITE;
    }

    private int streamResult(int progress) {
        buffer = null;
        int result;
        if (other == null) {
            result = DROPPED;
            state = State.DONE;
        } else {
            result = state == State.CANCELLING_COPY ? CANCELLED : COMPLETED;
            state = State.IDLE;
        }
        return result | (progress << 4);
    }

    private int futureResult(int progress) {
        buffer = null;
        if (progress == 1) {
            state = State.DONE;
            return COMPLETED;
        }
        if (other == null) {
            state = State.DONE;
            return DROPPED;
        }
        state = State.IDLE;
        return CANCELLED;
    }

    /** Checks that a cancellation may be asked for. */
    public void requireCancellable(boolean async) {
        if (state != State.COPYING || hasSyncWaiter()) {
            throw ComponentTrap.NOT_COPYING.exception();
        }
        if (!async) {
            requireNotInSet();
        }
    }

    /** Ends the operation under way; it is over when an event is pending. */
    public void cancel() {
        state = State.CANCELLING_COPY;
        if (hasPendingEvent()) {
            return;
        }
        // The host may have taken something already without having told so.
        notifyOf(buffer == null ? 0 : buffer.progress());
        if (other != null && other.host != null) {
            other.host.gaveUp();
        }
    }

    /** Checks that it may be dropped. */
    public void requireDroppable() {
        if (state == State.COPYING || state == State.CANCELLING_COPY) {
            // Wasmtime's words, which the specification's tests have taken over.
            throw ComponentTrap.of((readable ? "cannot remove busy " : "cannot drop busy ") + noun());
        }
        if (future && !readable && state != State.DONE) {
            throw ComponentTrap.of("cannot drop future write end without first writing a value");
        }
    }

    /** Drops it; the other end is told. */
    public void drop() {
        StreamEnd peer = other;
        if (peer != null) {
            peer.other = null;
            if (peer.host != null) {
                peer.buffer = null;
                peer.host.dropped();
            } else if (peer.state != State.DONE && !peer.hasPendingEvent()) {
                peer.notifyOf(peer.buffer == null ? 0 : peer.buffer.progress());
            }
            other = null;
        }
        join(null);
    }

    // The host at this end

    /** Gives this end to the host, which is told of the other from now on. */
    public void attach(HostEnd value) {
        host = value;
    }

    /** Whether the host is at the other end too. */
    public boolean isBetweenHosts() {
        return other != null && other.host != null;
    }

    /** Whether the other end is gone. */
    public boolean isAlone() {
        return other == null;
    }

    /** The host's end: waits with a buffer until the other end, the host's as well, serves it. */
    public void await(Buffer mine) {
        StreamEnd peer = other;
        if (peer == null || peer.host == null) {
            throw new IllegalStateException("the other end is not the host's");
        }
        buffer = mine;
        peer.host.waits();
    }

    /** The buffer that the other end waits with; null if it does not. */
    public @Nullable Buffer waiting() {
        return other == null ? null : other.buffer;
    }

    /**
     * The host's end: copies elements between its buffer and that which the other end waits with, as many as both have, and
     * leaves it waiting.
     *
     * @return how many
     */
    public int exchange(Buffer mine) {
        Buffer theirs = Objects.requireNonNull(waiting(), "the other end does not wait");
        int count = Math.min(mine.remain(), theirs.remain());
        if (count > 0) {
            if (readable) {
                mine.copyFrom(theirs, count);
            } else {
                theirs.copyFrom(mine, count);
            }
        }
        return count;
    }

    /** The host's end: ends the wait of the other, if it still waits with that buffer. */
    public void release(Buffer theirs) {
        StreamEnd peer = other;
        if (peer == null || !theirs.equals(peer.buffer)) {
            return;
        }
        if (peer.host != null) {
            peer.buffer = null;
            peer.host.served(theirs.progress());
            return;
        }
        peer.notifyOf(theirs.progress());
        if (theirs.remain() == 0) {
            peer.buffer = null;
        }
    }

    /** Connects the other ends of a readable and a writable end with each other; these two are gone. */
    public static void forward(StreamEnd source, StreamEnd destination) {
        StreamEnd writer = source.other;
        StreamEnd reader = destination.other;
        if (writer == destination || writer == null || reader == null) {
            source.drop();
            destination.drop();
            return;
        }
        writer.other = reader;
        reader.other = writer;
        Buffer written = writer.buffer;
        Buffer read = reader.buffer;
        if (written != null && read != null) {
            StreamEnd smaller = read.remain() > written.remain() ? writer : reader;
            Buffer again = Objects.requireNonNull(smaller.buffer, "buffer");
            smaller.buffer = null;
            smaller.copy(again);
        }
    }
}
