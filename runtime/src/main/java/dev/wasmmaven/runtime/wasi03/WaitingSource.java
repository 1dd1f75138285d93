package dev.wasmmaven.runtime.wasi03;

import dev.wasmmaven.runtime.component.link.StreamSource;
import dev.wasmmaven.runtime.component.link.StreamWriter;
import dev.wasmmaven.runtime.component.task.HostOperations;
import org.jspecify.annotations.Nullable;

/** Elements that come by themselves and are waited for, such as input and connections. Takes nothing that no guest waits for. */
abstract class WaitingSource implements StreamSource {

    private final HostOperations operations;
    private @Nullable Runnable stopWaiting;

    WaitingSource(HostOperations operations) {
        this.operations = operations;
    }

    /** Whether {@link #give} would not wait; whoever changes this wakes the store. */
    abstract boolean ready();

    /**
     * Gives elements, ends the stream or waits, once {@link #ready} says that it would not.
     *
     * @param limit how many elements the reader has room for; at least 1
     */
    abstract void give(StreamWriter writer, int limit);

    @Override
    public final void produce(StreamWriter writer, int limit) {
        stopWaiting = null;
        if (!ready()) {
            // Another stream may have taken them by the time they are looked for.
            stopWaiting = operations.when(this::ready, () -> produce(writer, limit));
        } else if (limit == 0) {
            writer.ready();
        } else {
            give(writer, limit);
        }
    }

    /** Looks again at a moment, as {@link System#nanoTime} has it. */
    final void waitUntil(long moment, StreamWriter writer, int limit) {
        stopWaiting = operations.at(moment, () -> produce(writer, limit));
    }

    @Override
    public final boolean giveUp() {
        if (stopWaiting != null) {
            stopWaiting.run();
            stopWaiting = null;
        }
        return true;
    }
}
