package dev.wasmmaven.runtime.host.fs;

import dev.wasmmaven.runtime.host.HostErr;
import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.host.WriteQuota;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.util.concurrent.locks.ReentrantLock;

/**
 * An open file with a position. Java's channel has one too, but no {@code pwrite} that appends and no way to switch
 * appending on later, so ours is kept here and the channel is used by offset.
 *
 * <p>Used by one guest's thread.
 */
public final class HostFile implements HostNode {

    /** From where an offset of {@link #seek} counts. */
    public enum Whence {
        SET,
        CURRENT,
        END
    }

    /** When what is written reaches the device. */
    public enum Durability {
        /** When the host sees fit, or at a {@link HostFile#sync}. */
        HOST,
        /** The data before a write returns; {@code O_DSYNC}. */
        DATA,
        /** Data and attributes before a write returns; {@code O_SYNC}. */
        FILE
    }

    /**
     * Appending is "find the end, write there"; a stripe of these locks, chosen by inode, makes it one step among the
     * guests of this JVM.
     */
    private static final ReentrantLock[] APPENDING = new ReentrantLock[64];

    static {
        for (int i = 0; i < APPENDING.length; i++) {
            APPENDING[i] = new ReentrantLock();
        }
    }

    /** Bytes written at once when a file is extended by zeros. */
    private static final int ZEROS = 1 << 20;

    private final FileChannel channel;
    private final Location location;
    private final boolean readable;
    private final boolean writable;
    private final boolean readOnlyDirectory;
    private final WriteQuota quota;
    private FileStat known;
    private long position;
    private boolean append;
    private Durability durability = Durability.HOST;

    HostFile(
            FileChannel channel,
            Location location,
            FileStat opened,
            boolean readable,
            boolean writable,
            boolean readOnlyDirectory,
            WriteQuota quota) {
        this.channel = channel;
        this.location = location.track();
        this.known = opened;
        this.readable = readable;
        this.writable = writable;
        this.readOnlyDirectory = readOnlyDirectory;
        this.quota = quota;
    }

    public FileType type() {
        return known.type();
    }

    public boolean readable() {
        return readable;
    }

    public boolean writable() {
        return writable;
    }

    public boolean append() {
        return append;
    }

    /** Whether each write goes to the end, whatever the position. */
    public void append(boolean value) {
        append = value;
    }

    public Durability durability() {
        return durability;
    }

    /** When later writes reach the device. */
    public void durability(Durability value) {
        durability = value;
    }

    /** Reads at the position and moves it; returns the number of bytes, 0 at the end. */
    public int read(byte[] destination, int offset, int length) throws HostException {
        int count =
                seekable() ? readAt(destination, offset, length, position) : readStream(destination, offset, length);
        position += count;
        return count;
    }

    /**
     * Reads at an offset in the file, from 0 to {@link Long#MAX_VALUE}, without moving the position; returns the number
     * of bytes, 0 at the end.
     */
    public int readAt(byte[] destination, int offset, int length, long at) throws HostException {
        requireOffset(at);
        requireReadable();
        requireSeekable();
        try {
            return Math.max(0, channel.read(ByteBuffer.wrap(destination, offset, length), at));
        } catch (IOException e) {
            throw HostErrors.of(e);
        }
    }

    /** Writes all of the bytes at the position and moves it, or at the end if appending. */
    public void write(byte[] source, int offset, int length) throws HostException {
        if (!seekable()) {
            writeStream(source, offset, length);
        } else if (append) {
            position = appendTo(source, offset, length);
        } else {
            writeAll(source, offset, length, position);
            position += length;
        }
    }

    /**
     * Writes all of the bytes at an offset in the file without moving the position; at the end if appending, as Linux
     * does.
     */
    public void writeAt(byte[] source, int offset, int length, long at) throws HostException {
        requireOffset(at);
        requireSeekable();
        if (append) {
            appendTo(source, offset, length);
        } else {
            writeAll(source, offset, length, at);
        }
    }

    /** Writes all of the bytes at the end, in one step among the guests of this JVM, without moving the position. */
    public void writeAtEnd(byte[] source, int offset, int length) throws HostException {
        if (seekable()) {
            appendTo(source, offset, length);
        } else {
            writeStream(source, offset, length);
        }
    }

    private void writeAll(byte[] source, int offset, int length, long at) throws HostException {
        requireWritable();
        requireOffset(at);
        if (at > Long.MAX_VALUE - length) {
            throw new HostException(HostErr.FBIG);
        }
        try {
            if (quota.limited() && length > 0) {
                // A hole before the bytes counts as well: not every file system has holes.
                quota.take(Math.max(length, at + length - channel.size()));
            }
            ByteBuffer bytes = ByteBuffer.wrap(source, offset, length);
            long to = at;
            while (bytes.hasRemaining()) {
                to += channel.write(bytes, to);
            }
            if (durability != Durability.HOST) {
                channel.force(durability == Durability.FILE);
            }
        } catch (IOException e) {
            throw HostErrors.of(e);
        }
    }

    private long appendTo(byte[] source, int offset, int length) throws HostException {
        ReentrantLock lock = appending();
        lock.lock();
        try {
            long end = size();
            writeAll(source, offset, length, end);
            return end + length;
        } finally {
            lock.unlock();
        }
    }

    private ReentrantLock appending() {
        return APPENDING[(int) Math.floorMod(known.device() * 31 + known.inode(), (long) APPENDING.length)];
    }

    private int readStream(byte[] destination, int offset, int length) throws HostException {
        requireReadable();
        try {
            return Math.max(0, channel.read(ByteBuffer.wrap(destination, offset, length)));
        } catch (IOException e) {
            throw HostErrors.of(e);
        }
    }

