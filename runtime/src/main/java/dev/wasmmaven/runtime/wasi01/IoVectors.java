package dev.wasmmaven.runtime.wasi01;

import dev.wasmmaven.runtime.host.HostErr;
import dev.wasmmaven.runtime.host.HostException;

/**
 * A guest's list of buffers ({@code iovec_array}, {@code ciovec_array}), checked as a whole before anything is read or
 * written. Bytes pass through one array of at most 64 KiB, several small buffers at once.
 */
final class IoVectors {

    private static final int SIZE = 8;

    /**
     * More buffers than this in one call are left for the next, as a short read or write may; without a limit a guest
     * could make the host hold half a memory of them.
     */
    private static final int MAX_VECTORS = 1024;

    private static final int CHUNK = 64 * 1024;

    /** Reads some bytes; fewer than asked for ends the call, -1 or 0 means that there are none. */
    @FunctionalInterface
    interface Source {
        int read(byte[] destination, int offset, int length) throws HostException;
    }

    /** Writes bytes and returns how many; fewer than given ends the call. */
    @FunctionalInterface
    interface Sink {
        int write(byte[] source, int offset, int length) throws HostException;
    }

    private static final int[] NO_MORE = {};

    private final GuestMemory memory;

    /** The first buffer apart from the others: most calls have only this one, and need no array then. */
    private final int firstPointer;

    private final int firstLength;

    /** Pointer and length of each of the others. */
    private final int[] others;

    private final int total;

    private IoVectors(GuestMemory memory, int firstPointer, int firstLength, int[] others, int total) {
        this.memory = memory;
        this.firstPointer = firstPointer;
        this.firstLength = firstLength;
        this.others = others;
        this.total = total;
    }

    /**
     * @param pointer of the list
     * @param count of its elements, unsigned
     * @throws HostException with INVAL if the lengths add up to more than 2^31-1, as {@code readv(2)}
     */
    static IoVectors of(GuestMemory memory, int pointer, int count) throws HostException {
        memory.requireAligned(pointer, Integer.BYTES);
        memory.requireRange(pointer, Integer.toUnsignedLong(count) * SIZE);
        if (count == 0) {
            return new IoVectors(memory, 0, 0, NO_MORE, 0);
        }
        int taken = Integer.compareUnsigned(count, MAX_VECTORS) > 0 ? MAX_VECTORS : count;
        int firstPointer = memory.i32(pointer);
        int firstLength = memory.i32(pointer + Integer.BYTES);
        memory.requireRange(firstPointer, Integer.toUnsignedLong(firstLength));
        long total = Integer.toUnsignedLong(firstLength);
        int[] others = taken == 1 ? NO_MORE : new int[2 * (taken - 1)];
        for (int i = 0; i < others.length; i += 2) {
            int at = pointer + SIZE + i * Integer.BYTES;
            others[i] = memory.i32(at);
            others[i + 1] = memory.i32(at + Integer.BYTES);
            long length = Integer.toUnsignedLong(others[i + 1]);
            memory.requireRange(others[i], length);
            total += length;
        }
        if (total > Integer.MAX_VALUE) {
            throw new HostException(HostErr.INVAL);
        }
        return new IoVectors(memory, firstPointer, firstLength, others, (int) total);
    }

    private int size() {
        return 1 + others.length / 2;
    }

    private int pointer(int index) {
        return index == 0 ? firstPointer : others[2 * index - 2];
    }

    private int length(int index) {
        return index == 0 ? firstLength : others[2 * index - 1];
    }

    /** Fills the buffers from a source until it gives fewer bytes than asked for; returns how many there were. */
    int fill(Source source) throws HostException {
        byte[] chunk = new byte[Math.min(total, CHUNK)];
        int done = 0;
        int vector = 0;
        int within = 0;
        while (done < total || total == 0) {
            int wanted = Math.min(total - done, chunk.length);
            int count = source(source, chunk, wanted, done);
            for (int copied = 0; copied < count; ) {
                int step = Math.min(length(vector) - within, count - copied);
                memory.write(pointer(vector) + within, chunk, copied, step);
                copied += step;
                within += step;
                if (within == length(vector)) {
                    vector++;
                    within = 0;
                }
            }
            done += count;
            if (count < wanted || total == 0) {
                break;
            }
        }
        return done;
    }

    private static int source(Source source, byte[] chunk, int wanted, int done) throws HostException {
        try {
            return Math.max(0, source.read(chunk, 0, wanted));
        } catch (HostException e) {
            if (done > 0) {
                return 0;
            }
            throw e;
        }
    }

    /** Writes the buffers to a sink until it takes fewer bytes than given; returns the number of bytes. */
    int drain(Sink sink) throws HostException {
        return total <= CHUNK ? drainAtOnce(sink) : drainInChunks(sink);
    }

    private int drainAtOnce(Sink sink) throws HostException {
        byte[] all = new byte[total];
        memory.read(firstPointer, all, 0, firstLength);
        int filled = firstLength;
        for (int i = 1; i < size(); i++) {
            memory.read(pointer(i), all, filled, length(i));
            filled += length(i);
        }
        return sink.write(all, 0, total);
    }

    private int drainInChunks(Sink sink) throws HostException {
        byte[] chunk = new byte[CHUNK];
        int done = 0;
        int filled = 0;
        for (int i = 0; i < size(); i++) {
            for (int within = 0; within < length(i); ) {
                int step = Math.min(length(i) - within, chunk.length - filled);
                memory.read(pointer(i) + within, chunk, filled, step);
                within += step;
                filled += step;
                if (filled == chunk.length) {
                    int written = sunk(sink, chunk, filled, done);
                    done += written;
                    if (written < filled) {
                        return done;
                    }
                    filled = 0;
                }
            }
        }
        return filled > 0 ? done + sunk(sink, chunk, filled, done) : done;
    }

    /** Writes a chunk; an error after the first chunk counts as nothing written, and the next call meets it. */
    private static int sunk(Sink sink, byte[] chunk, int length, int done) throws HostException {
        try {
            return sink.write(chunk, 0, length);
        } catch (HostException e) {
            if (done > 0) {
                return 0;
            }
            throw e;
        }
    }
}
