package dev.wasmmaven.runtime.engine.compiler.rt;

/**
 * Loads and stores as methods. Too large for C1 to inline, so that code which C1 has compiled, or nobody yet, calls what
 * C2 has made of them: C1 would inline the whole of a {@code VarHandle}'s way, with counters in each of its methods.
 *
 * <p>What makes them large is a test that C2 drops, an offset being a constant that is never negative. A test of the index
 * would not be dropped: C2 does not see that it says what the {@code VarHandle} tests again, and makes both.
 */
public final class Accesses {

    private Accesses() {}

    public static int i8(int address, byte[] memory, int offset) {
        return memory[(address + offset) | (address >> 31)];
    }

    public static int i16(int address, byte[] memory, int offset) {
        int index = (address + offset) | (address >> 31);
        if (offset < 0) {
            throw new IndexOutOfBoundsException(address + " + " + offset + " of " + memory.length);
        }
        return (short) Views.I16.get(memory, index);
    }

    public static int i32(int address, byte[] memory, int offset) {
        int index = (address + offset) | (address >> 31);
        if (offset < 0) {
            throw new IndexOutOfBoundsException(address + " + " + offset + " of " + memory.length);
        }
        return (int) Views.I32.get(memory, index);
    }

    public static long i64(int address, byte[] memory, int offset) {
        int index = (address + offset) | (address >> 31);
        if (offset < 0) {
            throw new IndexOutOfBoundsException(address + " + " + offset + " of " + memory.length);
        }
        return (long) Views.I64.get(memory, index);
    }

    public static void set8(int address, int value, byte[] memory, int offset) {
        memory[(address + offset) | (address >> 31)] = (byte) value;
    }

    public static void set16(int address, int value, byte[] memory, int offset) {
        int index = (address + offset) | (address >> 31);
        if (offset < 0) {
            throw new IndexOutOfBoundsException(address + " + " + offset + " of " + memory.length);
        }
        Views.I16.set(memory, index, (short) value);
    }

    public static void set32(int address, int value, byte[] memory, int offset) {
        int index = (address + offset) | (address >> 31);
        if (offset < 0) {
            throw new IndexOutOfBoundsException(address + " + " + offset + " of " + memory.length);
        }
        Views.I32.set(memory, index, value);
    }

    public static void set64(int address, long value, byte[] memory, int offset) {
        int index = (address + offset) | (address >> 31);
        if (offset < 0) {
            throw new IndexOutOfBoundsException(address + " + " + offset + " of " + memory.length);
        }
        Views.I64.set(memory, index, value);
    }
}
