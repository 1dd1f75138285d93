package dev.wasmmaven.runtime.component.abi;

import dev.wasmmaven.runtime.component.task.StreamEnd;
import dev.wasmmaven.runtime.component.value.Val;

/** The readable end of a stream or future in the hands of the host. */
public final class StreamVal implements Val.Handle {

    private final StreamEnd end;
    private boolean taken;

    public StreamVal(StreamEnd end) {
        this.end = end;
    }

    boolean fits(boolean future, ElementNode element) {
        return !taken && end.isFuture() == future && end.element().equals(element);
    }

    /** The end, which from now on is in other hands. */
    public StreamEnd take() {
        if (taken) {
            throw new IllegalStateException("this end was given away before");
        }
        taken = true;
        return end;
    }
}
