package dev.wasmmaven.runtime.engine.compiler.rt;

import com.dylibso.chicory.wasm.types.MemoryLimits;
import dev.wasmmaven.runtime.error.TrapKind;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A memory in one byte array of exactly its size, so that the array's own bounds check is the memory's. Not shared: one
 * thread at a time uses it.
 */
public final class FlatMemory extends LinearMemory {

    private final List<WeakReference<InstanceState>> users = new ArrayList<>(1);
    private byte[] bytes;

    /** @throws OutOfMemoryError the initial size does not fit into the Java heap */
    public FlatMemory(MemoryLimits limits) {
        super(limits);
        this.bytes = new byte[limits.initialPages() * PAGE_SIZE];
    }

    /** The present contents; another array after each growth. */
    public byte[] bytes() {
        return bytes;
    }

    @Override
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
        if (wanted > maximumPages()) {
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
    public void write(int address, byte[] data, int offset, int size) {
        check(address, size);
        System.arraycopy(data, offset, bytes, address, size);
    }

    @Override
    public void read(int address, byte[] destination, int offset, int size) {
        check(address, size);
        System.arraycopy(bytes, address, destination, offset, size);
    }

    @Override
    public void copyTo(LinearMemory target, int destination, int source, int size) {
        check(source, size);
        target.write(destination, bytes, source, size);
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
    void fillRange(int address, int value, int size) {
        check(address, size);
        Arrays.fill(bytes, address, address + size, (byte) value);
    }
}
