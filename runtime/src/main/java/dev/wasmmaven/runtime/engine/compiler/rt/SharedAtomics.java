package dev.wasmmaven.runtime.engine.compiler.rt;

import static dev.wasmmaven.runtime.engine.compiler.rt.SharedMemory.OFFSET_MASK;
import static dev.wasmmaven.runtime.engine.compiler.rt.SharedMemory.readable;
import static dev.wasmmaven.runtime.engine.compiler.rt.SharedMemory.writable;

/** {@link AtomicOps} on shared memories. An access that is aligned lies in one page. */
public final class SharedAtomics {

    private SharedAtomics() {}

    public static int load8(int address, byte[][] pages, int offset) {
        int index = AtomicOps.index(address, offset, Byte.BYTES);
        return AtomicOps.load8(index & OFFSET_MASK, readable(pages, index), 0);
    }

    public static void store8(int address, int value, byte[][] pages, int offset) {
        int index = AtomicOps.index(address, offset, Byte.BYTES);
        AtomicOps.store8(index & OFFSET_MASK, value, writable(pages, index), 0);
    }

    public static int rmw8(int address, int operand, byte[][] pages, int offset, int operation) {
        int index = AtomicOps.index(address, offset, Byte.BYTES);
        return AtomicOps.rmw8(index & OFFSET_MASK, operand, writable(pages, index), 0, operation);
    }

    public static int compareExchange8(int address, int expected, int replacement, byte[][] pages, int offset) {
        int index = AtomicOps.index(address, offset, Byte.BYTES);
        return AtomicOps.compareExchange8(index & OFFSET_MASK, expected, replacement, writable(pages, index), 0);
    }

    public static long compareExchange8(int address, long expected, long replacement, byte[][] pages, int offset) {
        int index = AtomicOps.index(address, offset, Byte.BYTES);
        return AtomicOps.compareExchange8(index & OFFSET_MASK, expected, replacement, writable(pages, index), 0);
    }

    public static int load16(int address, byte[][] pages, int offset) {
        int index = AtomicOps.index(address, offset, Short.BYTES);
        return AtomicOps.load16(index & OFFSET_MASK, readable(pages, index), 0);
    }

    public static void store16(int address, int value, byte[][] pages, int offset) {
        int index = AtomicOps.index(address, offset, Short.BYTES);
        AtomicOps.store16(index & OFFSET_MASK, value, writable(pages, index), 0);
    }

    public static int rmw16(int address, int operand, byte[][] pages, int offset, int operation) {
        int index = AtomicOps.index(address, offset, Short.BYTES);
        return AtomicOps.rmw16(index & OFFSET_MASK, operand, writable(pages, index), 0, operation);
    }

    public static int compareExchange16(int address, int expected, int replacement, byte[][] pages, int offset) {
        int index = AtomicOps.index(address, offset, Short.BYTES);
        return AtomicOps.compareExchange16(index & OFFSET_MASK, expected, replacement, writable(pages, index), 0);
    }

    public static long compareExchange16(int address, long expected, long replacement, byte[][] pages, int offset) {
        int index = AtomicOps.index(address, offset, Short.BYTES);
        return AtomicOps.compareExchange16(index & OFFSET_MASK, expected, replacement, writable(pages, index), 0);
    }

    public static int load32(int address, byte[][] pages, int offset) {
        int index = AtomicOps.index(address, offset, Integer.BYTES);
        return AtomicOps.load32(index & OFFSET_MASK, readable(pages, index), 0);
    }

    public static void store32(int address, int value, byte[][] pages, int offset) {
        int index = AtomicOps.index(address, offset, Integer.BYTES);
        AtomicOps.store32(index & OFFSET_MASK, value, writable(pages, index), 0);
    }

    public static int rmw32(int address, int operand, byte[][] pages, int offset, int operation) {
        int index = AtomicOps.index(address, offset, Integer.BYTES);
        return AtomicOps.rmw32(index & OFFSET_MASK, operand, writable(pages, index), 0, operation);
    }

    public static int compareExchange32(int address, int expected, int replacement, byte[][] pages, int offset) {
        int index = AtomicOps.index(address, offset, Integer.BYTES);
        return AtomicOps.compareExchange32(index & OFFSET_MASK, expected, replacement, writable(pages, index), 0);
    }

    public static long compareExchange32(int address, long expected, long replacement, byte[][] pages, int offset) {
        int index = AtomicOps.index(address, offset, Integer.BYTES);
        return AtomicOps.compareExchange32(index & OFFSET_MASK, expected, replacement, writable(pages, index), 0);
    }

    public static long load64(int address, byte[][] pages, int offset) {
        int index = AtomicOps.index(address, offset, Long.BYTES);
        return AtomicOps.load64(index & OFFSET_MASK, readable(pages, index), 0);
    }

    public static void store64(int address, long value, byte[][] pages, int offset) {
        int index = AtomicOps.index(address, offset, Long.BYTES);
        AtomicOps.store64(index & OFFSET_MASK, value, writable(pages, index), 0);
    }

    public static long rmw64(int address, long operand, byte[][] pages, int offset, int operation) {
        int index = AtomicOps.index(address, offset, Long.BYTES);
        return AtomicOps.rmw64(index & OFFSET_MASK, operand, writable(pages, index), 0, operation);
    }

    public static long compareExchange64(int address, long expected, long replacement, byte[][] pages, int offset) {
        int index = AtomicOps.index(address, offset, Long.BYTES);
        return AtomicOps.compareExchange64(index & OFFSET_MASK, expected, replacement, writable(pages, index), 0);
    }
}
