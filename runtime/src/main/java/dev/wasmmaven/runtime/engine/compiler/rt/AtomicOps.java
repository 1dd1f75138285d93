package dev.wasmmaven.runtime.engine.compiler.rt;

import dev.wasmmaven.runtime.error.TrapKind;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.invoke.VarHandle.AccessMode;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Atomic accesses to a byte array, sequentially consistent (threads proposal). Generated code puts the array and the
 * instruction's offset after the instruction's own operands.
 *
 * <p>Up to JDK 21 views of a byte array are atomic where they are aligned. Newer ones promise no alignment of an array's
 * bytes any more and offer plain access only: there each access that writes, and each of 64 bits, holds a lock of its
 * address. All widths of one address share a lock. Nobody waits while he holds one, so the locks spin.
 */
public final class AtomicOps {

    /** Read-modify-write operations, as generated code names them. */
    public static final int ADD = 0;

    public static final int SUB = 1;
    public static final int AND = 2;
    public static final int OR = 3;
    public static final int XOR = 4;
    public static final int EXCHANGE = 5;

    private static final VarHandle I8 = MethodHandles.arrayElementVarHandle(byte[].class);
    private static final VarHandle I16 = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle I32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle I64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final boolean DIRECT = List.of(I32, I64).stream()
            .allMatch(view -> view.isAccessModeSupported(AccessMode.GET_VOLATILE)
                    && view.isAccessModeSupported(AccessMode.COMPARE_AND_EXCHANGE)
                    && view.isAccessModeSupported(AccessMode.GET_AND_ADD));

    private AtomicOps() {}

    /** The array index of an access; traps if it is not aligned, and is negative if it is beyond all memories. */
    static int index(int address, int offset, int size) {
        int index = address + offset;
        if ((index & (size - 1)) != 0) {
            throw Trap.of(TrapKind.UNALIGNED_ATOMIC);
        }
        long effective = Integer.toUnsignedLong(address) + Integer.toUnsignedLong(offset);
        return effective > Integer.MAX_VALUE ? -1 : index;
    }

    // ---- loads

    public static int load8(int address, byte[] memory, int offset) {
        return (byte) I8.getVolatile(memory, index(address, offset, Byte.BYTES)) & 0xff;
    }

    public static int load16(int address, byte[] memory, int offset) {
        int index = index(address, offset, Short.BYTES);
        if (DIRECT) {
            return (short) I16.getVolatile(memory, index) & 0xffff;
        }
        short value = (short) I16.get(memory, index);
        VarHandle.acquireFence();
        return value & 0xffff;
    }

    public static int load32(int address, byte[] memory, int offset) {
        int index = index(address, offset, Integer.BYTES);
        if (DIRECT) {
            return (int) I32.getVolatile(memory, index);
        }
        int value = (int) I32.get(memory, index);
        VarHandle.acquireFence();
        return value;
    }

    public static long load64(int address, byte[] memory, int offset) {
        int index = index(address, offset, Long.BYTES);
        if (DIRECT) {
            return (long) I64.getVolatile(memory, index);
        }
        AddressLocks.lock(index);
        try {
            return (long) I64.get(memory, index);
        } finally {
            AddressLocks.unlock(index);
        }
    }

    // ---- stores

    public static void store8(int address, int value, byte[] memory, int offset) {
        rmw8(address, value, memory, offset, EXCHANGE);
    }

    public static void store16(int address, int value, byte[] memory, int offset) {
        rmw16(address, value, memory, offset, EXCHANGE);
    }

    public static void store32(int address, int value, byte[] memory, int offset) {
        if (DIRECT) {
            I32.setVolatile(memory, index(address, offset, Integer.BYTES), value);
        } else {
            rmw32(address, value, memory, offset, EXCHANGE);
        }
    }

    public static void store64(int address, long value, byte[] memory, int offset) {
        if (DIRECT) {
            I64.setVolatile(memory, index(address, offset, Long.BYTES), value);
        } else {
            rmw64(address, value, memory, offset, EXCHANGE);
        }
    }

    // ---- read-modify-write, giving the old value

    public static int rmw8(int address, int operand, byte[] memory, int offset, int operation) {
        return narrow(index(address, offset, Byte.BYTES), operand, memory, operation, 0xff);
    }

    public static int rmw16(int address, int operand, byte[] memory, int offset, int operation) {
        return narrow(index(address, offset, Short.BYTES), operand, memory, operation, 0xffff);
    }

    /** Changes part of the aligned word around it. */
    private static int narrow(int index, int operand, byte[] memory, int operation, int mask) {
        int word = index & ~(Integer.BYTES - 1);
        int shift = (index - word) * Byte.SIZE;
        while (true) {
            int before = load32(word, memory, 0);
            int old = before >>> shift & mask;
            int after = (before & ~(mask << shift)) | ((apply(old, operand, operation) & mask) << shift);
            if (exchange(memory, word, before, after) == before) {
                return old;
            }
        }
    }

