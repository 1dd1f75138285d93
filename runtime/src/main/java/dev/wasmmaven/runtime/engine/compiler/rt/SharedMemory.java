package dev.wasmmaven.runtime.engine.compiler.rt;

import com.dylibso.chicory.wasm.types.MemoryLimits;
import dev.wasmmaven.runtime.engine.CoreStop;
import org.jspecify.annotations.Nullable;

/**
 * A memory that several threads use at once (threads proposal). In pages, because rustc declares a maximum of 1 GiB, and every
 * thread's stack is a mebibyte of which little is used; and a thread that grows the memory stops no other.
 */
public final class SharedMemory extends PagedMemory {

    private final WaitQueues waiting = new WaitQueues();

    public SharedMemory(MemoryLimits limits) {
        super(limits);
    }

    int await32(int address, int offset, int expected, long timeoutNanos, @Nullable CoreStop stop) {
        int index = atomicIndex(address, offset, Integer.BYTES);
        return waiting.await(index, () -> PagedAtomics.load32(index, pages, 0) == expected, timeoutNanos, stop);
    }

    int await64(int address, int offset, long expected, long timeoutNanos, @Nullable CoreStop stop) {
        int index = atomicIndex(address, offset, Long.BYTES);
        return waiting.await(index, () -> PagedAtomics.load64(index, pages, 0) == expected, timeoutNanos, stop);
    }

    int wake(int address, int offset, int count) {
        return waiting.wake(atomicIndex(address, offset, Integer.BYTES), count);
    }

