package dev.wasmmaven.runtime.engine.compiler.rt;

import com.dylibso.chicory.runtime.ConstantEvaluators;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.types.ActiveDataSegment;
import com.dylibso.chicory.wasm.types.DataSegment;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import dev.wasmmaven.runtime.error.TrapKind;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A memory in one byte array of exactly its size, so that the array's own bounds check is the memory's. Not shared: one
 * thread at a time uses it.
 *
 * <p>Ranges are checked with 64-bit sums, addresses being unsigned 32-bit numbers.
 */
public final class FlatMemory implements Memory {

    private final MemoryLimits limits;
    private final int maxPages;
    private final List<WeakReference<InstanceState>> users = new ArrayList<>(1);
    private DataSegment[] segments = {};
    private byte[] bytes;

    /** @throws OutOfMemoryError the initial size does not fit into the Java heap */
    public FlatMemory(MemoryLimits limits) {
        this.limits = limits;
        this.maxPages = Math.min(limits.maximumPages(), RUNTIME_MAX_PAGES);
        this.bytes = new byte[limits.initialPages() * PAGE_SIZE];
    }

    /** The present contents; another array after each growth. */
    public byte[] bytes() {
        return bytes;
    }

    /** Keeps the state's own reference to the contents up to date for as long as the state lives. */
    void addUser(InstanceState state) {
        users.removeIf(user -> user.get() == null);
        users.add(new WeakReference<>(state));
        state.memory = bytes;
    }

    @Override
    public int pages() {
        return bytes.length / PAGE_SIZE;
    }

    @Override
    public int grow(int delta) {
        int before = pages();
        long wanted = before + Integer.toUnsignedLong(delta);
        if (wanted > maxPages) {
            return -1;
        }
        if (delta == 0) {
            return before;
        }
        try {
            bytes = Arrays.copyOf(bytes, (int) wanted * PAGE_SIZE);
        } catch (OutOfMemoryError e) {
            // The specification lets growing fail for any reason.
            return -1;
        }
        for (WeakReference<InstanceState> user : users) {
            InstanceState state = user.get();
            if (state != null) {
                state.memory = bytes;
            }
        }
        return before;
    }

    @Override
    public int initialPages() {
        return limits.initialPages();
    }

    @Override
    public int maximumPages() {
        return maxPages;
    }

    @Override
    public boolean shared() {
        return false;
    }

    @Override
    @SuppressWarnings({"deprecation", "removal"})
    public Object lock(int address) {
        return this;
    }

    @Override
    @SuppressWarnings({"deprecation", "removal"})
    public int waitOn(int address, int expected, long timeout) {
        throw Trap.of(TrapKind.EXPECTED_SHARED_MEMORY);
    }

    @Override
    @SuppressWarnings({"deprecation", "removal"})
    public int waitOn(int address, long expected, long timeout) {
        throw Trap.of(TrapKind.EXPECTED_SHARED_MEMORY);
    }

    @Override
    @SuppressWarnings({"deprecation", "removal"})
    public int notify(int address, int maxThreads) {
        check(address, Integer.BYTES);
        return 0;
    }

    @Override
    public void initialize(Instance instance, DataSegment[] dataSegments) {
        initialize(instance, dataSegments, 0);
    }

