package dev.wasmmaven.runtime.engine;

import org.jspecify.annotations.Nullable;

/**
 * A linear memory. Addresses and lengths are unsigned 32-bit, given as {@code int}; an access outside throws a
 * {@link dev.wasmmaven.runtime.error.TrapException} of kind OUT_OF_BOUNDS_MEMORY_ACCESS. Multi-byte values are
 * little-endian.
 */
public non-sealed interface CoreMemory extends CoreExtern {

    @Override
    CoreMemoryType type();

    /** Present size in bytes. */
    long byteSize();

    /**
     * The present contents as one array that begins at address 0, if the engine has one, else null; for whoever reads or
     * writes in bulk. After each growth it can be another.
     */
    default byte @Nullable [] array() {
        return null;
    }

    /** Grows by so many pages; returns the old size in pages, or -1. */
    int grow(int pages);

    byte i8(int address);

    short i16(int address);

    int i32(int address);

    long i64(int address);

    void i8(int address, byte value);

    void i16(int address, short value);

    void i32(int address, int value);

    void i64(int address, long value);

    /** Copies guest bytes out. */
    void read(int address, byte[] destination, int offset, int length);

    /** Copies bytes into the guest. */
    void write(int address, byte[] source, int offset, int length);

    /** Copies to another memory, or within this one, without a temporary array where the engine can. */
    void copyTo(int address, CoreMemory destination, int destinationAddress, int length);

    /** Fills with one byte. */
    void fill(int address, byte value, int length);
}