    private void writeStream(byte[] source, int offset, int length) throws HostException {
        requireWritable();
        try {
            ByteBuffer bytes = ByteBuffer.wrap(source, offset, length);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw HostErrors.of(e);
        }
    }

    /**
     * Moves the position; it may lie beyond the end.
     *
     * @return the new position
     * @throws HostException with INVAL if it were negative or too large, with SPIPE if the file has no positions
     */
    public long seek(long offset, Whence whence) throws HostException {
        requireSeekable();
        long base = switch (whence) {
            case SET -> 0;
            case CURRENT -> position;
            case END -> size();
        };
        long moved = base + offset;
        // base is never negative: the sum is negative if it is, and also if it overflows.
        if (moved < 0) {
            throw new HostException(HostErr.INVAL);
        }
        position = moved;
        return moved;
    }

    /** The position. */
    public long tell() throws HostException {
        requireSeekable();
        return position;
    }

    /** Bytes from the position to the end, 0 if beyond it. */
    public long remaining() throws HostException {
        return seekable() ? Math.max(0, size() - position) : 0;
    }

    /**
     * Cuts the file, or extends it with zeros; the position stays.
     *
     * @throws HostException with INVAL if it is not writable or the size is negative, as {@code ftruncate(2)}
     */
    public void resize(long size) throws HostException {
        if (!writable || size < 0 || !seekable()) {
            throw new HostException(HostErr.INVAL);
        }
        ReentrantLock lock = appending();
        lock.lock();
        try {
            if (size > channel.size()) {
                quota.take(size - channel.size());
                channel.write(ByteBuffer.allocate(1), size - 1);
            } else {
                channel.truncate(size);
            }
        } catch (IOException e) {
            throw HostErrors.of(e);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Makes sure that the file has so many bytes from an offset on, and room for them on the device: what lies beyond
     * its end is written as zeros, since Java cannot reserve it. Holes before the end stay, and may still meet a full
     * device when they are written.
     *
     * @throws HostException with INVAL if the offset is negative or the length not positive, with FBIG if they exceed
     *     the largest file, as {@code posix_fallocate(3)}; with NOSPC if the device has less room
     */
    public void allocate(long offset, long length) throws HostException {
        requireWritable();
        requireSeekable();
        if (offset < 0 || length <= 0) {
            throw new HostException(HostErr.INVAL);
        }
        if (offset > Long.MAX_VALUE - length) {
            throw new HostException(HostErr.FBIG);
        }
        ReentrantLock lock = appending();
        lock.lock();
        try {
            long end = channel.size();
            long missing = offset + length - end;
            if (missing > 0) {
                if (missing > usableSpace()) {
                    throw new HostException(HostErr.NOSPC);
                }
                quota.take(missing);
                writeZeros(end, missing);
            }
        } catch (IOException e) {
            throw HostErrors.of(e);
        } finally {
            lock.unlock();
        }
    }

    /** Room on the device, or more than any if the file has no name by which Java could ask. */
    private long usableSpace() {
        try {
            return Files.getFileStore(location.path()).getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }

    private void writeZeros(long from, long count) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocateDirect((int) Math.min(count, ZEROS));
        for (long at = from; at < from + count; ) {
            zeros.clear().limit((int) Math.min(zeros.capacity(), from + count - at));
            at += channel.write(zeros, at);
        }
    }

    /** Brings what was written to the device, the attributes too unless {@code dataOnly}. */
    public void sync(boolean dataOnly) throws HostException {
        try {
            channel.force(!dataOnly);
        } catch (IOException e) {
            throw HostErrors.of(e);
        }
    }

    private long size() throws HostException {
        try {
            return channel.size();
        } catch (IOException e) {
            throw HostErrors.of(e);
        }
    }

    /**
     * {@inheritDoc} Java cannot ask an open file, so it is asked by path and believed if it is the same file; of a file
     * that is gone from there, the size is current, a link is missing and the rest is as it was.
     */
    @Override
    public FileStat stat() throws HostException {
        try {
            FileStat there = FileStats.at(location.path());
            if (there.sameFile(known)) {
                known = there;
                return there;
            }
        } catch (IOException e) {
            // Removed, or renamed by another process.
        }
        return known.gone(size());
    }

    @Override
    public void setTimes(SetTime accessed, SetTime modified) throws HostException {
        if (readOnlyDirectory) {
            throw new HostException(HostErr.PERM);
        }
        try {
            Namespace.run(() -> {
                if (FileStats.at(location.path()).sameFile(known)) {
                    OpenDirectory.setTimesAt(location.path(), accessed, modified);
                }
            });
        } catch (IOException e) {
            throw HostErrors.of(e);
        } catch (UnsupportedOperationException e) {
            throw HostErrors.of(e);
        }
    }

    private boolean seekable() {
        return known.type() == FileType.REGULAR;
    }

    private void requireSeekable() throws HostException {
        if (!seekable()) {
            throw new HostException(HostErr.SPIPE);
        }
    }

    private void requireReadable() throws HostException {
        if (!readable) {
            throw new HostException(HostErr.BADF);
        }
    }

    private void requireWritable() throws HostException {
        if (!writable) {
            throw new HostException(HostErr.BADF);
        }
    }

    private static void requireOffset(long at) throws HostException {
        if (at < 0) {
            throw new HostException(HostErr.INVAL);
        }
    }

    @Override
    public void close() {
        location.close();
        try {
            channel.close();
        } catch (IOException e) {
            // POSIX leaves the state after a failed close open; there is nothing left to try.
        }
    }
}
