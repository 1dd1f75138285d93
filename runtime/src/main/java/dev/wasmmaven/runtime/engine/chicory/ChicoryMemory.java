package dev.wasmmaven.runtime.engine.chicory;

import com.dylibso.chicory.wasm.types.MemoryLimits;
import dev.wasmmaven.runtime.engine.CoreMemory;
import dev.wasmmaven.runtime.engine.CoreMemoryType;
import dev.wasmmaven.runtime.engine.CoreOptions;
import dev.wasmmaven.runtime.engine.compiler.rt.FlatMemory;
import dev.wasmmaven.runtime.engine.compiler.rt.LinearMemory;
import dev.wasmmaven.runtime.engine.compiler.rt.PagedMemory;
import dev.wasmmaven.runtime.error.TrapException;
import dev.wasmmaven.runtime.error.TrapKind;
import dev.wasmmaven.runtime.error.UninstantiableException;
import dev.wasmmaven.runtime.error.UnlinkableException;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A memory. Bounds are checked here for the sake of a message that says what was asked for.
 *
 * @param declaredMax the maximum of its type; the engine's limit can be lower
 */
record ChicoryMemory(LinearMemory raw, OptionalLong declaredMax) implements CoreMemory {

    /** As large as 32-bit addresses reach. */
    static final int MAX_PAGES = MemoryLimits.MAX_PAGES;

    private static final int PAGE_BITS = 16;

    /**
     * Allocates a memory that can grow to its maximum or the engine's limit, whichever is less.
     *
     * @param limitPages the engine's limit
     * @param large whether it is used by code that is made for memories larger than an array
     * @throws UninstantiableException the initial size is over the limit, or larger than an array and the code is not made for that
     */
    static LinearMemory allocate(MemoryLimits limits, int limitPages, boolean large) {
        if (limits.initialPages() > limitPages) {
            throw new UninstantiableException(
                    "a memory of " + size(limits.initialPages()) + " is more than the limit of " + size(limitPages),
                    null);
        }
        if (!large && !limits.shared() && limits.initialPages() > FlatMemory.MAX_PAGES) {
            throw new UninstantiableException(
                    "a memory of " + size(limits.initialPages())
                            + " needs compiled code; that of interpreted code is smaller than 2 GiB",
                    null);
        }
        try {
            MemoryLimits limited = new MemoryLimits(
                    limits.initialPages(), Math.min(limits.maximumPages(), limitPages), limits.shared());
            return LinearMemory.of(limited, large);
        } catch (OutOfMemoryError e) {
            throw new UninstantiableException(
                    "a memory of " + size(limits.initialPages()) + " does not fit into the Java heap of "
                            + (Runtime.getRuntime().maxMemory() >> 20) + " MiB; raise -Xmx",
                    e);
        }
    }

    /**
     * Checks that a module's code can access this memory.
     *
     * @throws UnlinkableException one of them is made for memories larger than an array and the other is not
     */
    void requireFor(ChicoryModule module) {
        if (module.mode() == CoreOptions.Mode.COMPILED
                && !raw.shared()
                && module.hasLargeMemories() != raw instanceof PagedMemory) {
            throw new UnlinkableException(
                    module.name() + " shares a memory with a module of which only one is made for 2 GiB and more; allow"
                            + " both a larger memory than that",
                    null);
        }
    }

    private static String size(long pages) {
        return pages % 16 == 0 ? (pages >> 4) + " MiB" : (pages << 6) + " KiB";
    }

    @Override
    public CoreMemoryType type() {
        return new CoreMemoryType(raw.pages(), declaredMax, raw.shared());
    }

    @Override
    public long byteSize() {
        return (long) raw.pages() << PAGE_BITS;
    }

    @Override
    public byte @Nullable [] array() {
        return raw instanceof FlatMemory flat ? flat.bytes() : null;
    }

    @Override
    public int grow(int pages) {
        try {
            return raw.grow(pages);
        } catch (OutOfMemoryError e) {
            // The specification lets growing fail for any reason.
            return -1;
        }
    }

    private void check(int address, int length) {
        long end = Integer.toUnsignedLong(address) + Integer.toUnsignedLong(length);
        if (end > byteSize()) {
            throw new TrapException(
                    TrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS,
                    Integer.toUnsignedString(length) + " bytes at address 0x" + Integer.toHexString(address)
                            + " in a memory of 0x" + Long.toHexString(byteSize()) + " bytes",
                    List.of(),
                    null);
        }
    }

    @Override
    public byte i8(int address) {
        check(address, Byte.BYTES);
        return raw.read(address);
    }

    @Override
    public short i16(int address) {
        check(address, Short.BYTES);
        return raw.readShort(address);
    }

    @Override
    public int i32(int address) {
        check(address, Integer.BYTES);
        return raw.readInt(address);
    }

    @Override
    public long i64(int address) {
        check(address, Long.BYTES);
        return raw.readLong(address);
    }

    @Override
    public void i8(int address, byte value) {
        check(address, Byte.BYTES);
        raw.writeByte(address, value);
    }

    @Override
    public void i16(int address, short value) {
        check(address, Short.BYTES);
        raw.writeShort(address, value);
    }

    @Override
    public void i32(int address, int value) {
        check(address, Integer.BYTES);
        raw.writeI32(address, value);
    }

    @Override
    public void i64(int address, long value) {
        check(address, Long.BYTES);
        raw.writeLong(address, value);
    }

    @Override
    public void read(int address, byte[] destination, int offset, int length) {
        check(address, length);
        raw.read(address, destination, offset, length);
    }

    @Override
    public void write(int address, byte[] source, int offset, int length) {
        check(address, length);
        raw.write(address, source, offset, length);
    }

    @Override
    public void copyTo(int address, CoreMemory destination, int destinationAddress, int length) {
        ChicoryMemory target = (ChicoryMemory) destination;
        check(address, length);
        target.check(destinationAddress, length);
        raw.copyTo(target.raw, destinationAddress, address, length);
    }

    @Override
    public void fill(int address, byte value, int length) {
        check(address, length);
        raw.fill(value, address, address + length);
    }
}
