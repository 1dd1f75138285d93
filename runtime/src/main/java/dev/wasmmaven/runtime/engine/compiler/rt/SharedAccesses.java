package dev.wasmmaven.runtime.engine.compiler.rt;

import static dev.wasmmaven.runtime.engine.compiler.rt.SharedMemory.OFFSET_MASK;
import static dev.wasmmaven.runtime.engine.compiler.rt.SharedMemory.readable;
import static dev.wasmmaven.runtime.engine.compiler.rt.SharedMemory.writable;

/**
 * Loads and stores of shared memories: the address is the instruction's first operand, its offset comes last. Small, so
 * that HotSpot inlines them; what crosses a page is put together from bytes elsewhere.
 */
public final class SharedAccesses {

    private SharedAccesses() {}

    /** Negative if the address or the sum is beyond all memories; an offset that is negative as an int is as well. */
    private static int index(int address, int offset) {
        return (address + offset) | (address >> 31) | (offset >> 31);
    }

    public static int i8(int address, byte[][] pages, int offset) {
        int index = index(address, offset);
        return readable(pages, index)[index & OFFSET_MASK];
    }

    public static void set8(int address, int value, byte[][] pages, int offset) {
        int index = index(address, offset);
        writable(pages, index)[index & OFFSET_MASK] = (byte) value;
    }

    public static int i16(int address, byte[][] pages, int offset) {
        int index = index(address, offset);
        byte[] page = readable(pages, index);
        int at = index & OFFSET_MASK;
        return at > OFFSET_MASK + 1 - Short.BYTES
                ? (short) PageCrossings.read(pages, index, Short.BYTES)
                : (short) Views.I16.get(page, at);
    }

    public static void set16(int address, int value, byte[][] pages, int offset) {
        int index = index(address, offset);
        int at = index & OFFSET_MASK;
        if (at > OFFSET_MASK + 1 - Short.BYTES) {
            PageCrossings.write(pages, index, Short.BYTES, value);
        } else {
            Views.I16.set(writable(pages, index), at, (short) value);
        }
    }

    public static int i32(int address, byte[][] pages, int offset) {
        int index = index(address, offset);
        byte[] page = readable(pages, index);
        int at = index & OFFSET_MASK;
        return at > OFFSET_MASK + 1 - Integer.BYTES
                ? (int) PageCrossings.read(pages, index, Integer.BYTES)
                : (int) Views.I32.get(page, at);
    }

    public static void set32(int address, int value, byte[][] pages, int offset) {
        int index = index(address, offset);
        int at = index & OFFSET_MASK;
        if (at > OFFSET_MASK + 1 - Integer.BYTES) {
            PageCrossings.write(pages, index, Integer.BYTES, value);
        } else {
            Views.I32.set(writable(pages, index), at, value);
        }
    }

    public static long i64(int address, byte[][] pages, int offset) {
        int index = index(address, offset);
        byte[] page = readable(pages, index);
        int at = index & OFFSET_MASK;
        return at > OFFSET_MASK + 1 - Long.BYTES
                ? PageCrossings.read(pages, index, Long.BYTES)
                : (long) Views.I64.get(page, at);
    }

    public static void set64(int address, long value, byte[][] pages, int offset) {
        int index = index(address, offset);
        int at = index & OFFSET_MASK;
        if (at > OFFSET_MASK + 1 - Long.BYTES) {
            PageCrossings.write(pages, index, Long.BYTES, value);
        } else {
            Views.I64.set(writable(pages, index), at, value);
        }
    }
}
