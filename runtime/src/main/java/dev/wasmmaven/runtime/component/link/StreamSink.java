package dev.wasmmaven.runtime.component.link;

import dev.wasmmaven.runtime.component.value.Val;

/** Where the elements of a stream go that a guest gives to the host. Runs on the store's thread. */
public interface StreamSink {

    /**
     * Takes elements. Once they are where they belong, now or later, it calls {@link StreamReader#taken}, which lets the writer
     * go on; or {@link StreamReader#stop}.
     *
     * @param elements a {@link Val.Bytes} of a stream of bytes, else a {@link Val.ListOf}; at least one
     */
    void consume(StreamReader reader, Val elements);

    /** The stream is over: the writer is gone, or {@link StreamReader#stop} was called. Called once. */
    void close();
}
