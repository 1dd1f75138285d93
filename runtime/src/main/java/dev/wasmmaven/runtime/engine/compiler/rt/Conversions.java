package dev.wasmmaven.runtime.engine.compiler.rt;

import dev.wasmmaven.runtime.error.TrapException;
import dev.wasmmaven.runtime.error.TrapKind;

/** Conversions between number types that have no JVM instruction. */
public final class Conversions {

    private static final long MASK = 0xffff_ffffL;
    private static final double TWO_31 = 0x1p31;
    private static final double TWO_32 = 0x1p32;
    private static final double TWO_63 = 0x1p63;
    private static final double TWO_64 = 0x1p64;

    private Conversions() {}

    /** Which trap a value out of range is (core specification 4.3.3, trunc). */
    private static TrapException trap(double value) {
        return Trap.of(Double.isNaN(value) ? TrapKind.INVALID_CONVERSION_TO_INTEGER : TrapKind.INTEGER_OVERFLOW);
    }

    public static int truncS(double a) {
        if (a > -TWO_31 - 1 && a < TWO_31) {
            return (int) a;
        }
        throw trap(a);
    }

    public static int truncU(double a) {
        if (a > -1 && a < TWO_32) {
            return (int) (long) a;
        }
        throw trap(a);
    }

    public static int truncS(float a) {
        return truncS((double) a);
    }

    public static int truncU(float a) {
        return truncU((double) a);
    }

    public static long truncLongS(double a) {
        if (a >= -TWO_63 && a < TWO_63) {
            return (long) a;
        }
        throw trap(a);
    }

    public static long truncLongU(double a) {
        if (a > -1 && a < TWO_64) {
            return unsigned(a);
        }
        throw trap(a);
    }

    public static long truncLongS(float a) {
        return truncLongS((double) a);
    }

    public static long truncLongU(float a) {
        return truncLongU((double) a);
    }

    /** @param a between -1 and 2<sup>64</sup>, both excluded */
    private static long unsigned(double a) {
        return a < TWO_63 ? (long) a : (long) (a - TWO_63) ^ Long.MIN_VALUE;
    }

    public static int truncSatU(double a) {
        // The cast to long saturates and makes NaN zero.
        long value = (long) a;
        return value < 0 ? 0 : value > MASK ? -1 : (int) value;
    }

    public static int truncSatU(float a) {
        return truncSatU((double) a);
    }

    public static long truncSatLongU(double a) {
        if (a < TWO_64) {
            return a > 0 ? unsigned(a) : 0;
        }
        return Double.isNaN(a) ? 0 : -1;
    }

    public static long truncSatLongU(float a) {
        return truncSatLongU((double) a);
    }

    public static float floatU(int a) {
        return (float) (a & MASK);
    }

    public static double doubleU(int a) {
        return (double) (a & MASK);
    }

    public static float floatU(long a) {
        if (a >= 0) {
            return (float) a;
        }
        // Half of it, the lost bit kept where it decides a tie.
        return (float) ((a >>> 1) | (a & 1)) * 2;
    }

    public static double doubleU(long a) {
        if (a >= 0) {
            return (double) a;
        }
        return (double) ((a >>> 1) | (a & 1)) * 2;
    }
}
