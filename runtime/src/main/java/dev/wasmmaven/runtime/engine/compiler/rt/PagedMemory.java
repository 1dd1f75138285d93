package dev.wasmmaven.runtime.engine.compiler.rt;

import com.dylibso.chicory.wasm.types.MemoryLimits;
import dev.wasmmaven.runtime.error.TrapKind;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * A memory of up to 4 GiB in pages of 64 KiB, each of which is allocated when it is first written. Somewhat slower than one
 * array, which is as large as 2 GiB at most.
 *
 * <p>The table of pages has the size of the maximum, so nothing ever moves. A page inside the memory that nobody has written yet
 * is {@link #UNTOUCHED}; beyond the memory's end there is none.
 */
public sealed class PagedMemory extends LinearMemory permits SharedMemory {

    /** An address shifted right by so many bits is the number of its page. */
    public static final int PAGE_BITS = 16;

    static final int OFFSET_MASK = PAGE_SIZE - 1;

    /** Stands for every page that has not been written; never written itself. */
    private static final byte[] UNTOUCHED = new byte[PAGE_SIZE];

    private static final VarHandle PAGE = MethodHandles.arrayElementVarHandle(byte[][].class);

    final byte[][] pages;
    private volatile int size;

    PagedMemory(MemoryLimits limits) {
        super(limits, MemoryLimits.MAX_PAGES);
        this.pages = new byte[mostPages()][];
        this.size = limits.initialPages();
        Arrays.fill(pages, 0, size, UNTOUCHED);
    }

    byte[][] contents() {
        return pages;
    }

    @Override
    void addUser(InstanceState state) {
        state.pagedMemory = pages;
    }

    /**
     * The page of an index; traps if there is none.
     *
     * @param index at most the sum of two unsigned 32-bit numbers
     */
    static byte[] readable(byte[][] pages, long index) {
        byte[] page = pages[(int) (index >>> PAGE_BITS)];
        if (page == null) {
            throw Trap.of(TrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS);
        }
        return page;
    }

    /** The same, allocated. */
    static byte[] writable(byte[][] pages, long index) {
        byte[] page = readable(pages, index);
        return isUntouched(page) ? touch(pages, (int) (index >>> PAGE_BITS)) : page;
    }

    /** Where in its page an index is. */
    static int inPage(long index) {
        return (int) index & OFFSET_MASK;
    }

    private static byte[] touch(byte[][] pages, int number) {
        byte[] page = new byte[PAGE_SIZE];
        byte[] other = (byte[]) PAGE.compareAndExchange(pages, number, UNTOUCHED, page);
        return isUntouched(other) ? page : other;
    }

    // The one array stands for the pages; a page may well hold the same zeros.
    @SuppressWarnings("ReferenceEquality")
    private static boolean isUntouched(byte[] page) {
        return page == UNTOUCHED;
    }

    @Override
    public int pages() {
        return size;
    }

    @Override
    public synchronized int grow(int delta) {
        int before = size;
        long wanted = before + Integer.toUnsignedLong(delta);
        if (wanted > mostPages()) {
            return -1;
        }
        Arrays.fill(pages, before, (int) wanted, UNTOUCHED);
        size = (int) wanted;
        return before;
    }

    /** Bytes of the pages that have been written. */
    public long touchedBytes() {
        return Arrays.stream(pages)
                        .filter(page -> page != null && !isUntouched(page))
                        .count()
                * PAGE_SIZE;
    }

    @Override
    public void write(int address, byte[] data, int offset, int length) {
        check(address, length);
        for (int done = 0; done < length; ) {
            long index = Integer.toUnsignedLong(address) + done;
            int chunk = chunk(index, length - done);
            System.arraycopy(data, offset + done, writable(pages, index), inPage(index), chunk);
            done += chunk;
        }
    }

    @Override
    public void read(int address, byte[] destination, int offset, int length) {
        check(address, length);
        for (int done = 0; done < length; ) {
            long index = Integer.toUnsignedLong(address) + done;
            int chunk = chunk(index, length - done);
            System.arraycopy(readable(pages, index), inPage(index), destination, offset + done, chunk);
            done += chunk;
        }
    }

    /** How much of a range lies in the page where it begins. */
    private static int chunk(long index, long length) {
        return (int) Math.min(length, PAGE_SIZE - inPage(index));
    }

    @Override
    void fillRange(int address, int value, int length) {
        check(address, length);
        long end = Integer.toUnsignedLong(address) + Integer.toUnsignedLong(length);
        for (long index = Integer.toUnsignedLong(address); index < end; ) {
            int chunk = chunk(index, end - index);
            if (value != 0 || !isUntouched(readable(pages, index))) {
                int at = inPage(index);
                Arrays.fill(writable(pages, index), at, at + chunk, (byte) value);
            }
            index += chunk;
        }
    }

    @Override
    public void copyTo(LinearMemory target, int destination, int source, int length) {
        check(source, length);
        target.check(destination, length);
        long from = Integer.toUnsignedLong(source);
        long to = Integer.toUnsignedLong(destination);
        long size = Integer.toUnsignedLong(length);
        if (target.equals(this) && from < to) {
            for (long left = size; left > 0; ) {
                // The last bytes first, since the ranges may overlap.
                int chunk = (int) Math.min(left, inPage(from + left - 1) + 1);
                left -= chunk;
                copyInPage(target, to + left, from + left, chunk);
            }
            return;
        }
        for (long done = 0; done < size; ) {
            int chunk = chunk(from + done, size - done);
            copyInPage(target, to + done, from + done, chunk);
            done += chunk;
        }
    }

    private void copyInPage(LinearMemory target, long destination, long source, int length) {
        byte[] page = readable(pages, source);
        int at = inPage(source);
        boolean overlaps = target.equals(this) && Math.abs(destination - source) < length;
        target.write(
                (int) destination,
                overlaps ? Arrays.copyOfRange(page, at, at + length) : page,
                overlaps ? 0 : at,
                length);
    }

    // ---- single values

    @Override
    public byte read(int address) {
        check(address, Byte.BYTES);
        return (byte) PagedAccesses.i8(address, pages, 0);
    }

    @Override
    public void writeByte(int address, byte value) {
        check(address, Byte.BYTES);
        PagedAccesses.set8(address, value, pages, 0);
    }

    @Override
    public short readShort(int address) {
        check(address, Short.BYTES);
        return (short) PagedAccesses.i16(address, pages, 0);
    }

    @Override
    public void writeShort(int address, short value) {
        check(address, Short.BYTES);
        PagedAccesses.set16(address, value, pages, 0);
    }

    @Override
    public int readInt(int address) {
        check(address, Integer.BYTES);
        return PagedAccesses.i32(address, pages, 0);
    }

    @Override
    public void writeI32(int address, int value) {
        check(address, Integer.BYTES);
        PagedAccesses.set32(address, value, pages, 0);
    }

    @Override
    public long readLong(int address) {
        check(address, Long.BYTES);
        return PagedAccesses.i64(address, pages, 0);
    }

    @Override
    public void writeLong(int address, long value) {
        check(address, Long.BYTES);
        PagedAccesses.set64(address, value, pages, 0);
    }
}
