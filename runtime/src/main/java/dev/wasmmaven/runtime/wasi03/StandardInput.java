package dev.wasmmaven.runtime.wasi03;

import dev.wasmmaven.runtime.component.link.StreamWriter;
import dev.wasmmaven.runtime.component.task.HostOperations;
import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.host.HostInput;
import java.util.Arrays;

/** Standard input; several streams of it share one position. */
final class StandardInput extends WaitingSource {

    /** Bytes read at once, at most. */
    private static final int CHUNK = 64 * 1024;

    private final HostInput input;
    private final Outcome outcome;

    StandardInput(HostInput input, HostOperations operations, Outcome outcome) {
        super(operations);
        this.input = input;
        this.outcome = outcome;
    }

    @Override
    boolean ready() {
        return input.ready();
    }

    @Override
    void give(StreamWriter writer, int limit) {
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
    public void close() {
        giveUp();
        outcome.ok();
    }
}
