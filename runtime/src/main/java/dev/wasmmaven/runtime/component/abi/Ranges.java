package dev.wasmmaven.runtime.component.abi;

import dev.wasmmaven.runtime.engine.CoreMemory;
import dev.wasmmaven.runtime.error.ComponentTrap;

/** Checks of addresses that a guest gave; addresses and lengths are unsigned. */
final class Ranges {

    /** The longest string or list, in bytes ({@code MAX_STRING_BYTE_LENGTH}, {@code MAX_LIST_BYTE_LENGTH}). */
    static final int MAX_BYTES = (1 << 28) - 1;

    private Ranges() {}

    /** Traps unless the address is aligned and the bytes are within memory. */
    static void check(CoreMemory memory, int address, long bytes, int alignment, ComponentTrap outOfBounds) {
        check(memory, address, bytes, alignment, ComponentTrap.UNALIGNED_POINTER, outOfBounds);
    }

    static void check(
            CoreMemory memory,
            int address,
            long bytes,
            int alignment,
            ComponentTrap unaligned,
            ComponentTrap outOfBounds) {
        if ((address & (alignment - 1)) != 0) {
            throw unaligned.exception();
        }
        if (Integer.toUnsignedLong(address) + bytes > memory.byteSize()) {
            throw outOfBounds.exception();
        }
    }

    /** The same of what {@code realloc} returned for a value of the host's. */
    static void checkAllocated(CoreMemory memory, int address, long bytes, int alignment) {
        check(memory, address, bytes, alignment, ComponentTrap.REALLOC_UNALIGNED, ComponentTrap.REALLOC_OUT_OF_BOUNDS);
    }
}
