package dev.wasmmaven.runtime.engine.compiler.rt;

import static dev.wasmmaven.runtime.engine.compiler.rt.PagedMemory.inPage;
import static dev.wasmmaven.runtime.engine.compiler.rt.PagedMemory.readable;
import static dev.wasmmaven.runtime.engine.compiler.rt.PagedMemory.writable;

import dev.wasmmaven.runtime.error.TrapKind;

/** {@link AtomicOps} on memories in pages. An access that is aligned lies in one page. */
public final class PagedAtomics {

    private PagedAtomics() {}

    /** The index of an access; traps if it is not aligned. */
    static long index(int address, int offset, int size) {
        long index = PagedAccesses.index(address, offset);
        if ((index & (size - 1)) != 0) {
            throw Trap.of(TrapKind.UNALIGNED_ATOMIC);
        }
        return index;
    }

    public static int load8(int address, byte[][] pages, int offset) {
        long index = index(address, offset, Byte.BYTES);
        return AtomicOps.load8(inPage(index), readable(pages, index), 0);
    }

    public static void store8(int address, int value, byte[][] pages, int offset) {
        long index = index(address, offset, Byte.BYTES);
        AtomicOps.store8(inPage(index), value, writable(pages, index), 0);
    }

    public static int rmw8(int address, int operand, byte[][] pages, int offset, int operation) {
        long index = index(address, offset, Byte.BYTES);
        return AtomicOps.rmw8(inPage(index), operand, writable(pages, index), 0, operation);
    }

    public static int compareExchange8(int address, int expected, int replacement, byte[][] pages, int offset) {
        long index = index(address, offset, Byte.BYTES);
        return AtomicOps.compareExchange8(inPage(index), expected, replacement, writable(pages, index), 0);
    }

    public static long compareExchange8(int address, long expected, long replacement, byte[][] pages, int offset) {
        long index = index(address, offset, Byte.BYTES);
        return AtomicOps.compareExchange8(inPage(index), expected, replacement, writable(pages, index), 0);
    }

    public static int load16(int address, byte[][] pages, int offset) {
        long index = index(address, offset, Short.BYTES);
        return AtomicOps.load16(inPage(index), readable(pages, index), 0);
    }

    public static void store16(int address, int value, byte[][] pages, int offset) {
        long index = index(address, offset, Short.BYTES);
        AtomicOps.store16(inPage(index), value, writable(pages, index), 0);
    }

    public static int rmw16(int address, int operand, byte[][] pages, int offset, int operation) {
        long index = index(address, offset, Short.BYTES);
        return AtomicOps.rmw16(inPage(index), operand, writable(pages, index), 0, operation);
    }

    public static int compareExchange16(int address, int expected, int replacement, byte[][] pages, int offset) {
        long index = index(address, offset, Short.BYTES);
        return AtomicOps.compareExchange16(inPage(index), expected, replacement, writable(pages, index), 0);
    }

    public static long compareExchange16(int address, long expected, long replacement, byte[][] pages, int offset) {
        long index = index(address, offset, Short.BYTES);
        return AtomicOps.compareExchange16(inPage(index), expected, replacement, writable(pages, index), 0);
    }

    public static int load32(int address, byte[][] pages, int offset) {
        long index = index(address, offset, Integer.BYTES);
        return AtomicOps.load32(inPage(index), readable(pages, index), 0);
    }

    public static void store32(int address, int value, byte[][] pages, int offset) {
        long index = index(address, offset, Integer.BYTES);
        AtomicOps.store32(inPage(index), value, writable(pages, index), 0);
    }

    public static int rmw32(int address, int operand, byte[][] pages, int offset, int operation) {
        long index = index(address, offset, Integer.BYTES);
        return AtomicOps.rmw32(inPage(index), operand, writable(pages, index), 0, operation);
    }

    public static int compareExchange32(int address, int expected, int replacement, byte[][] pages, int offset) {
        long index = index(address, offset, Integer.BYTES);
        return AtomicOps.compareExchange32(inPage(index), expected, replacement, writable(pages, index), 0);
    }

    public static long compareExchange32(int address, long expected, long replacement, byte[][] pages, int offset) {
        long index = index(address, offset, Integer.BYTES);
        return AtomicOps.compareExchange32(inPage(index), expected, replacement, writable(pages, index), 0);
    }

    public static long load64(int address, byte[][] pages, int offset) {
        long index = index(address, offset, Long.BYTES);
        return AtomicOps.load64(inPage(index), readable(pages, index), 0);
    }

    public static void store64(int address, long value, byte[][] pages, int offset) {
        long index = index(address, offset, Long.BYTES);
        AtomicOps.store64(inPage(index), value, writable(pages, index), 0);
    }

    public static long rmw64(int address, long operand, byte[][] pages, int offset, int operation) {
        long index = index(address, offset, Long.BYTES);
        return AtomicOps.rmw64(inPage(index), operand, writable(pages, index), 0, operation);
    }

    public static long compareExchange64(int address, long expected, long replacement, byte[][] pages, int offset) {
        long index = index(address, offset, Long.BYTES);
        return AtomicOps.compareExchange64(inPage(index), expected, replacement, writable(pages, index), 0);
    }
}
