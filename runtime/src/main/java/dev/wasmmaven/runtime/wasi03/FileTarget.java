package dev.wasmmaven.runtime.wasi03;

import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.host.fs.FileType;
import dev.wasmmaven.runtime.host.fs.HostFile;
import dev.wasmmaven.runtime.wasi.OpenNodes;

/**
 * Writes a file from an offset on ({@code write-via-stream}), or always at its end ({@code append-via-stream}).
 */
final class FileTarget implements BytesSink.Target {

    private final OpenNodes.Held<HostFile> file;
    private final boolean append;
    private long position;

    private FileTarget(OpenNodes.Held<HostFile> file, boolean append, long offset) {
        this.file = file;
        this.append = append;
        this.position = offset;
    }

    /** From an offset on; takes over one hold on the file. */
    static FileTarget at(OpenNodes.Held<HostFile> file, long offset) {
        return new FileTarget(file, false, offset);
    }

    /** At the end; takes over one hold on the file. */
    static FileTarget appending(OpenNodes.Held<HostFile> file) {
        return new FileTarget(file, true, 0);
    }

    @Override
    public void write(byte[] bytes) throws HostException {
        HostFile target = file.get();
        if (append) {
            target.writeAtEnd(bytes, 0, bytes.length);
        } else if (target.type() == FileType.REGULAR) {
            target.writeAt(bytes, 0, bytes.length, position);
            position += bytes.length;
        } else {
            target.write(bytes, 0, bytes.length);
        }
    }

    @Override
    public void close() {
        file.release();
    }
}
