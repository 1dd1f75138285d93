package dev.wasmmaven.runtime.engine.compiler.rt;

import com.dylibso.chicory.wasm.types.MemoryLimits;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A memory in one byte array, whose own bounds check is the memory's. Not shared: one thread at a time uses it.
 *
 * <p>The array is of exactly the memory's size as long as growing it has copied less than {@value #EXACT_COPIES} bytes and four
 * times its size, which is so for memories that grow by large steps. One that is grown on, page by page as allocators do, gets an
 * array with room for an eighth more, {@value #MOST_SPARE_PAGES} pages at most, since each growth would copy everything again:
 * 400 MiB took minutes. A load or store of the guest's in that room does not trap, and what it stores is gone when the memory
 * grows there. All else checks exactly, and so does everything again once the memory is as large as it may be.
 */
public final class FlatMemory extends LinearMemory {

    /** How large one array can be in whole pages: just below 2 GiB. */
    public static final int MAX_PAGES = RUNTIME_MAX_PAGES;

    /** At memory speed about a tenth of a second. */
    static final long EXACT_COPIES = 1L << 30;

    /** 16 MiB, for which a gigabyte is copied in some 60 steps. */
    static final int MOST_SPARE_PAGES = 256;

    private static final int SPARE_FRACTION = 8;

    /** What doubling costs in all, and as much again. */
    private static final int COPIES_OF_DOUBLING = 4;

    private final List<WeakReference<InstanceState>> users = new ArrayList<>(1);
    private byte[] bytes;
    private int pages;
    private long copied;

    /** @throws OutOfMemoryError the initial size does not fit into the Java heap */
    public FlatMemory(MemoryLimits limits) {
        super(limits, MAX_PAGES);
        this.pages = limits.initialPages();
        this.bytes = new byte[pages * PAGE_SIZE];
    }

    /** The present contents, perhaps with room behind them; another array after some growths. */
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
        return pages;
    }

    @Override
    public int grow(int delta) {
        int before = pages;
        long wanted = before + Integer.toUnsignedLong(delta);
        if (wanted > mostPages()) {
            return -1;
        }
        int size = (int) wanted * PAGE_SIZE;
        if (size > bytes.length) {
            if (!move((int) wanted)) {
                return -1;
            }
        } else {
            Arrays.fill(bytes, before * PAGE_SIZE, size, (byte) 0);
        }
        pages = (int) wanted;
        return before;
    }

    /** Moves to a larger array; false if the Java heap has no room for one, for which the specification lets growing fail. */
    private boolean move(int wanted) {
        copied += bytes.length;
        boolean oftenMoved = copied > Math.max(EXACT_COPIES, COPIES_OF_DOUBLING * (long) bytes.length);
        int room = wanted + (oftenMoved ? Math.min(wanted / SPARE_FRACTION, MOST_SPARE_PAGES) : 0);
        return moveTo(Math.min(mostPages(), room)) || (room > wanted && moveTo(wanted));
    }

    private boolean moveTo(int room) {
        try {
            bytes = Arrays.copyOf(bytes, room * PAGE_SIZE);
        } catch (OutOfMemoryError e) {
            return false;
        }
        for (WeakReference<InstanceState> user : users) {
            InstanceState state = user.get();
            if (state != null) {
                state.memory = bytes;
            }
        }
        return true;
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
