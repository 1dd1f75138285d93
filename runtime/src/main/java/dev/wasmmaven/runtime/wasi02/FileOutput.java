package dev.wasmmaven.runtime.wasi02;

import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.host.fs.FileType;
import dev.wasmmaven.runtime.host.fs.HostFile;
import dev.wasmmaven.runtime.wasi.OpenNodes;

/**
 * Writes a file from an offset on ({@code write-via-stream}), or always at its end ({@code append-via-stream}).
 */
final class FileOutput extends ByteOutput {

    private static final int PERMIT = 64 * 1024;

    private final OpenNodes.Held<HostFile> file;
    private final boolean append;
    private long position;

    private FileOutput(OpenNodes.Held<HostFile> file, boolean append, long offset) {
        this.file = file;
        this.append = append;
        this.position = offset;
    }

    /** From an offset on; takes over one hold on the file. */
    static FileOutput at(OpenNodes.Held<HostFile> file, long offset) {
        return new FileOutput(file, false, offset);
    }

    /** At the end; takes over one hold on the file. */
    static FileOutput appending(OpenNodes.Held<HostFile> file) {
        return new FileOutput(file, true, 0);
    }

    @Override
    int permit() throws StreamException {
        requireOpen();
        return PERMIT;
    }

    @Override
    void write(byte[] bytes, int offset, int length) throws StreamException {
        requireOpen();
        HostFile target = file.get();
        try {
            if (append) {
                target.writeAtEnd(bytes, offset, length);
            } else if (target.type() == FileType.REGULAR) {
                target.writeAt(bytes, offset, length, position);
                position += length;
            } else {
                target.write(bytes, offset, length);
            }
        } catch (HostException e) {
            throw failed(e);
        }
    }

    /** Nothing is buffered here; to bring it to the device is {@code sync}. */
    @Override
    void flush() throws StreamException {
        requireOpen();
    }

    @Override
    public boolean ready() {
        return true;
    }

    @Override
    void close() {
        file.release();
    }
}