    @Override
    public void initialize(Instance instance, DataSegment[] dataSegments, int memoryIndex) {
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
    public void initPassiveSegment(int segmentId, int destination, int offset, int size) {
        init(segments[segmentId].data(), destination, offset, size);
    }

    /** {@code memory.init}: copies from a data segment. */
    void init(byte[] data, int destination, int offset, int size) {
        if (Integer.toUnsignedLong(offset) + Integer.toUnsignedLong(size) > data.length) {
            throw Trap.of(TrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS);
        }
        write(destination, data, offset, size);
    }

    @Override
    public void write(int address, byte[] data, int offset, int size) {
        check(address, size);
        System.arraycopy(data, offset, bytes, address, size);
    }

    /** Copies out of this memory. */
    public void read(int address, byte[] destination, int offset, int size) {
        check(address, size);
        System.arraycopy(bytes, address, destination, offset, size);
    }

    /** {@code memory.copy} between two memories, or inside one. */
    public void copyTo(FlatMemory target, int destination, int source, int size) {
        check(source, size);
        target.check(destination, size);
        System.arraycopy(bytes, source, target.bytes, destination, size);
    }

    private void check(int address, int size) {
        if (Integer.toUnsignedLong(address) + Integer.toUnsignedLong(size) > bytes.length) {
            throw Trap.of(TrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS);
        }
    }

    @Override
    public byte[] readBytes(int address, int size) {
        check(address, size);
        return Arrays.copyOfRange(bytes, address, address + size);
    }

    @Override
    public byte read(int address) {
        check(address, Byte.BYTES);
        return bytes[address];
    }

    @Override
    public void writeByte(int address, byte value) {
        check(address, Byte.BYTES);
        bytes[address] = value;
    }

    @Override
    public short readShort(int address) {
        check(address, Short.BYTES);
        return (short) Views.I16.get(bytes, address);
    }

    @Override
    public void writeShort(int address, short value) {
        check(address, Short.BYTES);
        Views.I16.set(bytes, address, value);
    }

    @Override
    public long readU16(int address) {
        return Short.toUnsignedLong(readShort(address));
    }

    @Override
    public int readInt(int address) {
        check(address, Integer.BYTES);
        return (int) Views.I32.get(bytes, address);
    }

    @Override
    public void writeI32(int address, int value) {
        check(address, Integer.BYTES);
        Views.I32.set(bytes, address, value);
    }

    @Override
    public long readLong(int address) {
        check(address, Long.BYTES);
        return (long) Views.I64.get(bytes, address);
    }

    @Override
    public void writeLong(int address, long value) {
        check(address, Long.BYTES);
        Views.I64.set(bytes, address, value);
    }

    @Override
    public void writeF32(int address, float value) {
        writeI32(address, Float.floatToRawIntBits(value));
    }

    @Override
    public long readF32(int address) {
        return readInt(address);
    }

    @Override
    public float readFloat(int address) {
        return Float.intBitsToFloat(readInt(address));
    }

    @Override
    public void writeF64(int address, double value) {
        writeLong(address, Double.doubleToRawLongBits(value));
    }

    @Override
    public double readDouble(int address) {
        return Double.longBitsToDouble(readLong(address));
    }

    @Override
    public long readF64(int address) {
        return readLong(address);
    }

    @Override
    public void zero() {
        Arrays.fill(bytes, (byte) 0);
    }

    /** @param toIndex first address not to fill; smaller than {@code fromIndex} when the sum overflowed */
    @Override
    public void fill(byte value, int fromIndex, int toIndex) {
        if (Integer.compareUnsigned(fromIndex, toIndex) > 0 || Integer.toUnsignedLong(toIndex) > bytes.length) {
            throw Trap.of(TrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS);
        }
        Arrays.fill(bytes, fromIndex, toIndex, value);
    }

    /** {@code memory.fill}. */
    void fillRange(int address, int value, int size) {
        check(address, size);
        Arrays.fill(bytes, address, address + size, (byte) value);
    }

    @Override
    public void copy(int destination, int source, int size) {
        copyTo(this, destination, source, size);
    }

    @Override
    public void drop(int segment) {
        segments[segment] = com.dylibso.chicory.wasm.types.PassiveDataSegment.EMPTY;
    }

    /** Refuses what this memory cannot be; the callers of this class check first. */
    static FlatMemory of(Memory memory) {
        if (memory instanceof FlatMemory flat) {
            return flat;
        }
        throw new ChicoryException("compiled code runs on flat memories only");
    }
}
