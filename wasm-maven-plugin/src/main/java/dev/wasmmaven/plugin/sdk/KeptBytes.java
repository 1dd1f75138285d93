package dev.wasmmaven.plugin.sdk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/**
 * What has arrived of a file, for the next attempt to go on with. Maven's transporters write to a file of their own (Maven Resolver 1.9,
 * {@code FileUtils.CollocatedTempFile}), move it to its place when all has arrived, and delete it otherwise: a download that breaks off
 * would begin anew each time. The file is opened for each write only, since Windows moves none over one that is open. Thread-safe.
 */
final class KeptBytes {

    private final Path file;
    private long end;
    private boolean finished;

    KeptBytes(Path file) {
        this.file = file;
    }

    /** Removes what transporters of processes that were killed have left: files named after this one, with a number and {@code .tmp}. */
    void removeAbandoned() {
        try (DirectoryStream<Path> abandoned = Files.newDirectoryStream(
                Objects.requireNonNull(file.toAbsolutePath().getParent()), file.getFileName() + ".*.tmp")) {
            for (Path each : abandoned) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            // Nothing depends on it, and the transfer tells what is wrong with the folder.
            return;
        }
    }

    /** The transfer begins, after as many bytes as are in the file already. */
    synchronized void start(long offset) {
        end = offset;
        write(ByteBuffer.allocate(0));
    }

    /** Adds what is between the buffer's position and limit, which stay. */
    synchronized void add(ByteBuffer data) {
        write(data.duplicate());
    }

    /** Nothing is written from now on: a transporter that has been given up may go on for a while. */
    synchronized void finish() {
        finished = true;
    }

    private void write(ByteBuffer data) {
        if (finished) {
            return;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.truncate(end);
            while (data.hasRemaining()) {
                end += channel.write(data, end);
            }
        } catch (IOException e) {
            // The transporter meets a full disk itself. Without these bytes the next attempt begins with fewer.
            finished = true;
        }
    }
}
