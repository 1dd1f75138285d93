package dev.wasmmaven.runtime.wasi03;

import dev.wasmmaven.runtime.component.link.StreamReader;
import dev.wasmmaven.runtime.component.link.StreamSink;
import dev.wasmmaven.runtime.component.task.Store;
import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.wasi.Values;

/** Writes the bytes of a stream somewhere. Its outcome is known once the stream is over and all has been written. */
final class BytesSink implements StreamSink {

    /** Bytes written at once, at most. */
    static final int CHUNK = 256 * 1024;

    /** Where the bytes go. */
    interface Target {

        /** Writes all of the bytes, on any thread. */
        void write(byte[] bytes) throws HostException;

        /** Nothing more will be written. */
        default void close() {
            // What is the run's is not closed.
        }
    }

    private final Store store;
    private final Target target;
    private final Outcome outcome;

    BytesSink(Store store, Target target, Outcome outcome) {
        this.store = store;
        this.target = target;
        this.outcome = outcome;
    }

    @Override
    public void consume(StreamReader reader, Val elements) {
        byte[] bytes = Values.bytes(elements);
        Work.run(
                store,
                () -> {
                    target.write(bytes);
                    return bytes.length;
                },
                written -> reader.taken(),
                failure -> {
                    outcome.failed(failure);
                    reader.stop();
                });
    }

    @Override
    public void close() {
        target.close();
        outcome.ok();
    }
}
