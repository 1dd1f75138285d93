package dev.wasmmaven.runtime.engine.compiler.rt;

/**
 * Loads and stores as methods. Too large for C1 to inline, so that code which C1 has compiled, or nobody yet, calls what
 * C2 has made of them: C1 would inline the whole of a {@code VarHandle}'s way, with counters in each of its methods.
 */
public final class Accesses {

    private Accesses() {}

    private static RuntimeException bad(int index, byte[] memory) {
        return new IndexOutOfBoundsException(index + " of " + memory.length);
    }

    public static int i8(int address, byte[] memory, int offset) {
        return memory[(address + offset) | (address >> 31)];
    }

    public static int i16(int address, byte[] memory, int offset) {
        int index = (address + offset) | (address >> 31);
        if (index < 0 || index > memory.length - Short.BYTES) {
            throw bad(index, memory);
        }
        return (short) Views.I16.get(memory, index);
    }

    public static int i32(int address, byte[] memory, int offset) {
        int index = (address + offset) | (address >> 31);
        if (index < 0 || index > memory.length - Integer.BYTES) {
            throw bad(index, memory);
        }
        return (int) Views.I32.get(memory, index);
    }

    public static long i64(int address, byte[] memory, int offset) {
        int index = (address + offset) | (address >> 31);
        if (index < 0 || index > memory.length - Long.BYTES) {
            throw bad(index, memory);
        }
        return (long) Views.I64.get(memory, index);
    }

    public static void set8(int address, int value, byte[] memory, int offset) {
        memory[(address + offset) | (address >> 31)] = (byte) value;
    }

    public static void set16(int address, int value, byte[] memory, int offset) {
        int index = (address + offset) | (address >> 31);
        if (index < 0 || index > memory.length - Short.BYTES) {
            throw bad(index, memory);
        }
        Views.I16.set(memory, index, (short) value);
    }

    public static void set32(int address, int value, byte[] memory, int offset) {
        int index = (address + offset) | (address >> 31);
        if (index < 0 || index > memory.length - Integer.BYTES) {
            throw bad(index, memory);
        }
        Views.I32.set(memory, index, value);
    }

    public static void set64(int address, long value, byte[] memory, int offset) {
        int index = (address + offset) | (address >> 31);
        if (index < 0 || index > memory.length - Long.BYTES) {
            throw bad(index, memory);
        }
        Views.I64.set(memory, index, value);
    }
}
