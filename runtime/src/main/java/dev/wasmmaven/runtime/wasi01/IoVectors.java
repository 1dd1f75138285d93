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

    /** Writes all of the bytes. */
    @FunctionalInterface
    interface WholeSink {
        void write(byte[] source, int offset, int length) throws HostException;
    }

    private final GuestMemory memory;
    private final int[] pointers;
    private final int[] lengths;
    private final int total;

    private IoVectors(GuestMemory memory, int[] pointers, int[] lengths, int total) {
        this.memory = memory;
        this.pointers = pointers;
        this.lengths = lengths;
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
        int taken = Integer.compareUnsigned(count, MAX_VECTORS) > 0 ? MAX_VECTORS : count;
        int[] pointers = new int[taken];
        int[] lengths = new int[taken];
        long total = 0;
        for (int i = 0; i < taken; i++) {
            pointers[i] = memory.i32(pointer + i * SIZE);
            lengths[i] = memory.i32(pointer + i * SIZE + Integer.BYTES);
            long length = Integer.toUnsignedLong(lengths[i]);
            memory.requireRange(pointers[i], length);
            total += length;
        }
        if (total > Integer.MAX_VALUE) {
            throw new HostException(HostErr.INVAL);
        }
        return new IoVectors(memory, pointers, lengths, (int) total);
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
                int step = Math.min(lengths[vector] - within, count - copied);
                memory.write(pointers[vector] + within, chunk, copied, step);
                copied += step;
                within += step;
                if (within == lengths[vector]) {
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

    /** Writes the buffers to a sink that takes all; returns the number of bytes. */
    int drainWhole(WholeSink sink) throws HostException {
        return drain((source, offset, length) -> {
            sink.write(source, offset, length);
            return length;
        });
    }

    /** Writes the buffers to a sink until it takes fewer bytes than given; returns the number of bytes. */
    int drain(Sink sink) throws HostException {
        byte[] chunk = new byte[Math.min(total, CHUNK)];
        int done = 0;
        int filled = 0;
        for (int i = 0; i < pointers.length; i++) {
            for (int within = 0; within < lengths[i]; ) {
                int step = Math.min(lengths[i] - within, chunk.length - filled);
                memory.read(pointers[i] + within, chunk, filled, step);
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
        if (filled > 0 || total == 0) {
            done += sunk(sink, chunk, filled, done);
        }
        return done;
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
