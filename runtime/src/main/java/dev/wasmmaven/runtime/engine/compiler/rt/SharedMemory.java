package dev.wasmmaven.runtime.engine.compiler.rt;

import com.dylibso.chicory.wasm.types.MemoryLimits;
import dev.wasmmaven.runtime.engine.CoreStop;
import dev.wasmmaven.runtime.error.TrapKind;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A memory that several threads use at once (threads proposal), in pages of 64 KiB each of which is allocated when it is
 * first written: rustc declares a maximum of 1 GiB, and every thread's stack is a mebibyte of which little is used.
 *
 * <p>The table of pages has the size of the maximum, so nothing ever moves, and a thread that grows the memory stops no
 * other. A page inside the memory that nobody has written yet is {@link #UNTOUCHED}; beyond the memory's end there is none.
 */
public final class SharedMemory extends LinearMemory {

    static final int PAGE_BITS = 16;
    static final int OFFSET_MASK = PAGE_SIZE - 1;

    /** Stands for every page that has not been written; never written itself. */
    private static final byte[] UNTOUCHED = new byte[PAGE_SIZE];

    private static final VarHandle PAGE = MethodHandles.arrayElementVarHandle(byte[][].class);

    private final byte[][] pages;
    private final WaitQueues waiting = new WaitQueues();
    private volatile int size;

    public SharedMemory(MemoryLimits limits) {
        super(limits);
        this.pages = new byte[maximumPages()][];
        this.size = limits.initialPages();
        Arrays.fill(pages, 0, size, UNTOUCHED);
    }

    byte[][] contents() {
        return pages;
    }

    @Override
    void addUser(InstanceState state) {
        state.sharedMemory = pages;
    }

    /** The page of an index; traps if there is none. */
    static byte[] readable(byte[][] pages, int index) {
        byte[] page = pages[index >>> PAGE_BITS];
        if (page == null) {
            throw Trap.of(TrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS);
        }
        return page;
    }

    /** The same, allocated. */
    static byte[] writable(byte[][] pages, int index) {
        byte[] page = readable(pages, index);
        return isUntouched(page) ? touch(pages, index >>> PAGE_BITS) : page;
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
        if (wanted > maximumPages()) {
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

    // ---- waiting

    int await32(int address, int offset, int expected, long timeoutNanos, @Nullable CoreStop stop) {
        int index = atomicIndex(address, offset, Integer.BYTES);
        return waiting.await(index, () -> SharedAtomics.load32(index, pages, 0) == expected, timeoutNanos, stop);
    }

    int await64(int address, int offset, long expected, long timeoutNanos, @Nullable CoreStop stop) {
        int index = atomicIndex(address, offset, Long.BYTES);
        return waiting.await(index, () -> SharedAtomics.load64(index, pages, 0) == expected, timeoutNanos, stop);
    }

    int wake(int address, int offset, int count) {
        return waiting.wake(atomicIndex(address, offset, Integer.BYTES), count);
    }

    private int atomicIndex(int address, int offset, int bytes) {
        int index = AtomicOps.index(address, offset, bytes);
        readable(pages, index);
        return index;
    }

    @Override
    @SuppressWarnings({"deprecation", "removal"})
    public Object lock(int address) {
        return this;
    }

    @Override
    @SuppressWarnings({"deprecation", "removal"})
    public int waitOn(int address, int expected, long timeout) {
        return await32(address, 0, expected, timeout, null);
    }

    @Override
    @SuppressWarnings({"deprecation", "removal"})
    public int waitOn(int address, long expected, long timeout) {
        return await64(address, 0, expected, timeout, null);
    }

    @Override
    @SuppressWarnings({"deprecation", "removal"})
    public int notify(int address, int maxThreads) {
        return wake(address, 0, maxThreads);
    }

    // ---- ranges

    @Override
    public void write(int address, byte[] data, int offset, int length) {
        check(address, length);
        for (int done = 0; done < length; ) {
            int index = address + done;
            int chunk = chunk(index, length - done);
            System.arraycopy(data, offset + done, writable(pages, index), index & OFFSET_MASK, chunk);
            done += chunk;
        }
    }

    @Override
    public void read(int address, byte[] destination, int offset, int length) {
        check(address, length);
        for (int done = 0; done < length; ) {
            int index = address + done;
            int chunk = chunk(index, length - done);
            System.arraycopy(readable(pages, index), index & OFFSET_MASK, destination, offset + done, chunk);
            done += chunk;
        }
    }

    /** How much of a range lies in the page where it begins. */
    private static int chunk(int index, int length) {
        return Math.min(length, PAGE_SIZE - (index & OFFSET_MASK));
    }

    @Override
    void fillRange(int address, int value, int length) {
        check(address, length);
        for (int done = 0; done < length; ) {
            int index = address + done;
            int chunk = chunk(index, length - done);
            if (value != 0 || !isUntouched(readable(pages, index))) {
                int at = index & OFFSET_MASK;
                Arrays.fill(writable(pages, index), at, at + chunk, (byte) value);
            }
            done += chunk;
        }
    }

    @Override
    public void copyTo(LinearMemory target, int destination, int source, int length) {
        check(source, length);
        target.check(destination, length);
        if (target.equals(this) && Integer.compareUnsigned(source, destination) < 0) {
            for (int left = length; left > 0; ) {
                // The last bytes first, since the ranges may overlap.
                int end = source + left;
                int chunk = Math.min(left, ((end - 1) & OFFSET_MASK) + 1);
                left -= chunk;
                copyInPage(target, destination + left, source + left, chunk);
            }
            return;
        }
        for (int done = 0; done < length; ) {
            int chunk = chunk(source + done, length - done);
            copyInPage(target, destination + done, source + done, chunk);
            done += chunk;
        }
    }

    private void copyInPage(LinearMemory target, int destination, int source, int length) {
        byte[] page = readable(pages, source);
        int at = source & OFFSET_MASK;
        boolean overlaps = target.equals(this) && Math.abs((long) destination - source) < length;
        target.write(
                destination, overlaps ? Arrays.copyOfRange(page, at, at + length) : page, overlaps ? 0 : at, length);
    }

    // ---- single values

    @Override
    public byte read(int address) {
        return (byte) SharedAccesses.i8(address, pages, 0);
    }

    @Override
    public void writeByte(int address, byte value) {
        SharedAccesses.set8(address, value, pages, 0);
    }

    @Override
    public short readShort(int address) {
        return (short) SharedAccesses.i16(address, pages, 0);
    }

    @Override
    public void writeShort(int address, short value) {
        SharedAccesses.set16(address, value, pages, 0);
    }

    @Override
    public int readInt(int address) {
        return SharedAccesses.i32(address, pages, 0);
    }

    @Override
    public void writeI32(int address, int value) {
        SharedAccesses.set32(address, value, pages, 0);
    }

    @Override
    public long readLong(int address) {
        return SharedAccesses.i64(address, pages, 0);
    }

    @Override
    public void writeLong(int address, long value) {
        SharedAccesses.set64(address, value, pages, 0);
    }

    // ---- atomic accesses of Chicory's interpreter

    @Override
    public byte atomicReadByte(int address) {
        return (byte) SharedAtomics.load8(address, pages, 0);
    }

    @Override
    public void atomicWriteByte(int address, byte value) {
        SharedAtomics.store8(address, value, pages, 0);
    }

    @Override
    public byte atomicAddByte(int address, byte operand) {
        return (byte) SharedAtomics.rmw8(address, operand, pages, 0, AtomicOps.ADD);
    }

    @Override
    public byte atomicAndByte(int address, byte operand) {
        return (byte) SharedAtomics.rmw8(address, operand, pages, 0, AtomicOps.AND);
    }

    @Override
    public byte atomicOrByte(int address, byte operand) {
        return (byte) SharedAtomics.rmw8(address, operand, pages, 0, AtomicOps.OR);
    }

    @Override
    public byte atomicXorByte(int address, byte operand) {
        return (byte) SharedAtomics.rmw8(address, operand, pages, 0, AtomicOps.XOR);
    }

    @Override
    public byte atomicXchgByte(int address, byte operand) {
        return (byte) SharedAtomics.rmw8(address, operand, pages, 0, AtomicOps.EXCHANGE);
    }

    @Override
    public byte atomicCmpxchgByte(int address, byte expected, byte replacement) {
        return (byte) SharedAtomics.compareExchange8(address, Byte.toUnsignedInt(expected), replacement, pages, 0);
    }

    @Override
    public short atomicReadShort(int address) {
        return (short) SharedAtomics.load16(address, pages, 0);
    }

    @Override
    public void atomicWriteShort(int address, short value) {
        SharedAtomics.store16(address, value, pages, 0);
    }

    @Override
    public short atomicAddShort(int address, short operand) {
        return (short) SharedAtomics.rmw16(address, operand, pages, 0, AtomicOps.ADD);
    }

    @Override
    public short atomicAndShort(int address, short operand) {
        return (short) SharedAtomics.rmw16(address, operand, pages, 0, AtomicOps.AND);
    }

    @Override
    public short atomicOrShort(int address, short operand) {
        return (short) SharedAtomics.rmw16(address, operand, pages, 0, AtomicOps.OR);
    }

    @Override
    public short atomicXorShort(int address, short operand) {
        return (short) SharedAtomics.rmw16(address, operand, pages, 0, AtomicOps.XOR);
    }

    @Override
    public short atomicXchgShort(int address, short operand) {
        return (short) SharedAtomics.rmw16(address, operand, pages, 0, AtomicOps.EXCHANGE);
    }

    @Override
    public short atomicCmpxchgShort(int address, short expected, short replacement) {
        return (short) SharedAtomics.compareExchange16(address, Short.toUnsignedInt(expected), replacement, pages, 0);
    }

    @Override
    public int atomicReadInt(int address) {
        return SharedAtomics.load32(address, pages, 0);
    }

    @Override
    public void atomicWriteInt(int address, int value) {
        SharedAtomics.store32(address, value, pages, 0);
    }

    @Override
    public int atomicAddInt(int address, int operand) {
        return SharedAtomics.rmw32(address, operand, pages, 0, AtomicOps.ADD);
    }

    @Override
    public int atomicAndInt(int address, int operand) {
        return SharedAtomics.rmw32(address, operand, pages, 0, AtomicOps.AND);
    }

    @Override
    public int atomicOrInt(int address, int operand) {
        return SharedAtomics.rmw32(address, operand, pages, 0, AtomicOps.OR);
    }

    @Override
    public int atomicXorInt(int address, int operand) {
        return SharedAtomics.rmw32(address, operand, pages, 0, AtomicOps.XOR);
    }

    @Override
    public int atomicXchgInt(int address, int operand) {
        return SharedAtomics.rmw32(address, operand, pages, 0, AtomicOps.EXCHANGE);
    }

    @Override
    public int atomicCmpxchgInt(int address, int expected, int replacement) {
        return SharedAtomics.compareExchange32(address, expected, replacement, pages, 0);
    }

    @Override
    public long atomicReadLong(int address) {
        return SharedAtomics.load64(address, pages, 0);
    }

    @Override
    public void atomicWriteLong(int address, long value) {
        SharedAtomics.store64(address, value, pages, 0);
    }

    @Override
    public long atomicAddLong(int address, long operand) {
        return SharedAtomics.rmw64(address, operand, pages, 0, AtomicOps.ADD);
    }

    @Override
    public long atomicAndLong(int address, long operand) {
        return SharedAtomics.rmw64(address, operand, pages, 0, AtomicOps.AND);
    }

    @Override
    public long atomicOrLong(int address, long operand) {
        return SharedAtomics.rmw64(address, operand, pages, 0, AtomicOps.OR);
    }

    @Override
    public long atomicXorLong(int address, long operand) {
        return SharedAtomics.rmw64(address, operand, pages, 0, AtomicOps.XOR);
    }

    @Override
    public long atomicXchgLong(int address, long operand) {
        return SharedAtomics.rmw64(address, operand, pages, 0, AtomicOps.EXCHANGE);
    }

    @Override
    public long atomicCmpxchgLong(int address, long expected, long replacement) {
        return SharedAtomics.compareExchange64(address, expected, replacement, pages, 0);
    }
}
