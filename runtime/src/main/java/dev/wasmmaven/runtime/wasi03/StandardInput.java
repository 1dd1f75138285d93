package dev.wasmmaven.runtime.wasi03;

import dev.wasmmaven.runtime.component.link.StreamSource;
import dev.wasmmaven.runtime.component.link.StreamWriter;
import dev.wasmmaven.runtime.component.task.HostOperations;
import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.host.HostInput;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Standard input; several streams of it share one position. Reads nothing that no guest waits for. */
final class StandardInput implements StreamSource {

    /** Bytes read at once, at most. */
    private static final int CHUNK = 64 * 1024;

    private final HostInput input;
    private final HostOperations operations;
    private final Outcome outcome;
    private @Nullable Runnable stopWaiting;

    StandardInput(HostInput input, HostOperations operations, Outcome outcome) {
        this.input = input;
        this.operations = operations;
        this.outcome = outcome;
    }

    @Override
    public void produce(StreamWriter writer, int limit) {
        if (input.ready()) {
            stopWaiting = null;
            read(writer, limit);
        } else {
            // Another stream may have read it by then.
            stopWaiting = operations.when(input::ready, () -> produce(writer, limit));
        }
    }

    private void read(StreamWriter writer, int limit) {
        if (limit == 0) {
            writer.ready();
            return;
        }
        byte[] bytes = new byte[Math.min(limit, Math.min(CHUNK, Math.max(1, input.buffered())))];
        try {
            int count = input.read(bytes, 0, bytes.length);
            if (count < 0) {
                writer.end();
            } else {
                writer.give(new Val.Bytes(count == bytes.length ? bytes : Arrays.copyOf(bytes, count)));
            }
        } catch (HostException e) {
            outcome.failed(e);
            writer.end();
        }
    }

    @Override
    public boolean giveUp() {
        if (stopWaiting != null) {
            stopWaiting.run();
            stopWaiting = null;
        }
        return true;
    }

    @Override
    public void close() {
        giveUp();
        outcome.ok();
    }
}
