package dev.wasmmaven.runtime.wasi03;

import dev.wasmmaven.runtime.component.link.StreamSource;
import dev.wasmmaven.runtime.component.link.StreamWriter;
import dev.wasmmaven.runtime.component.task.Store;
import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.host.fs.FileType;
import dev.wasmmaven.runtime.host.fs.HostFile;
import dev.wasmmaven.runtime.wasi.OpenNodes;
import java.util.Arrays;

/** Reads a file from an offset on ({@code read-via-stream}); its position is its own. */
final class FileSource implements StreamSource {

    /** Bytes read at once, at most. */
    private static final int CHUNK = 256 * 1024;

    private final Store store;
    private final OpenNodes.Held<HostFile> file;
    private final Outcome outcome;
    private long position;
    private boolean reading;
    private boolean closed;

    /** Takes over one hold on the file. */
    FileSource(Store store, OpenNodes.Held<HostFile> file, long offset, Outcome outcome) {
        this.store = store;
        this.file = file;
        this.position = offset;
        this.outcome = outcome;
    }

    @Override
    public void produce(StreamWriter writer, int limit) {
        if (limit == 0) {
            // A file never makes wait.
            writer.ready();
            return;
        }
        HostFile source = file.get();
        long from = position;
        int wanted = Math.min(limit, CHUNK);
        reading = true;
        Work.run(store, () -> read(source, from, wanted), bytes -> finished(writer, bytes), failure -> {
            outcome.failed(failure);
            finished(writer, new byte[0]);
        });
    }

    private static byte[] read(HostFile source, long from, int limit) throws HostException {
        byte[] bytes = new byte[limit];
        // Devices have no offsets.
        int count =
                source.type() == FileType.REGULAR ? source.readAt(bytes, 0, limit, from) : source.read(bytes, 0, limit);
        return count == limit ? bytes : Arrays.copyOf(bytes, count);
    }

    private void finished(StreamWriter writer, byte[] bytes) {
        reading = false;
        if (closed) {
            file.release();
        } else if (bytes.length == 0) {
            writer.end();
        } else {
            position += bytes.length;
            writer.give(new Val.Bytes(bytes));
        }
    }

    /** A read that has begun comes to its end. */
    @Override
    public boolean giveUp() {
        return false;
    }

    @Override
    public void close() {
        closed = true;
        if (!reading) {
            file.release();
        }
        outcome.ok();
    }
}
