package dev.wasmmaven.conformance.oracle.reference;

import dev.wasmmaven.runtime.component.plan.CanonOptions.StringEncoding;
import dev.wasmmaven.runtime.engine.CoreFunc;
import dev.wasmmaven.runtime.engine.CoreMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One side of a call: a memory, byte by byte, its {@code realloc}, and the handles of its instance. */
final class Side {

    /** Of strings and lists, in bytes. */
    private static final long MAX_BYTES = 0xfff_ffff;

    private final CoreMemory memory;
    private final StringEncoding encoding;
    private final CoreFunc realloc;

    /** The representations of resources, by the index of their handle; index 0 is never one's. */
    private final List<Optional<Long>> handles = new ArrayList<>(List.of(Optional.empty()));

    Side(CoreMemory memory, StringEncoding encoding, CoreFunc realloc) {
        this.memory = memory;
        this.encoding = encoding;
        this.realloc = realloc;
    }

    StringEncoding encoding() {
        return encoding;
    }

    long read(int address, int bytes) {
        long number = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            number = number << 8 | memory.i8(address + i) & 0xff;
        }
        return number;
    }

    byte[] bytes(int address, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = memory.i8(address + i);
        }
        return bytes;
    }

    void write(int address, int bytes, long number) {
        for (int i = 0; i < bytes; i++) {
            memory.i8(address + i, (byte) (number >> 8 * i));
        }
    }

    void write(int address, byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            memory.i8(address + i, bytes[i]);
        }
    }

    /** Traps unless a range is aligned and within memory. */
    void check(int address, long bytes, int alignment) {
        long start = Integer.toUnsignedLong(address);
        ReferenceTrap.when(start % alignment != 0, "unaligned");
        ReferenceTrap.when(start + bytes > memory.byteSize(), "out of bounds");
    }

    /** The same of a string or list, which may not be too long either. */
    void checkContents(int address, long bytes, int alignment) {
        ReferenceTrap.when(bytes > MAX_BYTES, "too long");
        check(address, bytes, alignment);
    }

    int allocate(int alignment, long bytes) {
        return reallocate(0, 0, alignment, bytes);
    }

    int reallocate(int old, long oldBytes, int alignment, long bytes) {
        int address = (int) realloc.call(old, (int) oldBytes, alignment, (int) bytes)[0];
        check(address, bytes, alignment);
        return address;
    }

    /** Adds a handle; returns its index. */
    int own(long representation) {
        handles.add(Optional.of(representation));
        return handles.size() - 1;
    }

    /** Takes the resource of a handle, which is gone then. */
    long disown(int index) {
        ReferenceTrap.when(
                index <= 0 || index >= handles.size() || handles.get(index).isEmpty(), "unknown handle");
        return handles.set(index, Optional.empty()).orElseThrow();
    }

    /** The representations of all handles, in the order of their indices. */
    long[] owned() {
        return handles.stream()
                .flatMap(Optional::stream)
                .mapToLong(Long::longValue)
                .toArray();
    }
}
