package dev.wasmmaven.runtime.engine.compiler.rt;

/**
 * Loads and stores as methods: a third of the bytecode of those that generated code does itself. For functions that
 * would otherwise exceed what HotSpot compiles.
 */
public final class Accesses {

    private Accesses() {}

    /** Negative if the address or the sum is beyond all memories; the offset is below 2<sup>31</sup>. */
    private static int index(int address, int offset) {
        return (address + offset) | (address >> 31);
    }

    public static int i8(int address, byte[] memory, int offset) {
        return memory[index(address, offset)];
    }

    public static int i16(int address, byte[] memory, int offset) {
        return (short) Views.I16.get(memory, index(address, offset));
    }

    public static int i32(int address, byte[] memory, int offset) {
        return (int) Views.I32.get(memory, index(address, offset));
    }

    public static long i64(int address, byte[] memory, int offset) {
        return (long) Views.I64.get(memory, index(address, offset));
    }

    public static void set8(int address, int value, byte[] memory, int offset) {
        memory[index(address, offset)] = (byte) value;
    }

    public static void set16(int address, int value, byte[] memory, int offset) {
        Views.I16.set(memory, index(address, offset), (short) value);
    }

    public static void set32(int address, int value, byte[] memory, int offset) {
        Views.I32.set(memory, index(address, offset), value);
    }

    public static void set64(int address, long value, byte[] memory, int offset) {
        Views.I64.set(memory, index(address, offset), value);
    }
}
