package dev.wasmmaven.runtime.engine.compiler.rt;

import static dev.wasmmaven.runtime.engine.compiler.rt.PagedMemory.inPage;
import static dev.wasmmaven.runtime.engine.compiler.rt.PagedMemory.readable;
import static dev.wasmmaven.runtime.engine.compiler.rt.PagedMemory.writable;

/** Loads and stores of a memory that cross from one page to the next, byte by byte. */
final class PageCrossings {

    private PageCrossings() {}

    static long read(byte[][] pages, long index, int size) {
        long value = 0;
        for (int i = size - 1; i >= 0; i--) {
            value = (value << Byte.SIZE) | (readable(pages, index + i)[inPage(index + i)] & 0xff);
        }
        return value;
    }

    static void write(byte[][] pages, long index, int size, long value) {
        // Traps before anything is written.
        writable(pages, index + size - 1);
        for (int i = 0; i < size; i++) {
            writable(pages, index + i)[inPage(index + i)] = (byte) (value >>> (i * Byte.SIZE));
        }
    }
}
