package dev.wasmmaven.runtime.engine.compiler.rt;

import dev.wasmmaven.runtime.error.TrapKind;

/**
 * Integer instructions that have no JVM instruction. Division by zero is left to the JVM, whose
 * {@link ArithmeticException} becomes the trap.
 *
 * <p>Unsigned 32-bit work is done in 64 bits, not by {@link Integer#compareUnsigned} and its like: C2 of JDK 17
 * miscompiles the patterns behind those in some loops.
 */
public final class IntegerOps {

    private static final long MASK = 0xffff_ffffL;

    private IntegerOps() {}

    public static int divS(int a, int b) {
        if (b == -1 && a == Integer.MIN_VALUE) {
            throw Trap.of(TrapKind.INTEGER_OVERFLOW);
        }
        return a / b;
    }

    public static int divU(int a, int b) {
        return (int) ((a & MASK) / (b & MASK));
    }

    public static int remU(int a, int b) {
        return (int) ((a & MASK) % (b & MASK));
    }

    public static long divS(long a, long b) {
        if (b == -1 && a == Long.MIN_VALUE) {
            throw Trap.of(TrapKind.INTEGER_OVERFLOW);
        }
        return a / b;
    }

    public static long divU(long a, long b) {
        return (a | b) >= 0 ? a / b : Long.divideUnsigned(a, b);
    }

    public static long remU(long a, long b) {
        return (a | b) >= 0 ? a % b : Long.remainderUnsigned(a, b);
    }

    public static long rotateLeft(long a, long count) {
        return Long.rotateLeft(a, (int) count);
    }

    public static long rotateRight(long a, long count) {
        return Long.rotateRight(a, (int) count);
    }

    public static long clz(long a) {
        return Long.numberOfLeadingZeros(a);
    }

    public static long ctz(long a) {
        return Long.numberOfTrailingZeros(a);
    }

    public static long popcnt(long a) {
        return Long.bitCount(a);
    }
}