    public static int rmw32(int address, int operand, byte[] memory, int offset, int operation) {
        int index = index(address, offset, Integer.BYTES);
        if (DIRECT) {
            return switch (operation) {
                case ADD -> (int) I32.getAndAdd(memory, index, operand);
                case SUB -> (int) I32.getAndAdd(memory, index, -operand);
                case AND -> (int) I32.getAndBitwiseAnd(memory, index, operand);
                case OR -> (int) I32.getAndBitwiseOr(memory, index, operand);
                case XOR -> (int) I32.getAndBitwiseXor(memory, index, operand);
                default -> (int) I32.getAndSet(memory, index, operand);
            };
        }
        AddressLocks.lock(index);
        try {
            int old = (int) I32.get(memory, index);
            I32.set(memory, index, apply(old, operand, operation));
            return old;
        } finally {
            AddressLocks.unlock(index);
        }
    }

    public static long rmw64(int address, long operand, byte[] memory, int offset, int operation) {
        int index = index(address, offset, Long.BYTES);
        if (DIRECT) {
            return switch (operation) {
                case ADD -> (long) I64.getAndAdd(memory, index, operand);
                case SUB -> (long) I64.getAndAdd(memory, index, -operand);
                case AND -> (long) I64.getAndBitwiseAnd(memory, index, operand);
                case OR -> (long) I64.getAndBitwiseOr(memory, index, operand);
                case XOR -> (long) I64.getAndBitwiseXor(memory, index, operand);
                default -> (long) I64.getAndSet(memory, index, operand);
            };
        }
        AddressLocks.lock(index);
        try {
            long old = (long) I64.get(memory, index);
            I64.set(memory, index, apply(old, operand, operation));
            return old;
        } finally {
            AddressLocks.unlock(index);
        }
    }

    private static int apply(int old, int operand, int operation) {
        return switch (operation) {
            case ADD -> old + operand;
            case SUB -> old - operand;
            case AND -> old & operand;
            case OR -> old | operand;
            case XOR -> old ^ operand;
            default -> operand;
        };
    }

    private static long apply(long old, long operand, int operation) {
        return switch (operation) {
            case ADD -> old + operand;
            case SUB -> old - operand;
            case AND -> old & operand;
            case OR -> old | operand;
            case XOR -> old ^ operand;
            default -> operand;
        };
    }

    // ---- compare and exchange, giving the old value; what is expected is wrapped to the width of the access

    public static int compareExchange8(int address, int expected, int replacement, byte[] memory, int offset) {
        return narrowExchange(index(address, offset, Byte.BYTES), expected, replacement, memory, 0xff);
    }

    public static int compareExchange16(int address, int expected, int replacement, byte[] memory, int offset) {
        return narrowExchange(index(address, offset, Short.BYTES), expected, replacement, memory, 0xffff);
    }

    private static int narrowExchange(int index, int expected, int replacement, byte[] memory, int mask) {
        int word = index & ~(Integer.BYTES - 1);
        int shift = (index - word) * Byte.SIZE;
        while (true) {
            int before = load32(word, memory, 0);
            int old = before >>> shift & mask;
            if (old != (expected & mask)) {
                return old;
            }
            int after = (before & ~(mask << shift)) | ((replacement & mask) << shift);
            if (exchange(memory, word, before, after) == before) {
                return old;
            }
        }
    }

    public static int compareExchange32(int address, int expected, int replacement, byte[] memory, int offset) {
        return exchange(memory, index(address, offset, Integer.BYTES), expected, replacement);
    }

    private static int exchange(byte[] memory, int index, int expected, int replacement) {
        if (DIRECT) {
            return (int) I32.compareAndExchange(memory, index, expected, replacement);
        }
        AddressLocks.lock(index);
        try {
            int old = (int) I32.get(memory, index);
            if (old == expected) {
                I32.set(memory, index, replacement);
            }
            return old;
        } finally {
            AddressLocks.unlock(index);
        }
    }

    public static long compareExchange64(int address, long expected, long replacement, byte[] memory, int offset) {
        int index = index(address, offset, Long.BYTES);
        if (DIRECT) {
            return (long) I64.compareAndExchange(memory, index, expected, replacement);
        }
        AddressLocks.lock(index);
        try {
            long old = (long) I64.get(memory, index);
            if (old == expected) {
                I64.set(memory, index, replacement);
            }
            return old;
        } finally {
            AddressLocks.unlock(index);
        }
    }

    // ---- the same with 64-bit operands

    public static long compareExchange8(int address, long expected, long replacement, byte[] memory, int offset) {
        return compareExchange8(address, (int) expected, (int) replacement, memory, offset);
    }

    public static long compareExchange16(int address, long expected, long replacement, byte[] memory, int offset) {
        return compareExchange16(address, (int) expected, (int) replacement, memory, offset);
    }

    public static long compareExchange32(int address, long expected, long replacement, byte[] memory, int offset) {
        return Integer.toUnsignedLong(compareExchange32(address, (int) expected, (int) replacement, memory, offset));
    }
}
