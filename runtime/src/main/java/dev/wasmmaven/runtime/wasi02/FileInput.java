package dev.wasmmaven.runtime.wasi02;

import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.host.fs.FileType;
import dev.wasmmaven.runtime.host.fs.HostFile;
import dev.wasmmaven.runtime.wasi.OpenNodes;
import java.util.Arrays;

/** Reads a file from an offset on ({@code read-via-stream}); its position is its own. */
final class FileInput extends ByteInput {

    private final OpenNodes.Held<HostFile> file;
    private long position;

    /** Takes over one hold on the file. */
    FileInput(OpenNodes.Held<HostFile> file, long offset) {
        this.file = file;
        this.position = offset;
    }

    @Override
    byte[] read(int limit) throws StreamException {
        requireOpen();
        if (limit == 0) {
            return new byte[0];
        }
        byte[] bytes = new byte[limit];
        int count;
        try {
            count = readFile(bytes);
        } catch (HostException e) {
            throw failed(e);
        }
        if (count == 0) {
            throw end();
        }
        position += count;
        return count == limit ? bytes : Arrays.copyOf(bytes, count);
    }

    private int readFile(byte[] bytes) throws HostException {
        HostFile source = file.get();
        // Devices have no offsets.
        return source.type() == FileType.REGULAR
                ? source.readAt(bytes, 0, bytes.length, position)
                : source.read(bytes, 0, bytes.length);
    }

    /** A file never makes wait. */
    @Override
    public boolean ready() {
        return true;
    }

    @Override
    void close() {
        file.release();
    }
}
