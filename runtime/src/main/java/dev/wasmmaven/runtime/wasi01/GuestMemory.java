package dev.wasmmaven.runtime.wasi01;

import dev.wasmmaven.runtime.engine.CoreMemory;
import dev.wasmmaven.runtime.error.TrapException;
import dev.wasmmaven.runtime.error.TrapKind;
import dev.wasmmaven.runtime.host.HostErr;
import dev.wasmmaven.runtime.host.HostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The guest's memory as the functions use it. Pointers and lengths are unsigned 32-bit in an {@code int}; one that
 * leaves the memory, or that is not aligned to what is there, is a trap, as witx-docs.md (Pointers) asks.
 */
final class GuestMemory {

    /** A path longer than this is too long before it is looked at. */
    private static final int MAX_STRING = 64 * 1024;

    private final CoreMemory memory;

    GuestMemory(CoreMemory memory) {
        this.memory = memory;
    }

    /** Whether it stands for that very object; another one for the same memory would only mean to look it up again. */
    @SuppressWarnings("ReferenceEquality")
    boolean isOf(CoreMemory other) {
        return memory == other;
    }

    /** Traps unless the range lies in the memory; computed in 64 bits, so that nothing wraps. */
    void requireRange(int pointer, long length) {
        if (length < 0 || Integer.toUnsignedLong(pointer) + length > memory.byteSize()) {
            throw new TrapException(
                    TrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS,
                    "out of bounds memory access: a WASI call was given " + Long.toUnsignedString(length)
                            + " bytes at " + Integer.toUnsignedString(pointer) + ", the memory has "
                            + memory.byteSize(),
                    List.of(),
                    null);
        }
    }

    /** Traps unless the pointer is a multiple of the alignment, a power of two. */
    void requireAligned(int pointer, int alignment) {
        if ((pointer & (alignment - 1)) != 0) {
            throw new TrapException(
                    TrapKind.OTHER,
                    "misaligned pointer: a WASI call was given " + Integer.toUnsignedString(pointer)
                            + ", which is not a multiple of " + alignment,
                    List.of(),
                    null);
        }
    }

    /** Traps unless a number of that many bytes can be there. */
    void requireNumber(int pointer, int size) {
        requireRange(pointer, size);
        requireAligned(pointer, size);
    }

    int i32(int pointer) {
        requireNumber(pointer, Integer.BYTES);
        return memory.i32(pointer);
    }

    void i32(int pointer, int value) {
        requireNumber(pointer, Integer.BYTES);
        memory.i32(pointer, value);
    }

    void i64(int pointer, long value) {
        requireNumber(pointer, Long.BYTES);
        memory.i64(pointer, value);
    }

    void i16(int pointer, int value) {
        requireNumber(pointer, Short.BYTES);
        memory.i16(pointer, (short) value);
    }

    void read(int pointer, byte[] destination, int offset, int length) {
        requireRange(pointer, length);
        memory.read(pointer, destination, offset, length);
    }

    void write(int pointer, byte[] source, int offset, int length) {
        requireRange(pointer, length);
        memory.write(pointer, source, offset, length);
    }

    void write(int pointer, byte[] source) {
        write(pointer, source, 0, source.length);
    }

    /** Writes a structure, whose widest fields have 64 bits. */
    void writeStructure(int pointer, byte[] structure) {
        requireRange(pointer, structure.length);
        requireAligned(pointer, Long.BYTES);
        write(pointer, structure);
    }

    /** A copy of a range, as a little-endian buffer. */
    ByteBuffer copy(int pointer, int length) {
        byte[] bytes = new byte[length];
        read(pointer, bytes, 0, length);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** An empty structure to fill and {@link #write} at once. */
    static ByteBuffer structure(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The bytes of a structure that was filled. */
    static byte[] bytes(ByteBuffer structure) {
        byte[] bytes = new byte[structure.capacity()];
        structure.get(0, bytes);
        return bytes;
    }

    /** A string; {@code ILSEQ} if it is not UTF-8, {@code NAMETOOLONG} if no path can be so long. */
    String string(int pointer, int length) throws HostException {
        requireRange(pointer, Integer.toUnsignedLong(length));
        if (Integer.compareUnsigned(length, MAX_STRING) > 0) {
            throw new HostException(HostErr.NAMETOOLONG);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(copy(pointer, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new HostException(HostErr.ILSEQ, e);
        }
    }
}
