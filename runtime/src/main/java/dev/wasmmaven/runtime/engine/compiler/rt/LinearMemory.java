package dev.wasmmaven.runtime.engine.compiler.rt;

import com.dylibso.chicory.runtime.ConstantEvaluators;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.types.ActiveDataSegment;
import com.dylibso.chicory.wasm.types.DataSegment;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.dylibso.chicory.wasm.types.PassiveDataSegment;
import dev.wasmmaven.runtime.error.TrapKind;

/**
 * A memory that compiled code runs on.
 *
 * <p>Ranges are checked with 64-bit sums, addresses being unsigned 32-bit numbers.
 */
public abstract class LinearMemory implements Memory {

    private final MemoryLimits limits;
    private final int mostPages;
    private DataSegment[] segments = {};

    /** @param mostPages how large this kind of memory can be */
    LinearMemory(MemoryLimits limits, int mostPages) {
        this.limits = limits;
        this.mostPages = Math.min(limits.maximumPages(), mostPages);
    }

    /**
     * A memory of those limits.
     *
     * @param large whether it has to be able to grow beyond what one array holds, at the cost of speed
     */
    public static LinearMemory of(MemoryLimits limits, boolean large) {
        if (limits.shared()) {
            return new SharedMemory(limits);
        }
        return large ? new PagedMemory(limits) : new FlatMemory(limits);
    }

    /** Refuses what this memory cannot be; the callers of this class check first. */
    static LinearMemory of(Memory memory) {
        if (memory instanceof LinearMemory linear) {
            return linear;
        }
        throw new ChicoryException("compiled code runs on memories of its own only");
    }

    /** Keeps the state's own reference to the contents up to date for as long as the state lives. */
    abstract void addUser(InstanceState state);

    /** Copies out of this memory. */
    public abstract void read(int address, byte[] destination, int offset, int size);

    /** Copies to another memory, or inside this one: {@code memory.copy}. */
    public abstract void copyTo(LinearMemory target, int destination, int source, int size);

    /** {@code memory.fill}. */
    abstract void fillRange(int address, int value, int size);

    @Override
    public final int initialPages() {
        return limits.initialPages();
    }

    /** How far it can grow. */
    final int mostPages() {
        return mostPages;
    }

    /**
     * For Chicory, which takes an import without a maximum for one with that of its own memories. What the maximum has to be has
     * been checked before.
     */
    @Override
    public final int maximumPages() {
        return Math.min(mostPages, RUNTIME_MAX_PAGES);
    }

    @Override
    public final boolean shared() {
        return limits.shared();
    }

    final void check(int address, int size) {
        if (Integer.toUnsignedLong(address) + Integer.toUnsignedLong(size) > (long) pages() * PAGE_SIZE) {
            throw Trap.of(TrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS);
        }
    }

    /** Traps if an atomic access is not aligned, or not inside of the memory. */
    final void checkAtomic(int address, int offset, int bytes) {
        if (PagedAtomics.index(address, offset, bytes) + bytes > (long) pages() * PAGE_SIZE) {
            throw Trap.of(TrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS);
        }
    }

    // ---- waiting, which is for shared memories

    @Override
    @SuppressWarnings({"deprecation", "removal"})
    public Object lock(int address) {
        return this;
    }

    @Override
    @SuppressWarnings({"deprecation", "removal"})
    public int waitOn(int address, int expected, long timeout) {
        checkAtomic(address, 0, Integer.BYTES);
        throw Trap.of(TrapKind.EXPECTED_SHARED_MEMORY);
    }

    @Override
    @SuppressWarnings({"deprecation", "removal"})
    public int waitOn(int address, long expected, long timeout) {
        checkAtomic(address, 0, Long.BYTES);
        throw Trap.of(TrapKind.EXPECTED_SHARED_MEMORY);
    }

    @Override
    @SuppressWarnings({"deprecation", "removal"})
    public int notify(int address, int maxThreads) {
        checkAtomic(address, 0, Integer.BYTES);
        return 0;
    }

    // ---- data segments

    @Override
    public final void initialize(Instance instance, DataSegment[] dataSegments) {
        initialize(instance, dataSegments, 0);
    }

    @Override
    public final void initialize(Instance instance, DataSegment[] dataSegments, int memoryIndex) {
        segments = dataSegments;
        for (DataSegment segment : dataSegments) {
            if (segment instanceof ActiveDataSegment active && active.index() == memoryIndex) {
                int offset = (int) ConstantEvaluators.computeConstantValue(instance, active.offsetInstructions())[0];
                byte[] data = active.data();
                write(offset, data, 0, data.length);
            }
        }
    }

    @Override
    public final void initPassiveSegment(int segmentId, int destination, int offset, int size) {
        init(segments[segmentId].data(), destination, offset, size);
    }

    /** {@code memory.init}: copies from a data segment. */
    final void init(byte[] data, int destination, int offset, int size) {
        if (Integer.toUnsignedLong(offset) + Integer.toUnsignedLong(size) > data.length) {
            throw Trap.of(TrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS);
        }
        write(destination, data, offset, size);
    }

    @Override
    public final byte[] readBytes(int address, int size) {
        check(address, size);
        byte[] bytes = new byte[size];
        read(address, bytes, 0, size);
        return bytes;
    }

    /** @param toIndex first address not to fill; smaller than {@code fromIndex} when the sum overflowed */
    @Override
    public final void fill(byte value, int fromIndex, int toIndex) {
        if (Integer.compareUnsigned(fromIndex, toIndex) > 0) {
            throw Trap.of(TrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS);
        }
        fillRange(fromIndex, value, toIndex - fromIndex);
    }

    @Override
    public final void zero() {
        // Chicory asks for it before an instance's segments are written. A new memory is zero, and one that threads
        // share is to stay.
    }

    @Override
    public final void copy(int destination, int source, int size) {
        copyTo(this, destination, source, size);
    }

    @Override
    public final void drop(int segment) {
        segments[segment] = PassiveDataSegment.EMPTY;
    }

    @Override
    public final long readU16(int address) {
        return Short.toUnsignedLong(readShort(address));
    }

    @Override
    public final void writeF32(int address, float value) {
        writeI32(address, Float.floatToRawIntBits(value));
    }

    @Override
    public final long readF32(int address) {
        return readInt(address);
    }

    @Override
    public final float readFloat(int address) {
        return Float.intBitsToFloat(readInt(address));
    }

    @Override
    public final void writeF64(int address, double value) {
        writeLong(address, Double.doubleToRawLongBits(value));
    }

    @Override
    public final double readDouble(int address) {
        return Double.longBitsToDouble(readLong(address));
    }

    @Override
    public final long readF64(int address) {
        return readLong(address);
    }
}
