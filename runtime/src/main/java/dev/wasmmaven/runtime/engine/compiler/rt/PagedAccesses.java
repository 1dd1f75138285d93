package dev.wasmmaven.runtime.engine.compiler.rt;

import static dev.wasmmaven.runtime.engine.compiler.rt.PagedMemory.OFFSET_MASK;
import static dev.wasmmaven.runtime.engine.compiler.rt.PagedMemory.inPage;
import static dev.wasmmaven.runtime.engine.compiler.rt.PagedMemory.readable;
import static dev.wasmmaven.runtime.engine.compiler.rt.PagedMemory.writable;

import org.jspecify.annotations.Nullable;

/**
 * Loads and stores of memories in pages: the address is the instruction's first operand, its offset comes last. Small, so
 * that HotSpot inlines them; what crosses a page is put together from bytes elsewhere.
 */
public final class PagedAccesses {

    private PagedAccesses() {}

    /** The sum, which may be beyond 4 GiB, where there are no pages. */
    static long index(int address, int offset) {
        return Integer.toUnsignedLong(address) + Integer.toUnsignedLong(offset);
    }

    /**
     * The page that holds so many bytes from an address on, made if nobody has written it yet; null if they are not all in one
     * page of the memory.
     *
     * @param size in bytes, at least 1
     */
    public static byte @Nullable [] pageOf(int address, byte[][] pages, int size) {
        long index = index(address, 0);
        boolean inside = index >>> PagedMemory.PAGE_BITS < pages.length
                && pages[(int) (index >>> PagedMemory.PAGE_BITS)] != null;
        return inside && size <= OFFSET_MASK + 1 - inPage(index) ? writable(pages, index) : null;
    }

    public static int i8(int address, byte[][] pages, int offset) {
        long index = index(address, offset);
        return readable(pages, index)[inPage(index)];
    }

    public static void set8(int address, int value, byte[][] pages, int offset) {
        long index = index(address, offset);
        writable(pages, index)[inPage(index)] = (byte) value;
    }

    public static int i16(int address, byte[][] pages, int offset) {
        long index = index(address, offset);
        byte[] page = readable(pages, index);
        int at = inPage(index);
        return at > OFFSET_MASK + 1 - Short.BYTES
                ? (short) PageCrossings.read(pages, index, Short.BYTES)
                : (short) Views.I16.get(page, at);
    }

    public static void set16(int address, int value, byte[][] pages, int offset) {
        long index = index(address, offset);
        int at = inPage(index);
        if (at > OFFSET_MASK + 1 - Short.BYTES) {
            PageCrossings.write(pages, index, Short.BYTES, value);
        } else {
            Views.I16.set(writable(pages, index), at, (short) value);
        }
    }

    public static int i32(int address, byte[][] pages, int offset) {
        long index = index(address, offset);
        byte[] page = readable(pages, index);
        int at = inPage(index);
        return at > OFFSET_MASK + 1 - Integer.BYTES
                ? (int) PageCrossings.read(pages, index, Integer.BYTES)
                : (int) Views.I32.get(page, at);
    }

    public static void set32(int address, int value, byte[][] pages, int offset) {
        long index = index(address, offset);
        int at = inPage(index);
        if (at > OFFSET_MASK + 1 - Integer.BYTES) {
            PageCrossings.write(pages, index, Integer.BYTES, value);
        } else {
            Views.I32.set(writable(pages, index), at, value);
        }
    }

    public static long i64(int address, byte[][] pages, int offset) {
        return i64(index(address, offset), pages);
    }

    static long i64(long index, byte[][] pages) {
        byte[] page = readable(pages, index);
        int at = inPage(index);
        return at > OFFSET_MASK + 1 - Long.BYTES
                ? PageCrossings.read(pages, index, Long.BYTES)
                : (long) Views.I64.get(page, at);
    }

    public static void set64(int address, long value, byte[][] pages, int offset) {
        set64(index(address, offset), value, pages);
    }

    static void set64(long index, long value, byte[][] pages) {
        int at = inPage(index);
        if (at > OFFSET_MASK + 1 - Long.BYTES) {
            PageCrossings.write(pages, index, Long.BYTES, value);
        } else {
            Views.I64.set(writable(pages, index), at, value);
        }
    }
}
