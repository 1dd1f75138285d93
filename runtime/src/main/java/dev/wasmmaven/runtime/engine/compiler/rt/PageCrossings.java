package dev.wasmmaven.runtime.engine.compiler.rt;

import static dev.wasmmaven.runtime.engine.compiler.rt.SharedMemory.OFFSET_MASK;
import static dev.wasmmaven.runtime.engine.compiler.rt.SharedMemory.readable;
import static dev.wasmmaven.runtime.engine.compiler.rt.SharedMemory.writable;

/** Loads and stores of a shared memory that cross from one page to the next, byte by byte. */
final class PageCrossings {

    private PageCrossings() {}

    static long read(byte[][] pages, int index, int size) {
        long value = 0;
        for (int i = size - 1; i >= 0; i--) {
            value = (value << Byte.SIZE) | (readable(pages, index + i)[(index + i) & OFFSET_MASK] & 0xff);
        }
        return value;
    }

    static void write(byte[][] pages, int index, int size, long value) {
        // Traps before anything is written.
        writable(pages, index + size - 1);
        for (int i = 0; i < size; i++) {
            writable(pages, index + i)[(index + i) & OFFSET_MASK] = (byte) (value >>> (i * Byte.SIZE));
        }
    }
}
