package dev.wasmmaven.runtime.engine.compiler.rt;

/** What loads and stores of vectors are made of, for each way of keeping a memory. */
public final class VectorAccesses {

    private VectorAccesses() {}

    /** Negative if the address, the offset or the sum is beyond all memories. */
    private static int index(int address, int offset) {
        return (address + offset) | (address >> 31) | (offset >> 31);
    }

    public static int load8(int address, byte[] memory, int offset) {
        return memory[index(address, offset)];
    }

    public static int load16(int address, byte[] memory, int offset) {
        return (short) Views.I16.get(memory, index(address, offset));
    }

    public static int load32(int address, byte[] memory, int offset) {
        return (int) Views.I32.get(memory, index(address, offset));
    }

    public static long load64(int address, byte[] memory, int offset) {
        return (long) Views.I64.get(memory, index(address, offset));
    }

    public static V128 load128(int address, byte[] memory, int offset) {
        int index = index(address, offset);
        return new V128((long) Views.I64.get(memory, index), (long) Views.I64.get(memory, index + Long.BYTES));
    }

    public static void store8(int address, int value, byte[] memory, int offset) {
        memory[index(address, offset)] = (byte) value;
    }

    public static void store16(int address, int value, byte[] memory, int offset) {
        Views.I16.set(memory, index(address, offset), (short) value);
    }

    public static void store32(int address, int value, byte[] memory, int offset) {
        Views.I32.set(memory, index(address, offset), value);
    }

    public static void store64(int address, long value, byte[] memory, int offset) {
        Views.I64.set(memory, index(address, offset), value);
    }

    /** The upper half first: if it is in bounds, the other is, and nothing is written before a trap. */
    public static void store128(int address, V128 value, byte[] memory, int offset) {
        int index = index(address, offset);
        if (index >= 0) {
            Views.I64.set(memory, index + Long.BYTES, value.high);
        }
        Views.I64.set(memory, index, value.low);
    }

    public static int load8(int address, byte[][] memory, int offset) {
        return PagedAccesses.i8(address, memory, offset);
    }

    public static void store8(int address, int value, byte[][] memory, int offset) {
        PagedAccesses.set8(address, value, memory, offset);
    }

    public static int load16(int address, byte[][] memory, int offset) {
        return PagedAccesses.i16(address, memory, offset);
    }

    public static void store16(int address, int value, byte[][] memory, int offset) {
        PagedAccesses.set16(address, value, memory, offset);
    }

    public static int load32(int address, byte[][] memory, int offset) {
        return PagedAccesses.i32(address, memory, offset);
    }

    public static void store32(int address, int value, byte[][] memory, int offset) {
        PagedAccesses.set32(address, value, memory, offset);
    }

    public static long load64(int address, byte[][] memory, int offset) {
        return PagedAccesses.i64(address, memory, offset);
    }

    public static void store64(int address, long value, byte[][] memory, int offset) {
        PagedAccesses.set64(address, value, memory, offset);
    }

    public static V128 load128(int address, byte[][] memory, int offset) {
        long index = PagedAccesses.index(address, offset);
        long high = PagedAccesses.i64(index + Long.BYTES, memory);
        return new V128(PagedAccesses.i64(index, memory), high);
    }

    public static void store128(int address, V128 value, byte[][] memory, int offset) {
        long index = PagedAccesses.index(address, offset);
        PagedAccesses.set64(index + Long.BYTES, value.high, memory);
        PagedAccesses.set64(index, value.low, memory);
    }
}