    private int atomicIndex(int address, int offset, int bytes) {
        long index = PagedAtomics.index(address, offset, bytes);
        readable(pages, index);
        return (int) index;
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

    // ---- atomic accesses of Chicory's interpreter

    /** The address of an access; traps if it is not aligned or not inside of the memory. */
    private int aligned(int address, int size) {
        PagedAtomics.index(address, 0, size);
        check(address, size);
        return address;
    }

    @Override
    public byte atomicReadByte(int address) {
        return (byte) PagedAtomics.load8(aligned(address, Byte.BYTES), pages, 0);
    }

    @Override
    public void atomicWriteByte(int address, byte value) {
        PagedAtomics.store8(aligned(address, Byte.BYTES), value, pages, 0);
    }

    @Override
    public byte atomicAddByte(int address, byte operand) {
        return (byte) PagedAtomics.rmw8(aligned(address, Byte.BYTES), operand, pages, 0, AtomicOps.ADD);
    }

    @Override
    public byte atomicAndByte(int address, byte operand) {
        return (byte) PagedAtomics.rmw8(aligned(address, Byte.BYTES), operand, pages, 0, AtomicOps.AND);
    }

    @Override
    public byte atomicOrByte(int address, byte operand) {
        return (byte) PagedAtomics.rmw8(aligned(address, Byte.BYTES), operand, pages, 0, AtomicOps.OR);
    }

    @Override
    public byte atomicXorByte(int address, byte operand) {
        return (byte) PagedAtomics.rmw8(aligned(address, Byte.BYTES), operand, pages, 0, AtomicOps.XOR);
    }

    @Override
    public byte atomicXchgByte(int address, byte operand) {
        return (byte) PagedAtomics.rmw8(aligned(address, Byte.BYTES), operand, pages, 0, AtomicOps.EXCHANGE);
    }

    @Override
    public byte atomicCmpxchgByte(int address, byte expected, byte replacement) {
        return (byte) PagedAtomics.compareExchange8(
                aligned(address, Byte.BYTES), Byte.toUnsignedInt(expected), replacement, pages, 0);
    }

    @Override
    public short atomicReadShort(int address) {
        return (short) PagedAtomics.load16(aligned(address, Short.BYTES), pages, 0);
    }

    @Override
    public void atomicWriteShort(int address, short value) {
        PagedAtomics.store16(aligned(address, Short.BYTES), value, pages, 0);
    }

    @Override
    public short atomicAddShort(int address, short operand) {
        return (short) PagedAtomics.rmw16(aligned(address, Short.BYTES), operand, pages, 0, AtomicOps.ADD);
    }

    @Override
    public short atomicAndShort(int address, short operand) {
        return (short) PagedAtomics.rmw16(aligned(address, Short.BYTES), operand, pages, 0, AtomicOps.AND);
    }

    @Override
    public short atomicOrShort(int address, short operand) {
        return (short) PagedAtomics.rmw16(aligned(address, Short.BYTES), operand, pages, 0, AtomicOps.OR);
    }

    @Override
    public short atomicXorShort(int address, short operand) {
        return (short) PagedAtomics.rmw16(aligned(address, Short.BYTES), operand, pages, 0, AtomicOps.XOR);
    }

    @Override
    public short atomicXchgShort(int address, short operand) {
        return (short) PagedAtomics.rmw16(aligned(address, Short.BYTES), operand, pages, 0, AtomicOps.EXCHANGE);
    }

    @Override
    public short atomicCmpxchgShort(int address, short expected, short replacement) {
        return (short) PagedAtomics.compareExchange16(
                aligned(address, Short.BYTES), Short.toUnsignedInt(expected), replacement, pages, 0);
    }

    @Override
    public int atomicReadInt(int address) {
        return PagedAtomics.load32(aligned(address, Integer.BYTES), pages, 0);
    }

    @Override
    public void atomicWriteInt(int address, int value) {
        PagedAtomics.store32(aligned(address, Integer.BYTES), value, pages, 0);
    }

    @Override
    public int atomicAddInt(int address, int operand) {
        return PagedAtomics.rmw32(aligned(address, Integer.BYTES), operand, pages, 0, AtomicOps.ADD);
    }

    @Override
    public int atomicAndInt(int address, int operand) {
        return PagedAtomics.rmw32(aligned(address, Integer.BYTES), operand, pages, 0, AtomicOps.AND);
    }

    @Override
    public int atomicOrInt(int address, int operand) {
        return PagedAtomics.rmw32(aligned(address, Integer.BYTES), operand, pages, 0, AtomicOps.OR);
    }

    @Override
    public int atomicXorInt(int address, int operand) {
        return PagedAtomics.rmw32(aligned(address, Integer.BYTES), operand, pages, 0, AtomicOps.XOR);
    }

    @Override
    public int atomicXchgInt(int address, int operand) {
        return PagedAtomics.rmw32(aligned(address, Integer.BYTES), operand, pages, 0, AtomicOps.EXCHANGE);
    }

    @Override
    public int atomicCmpxchgInt(int address, int expected, int replacement) {
        return PagedAtomics.compareExchange32(aligned(address, Integer.BYTES), expected, replacement, pages, 0);
    }

    @Override
    public long atomicReadLong(int address) {
        return PagedAtomics.load64(aligned(address, Long.BYTES), pages, 0);
    }

    @Override
    public void atomicWriteLong(int address, long value) {
        PagedAtomics.store64(aligned(address, Long.BYTES), value, pages, 0);
    }

    @Override
    public long atomicAddLong(int address, long operand) {
        return PagedAtomics.rmw64(aligned(address, Long.BYTES), operand, pages, 0, AtomicOps.ADD);
    }

    @Override
    public long atomicAndLong(int address, long operand) {
        return PagedAtomics.rmw64(aligned(address, Long.BYTES), operand, pages, 0, AtomicOps.AND);
    }

    @Override
    public long atomicOrLong(int address, long operand) {
        return PagedAtomics.rmw64(aligned(address, Long.BYTES), operand, pages, 0, AtomicOps.OR);
    }

    @Override
    public long atomicXorLong(int address, long operand) {
        return PagedAtomics.rmw64(aligned(address, Long.BYTES), operand, pages, 0, AtomicOps.XOR);
    }

    @Override
    public long atomicXchgLong(int address, long operand) {
        return PagedAtomics.rmw64(aligned(address, Long.BYTES), operand, pages, 0, AtomicOps.EXCHANGE);
    }

    @Override
    public long atomicCmpxchgLong(int address, long expected, long replacement) {
        return PagedAtomics.compareExchange64(aligned(address, Long.BYTES), expected, replacement, pages, 0);
    }
}
