package dev.wasmmaven.runtime.engine.compiler.rt.simd;

import dev.wasmmaven.runtime.engine.compiler.rt.Conversions;
import dev.wasmmaven.runtime.engine.compiler.rt.V128;

/** Instructions on 4 lanes of 32 bits, named as in the specification. */
public final class I32x4 {

    private I32x4() {}

    private static final int BITS = Integer.SIZE;
    private static final long MASK = 0xffff_ffffL;

    public static V128 splat(int value) {
        long half = (value & MASK) * 0x0000_0001_0000_0001L;
        return new V128(half, half);
    }

    public static int extractLane(V128 a, int lane) {
        return (int) a.lane(lane, BITS);
    }

    public static V128 replaceLane(V128 a, int value, int lane) {
        return a.withLane(lane, BITS, value & MASK);
    }

    public static V128 add(V128 a, V128 b) {
        return new V128(add(a.low, b.low), add(a.high, b.high));
    }

    private static long add(long a, long b) {
        long result = 0;
        for (int s = 0; s < Long.SIZE; s += BITS) {
            int x = (int) (a >>> s);
            int y = (int) (b >>> s);
            result |= ((x + y) & MASK) << s;
        }
        return result;
    }

    public static V128 sub(V128 a, V128 b) {
        return new V128(sub(a.low, b.low), sub(a.high, b.high));
    }

    private static long sub(long a, long b) {
        long result = 0;
        for (int s = 0; s < Long.SIZE; s += BITS) {
            int x = (int) (a >>> s);
            int y = (int) (b >>> s);
            result |= ((x - y) & MASK) << s;
        }
        return result;
    }

    public static V128 mul(V128 a, V128 b) {
        return new V128(mul(a.low, b.low), mul(a.high, b.high));
    }

    private static long mul(long a, long b) {
        long result = 0;
        for (int s = 0; s < Long.SIZE; s += BITS) {
            int x = (int) (a >>> s);
            int y = (int) (b >>> s);
            result |= (((long) x * y) & MASK) << s;
        }
        return result;
    }

    public static V128 minS(V128 a, V128 b) {
        return new V128(minS(a.low, b.low), minS(a.high, b.high));
    }

    private static long minS(long a, long b) {
        long result = 0;
        for (int s = 0; s < Long.SIZE; s += BITS) {
            int x = (int) (a >>> s);
            int y = (int) (b >>> s);
            result |= (Math.min(x, y) & MASK) << s;
        }
        return result;
    }

    public static V128 minU(V128 a, V128 b) {
        return new V128(minU(a.low, b.low), minU(a.high, b.high));
    }

    private static long minU(long a, long b) {
        long result = 0;
        for (int s = 0; s < Long.SIZE; s += BITS) {
            long x = a >>> s & 0xffff_ffffL;
            long y = b >>> s & 0xffff_ffffL;
            result |= (Math.min(x, y) & MASK) << s;
        }
        return result;
    }

    public static V128 maxS(V128 a, V128 b) {
        return new V128(maxS(a.low, b.low), maxS(a.high, b.high));
    }

    private static long maxS(long a, long b) {
        long result = 0;
        for (int s = 0; s < Long.SIZE; s += BITS) {
            int x = (int) (a >>> s);
            int y = (int) (b >>> s);
            result |= (Math.max(x, y) & MASK) << s;
        }
        return result;
    }

    public static V128 maxU(V128 a, V128 b) {
        return new V128(maxU(a.low, b.low), maxU(a.high, b.high));
    }

    private static long maxU(long a, long b) {
        long result = 0;
        for (int s = 0; s < Long.SIZE; s += BITS) {
            long x = a >>> s & 0xffff_ffffL;
            long y = b >>> s & 0xffff_ffffL;
            result |= (Math.max(x, y) & MASK) << s;
        }
        return result;
    }

    public static V128 abs(V128 a) {
        return new V128(abs(a.low), abs(a.high));
    }

    private static long abs(long a) {
        long result = 0;
        for (int s = 0; s < Long.SIZE; s += BITS) {
            int x = (int) (a >>> s);
            result |= (Math.abs(x) & MASK) << s;
        }
        return result;
    }

    public static V128 neg(V128 a) {
        return new V128(neg(a.low), neg(a.high));
    }

    private static long neg(long a) {
        long result = 0;
        for (int s = 0; s < Long.SIZE; s += BITS) {
            int x = (int) (a >>> s);
            result |= (-x & MASK) << s;
        }
        return result;
    }

    public static V128 eq(V128 a, V128 b) {
        return new V128(eq(a.low, b.low), eq(a.high, b.high));
    }

    private static long eq(long a, long b) {
        long result = 0;
        for (int s = 0; s < Long.SIZE; s += BITS) {
            int x = (int) (a >>> s);
            int y = (int) (b >>> s);
            result |= ((x == y ? MASK : 0) & MASK) << s;
        }
        return result;
    }

    public static V128 ne(V128 a, V128 b) {
        return new V128(ne(a.low, b.low), ne(a.high, b.high));
    }

    private static long ne(long a, long b) {
        long result = 0;
        for (int s = 0; s < Long.SIZE; s += BITS) {
            int x = (int) (a >>> s);
            int y = (int) (b >>> s);
            result |= ((x != y ? MASK : 0) & MASK) << s;
        }
        return result;
    }

    public static V128 ltS(V128 a, V128 b) {
        return new V128(ltS(a.low, b.low), ltS(a.high, b.high));
    }

    private static long ltS(long a, long b) {
        long result = 0;
        for (int s = 0; s < Long.SIZE; s += BITS) {
            int x = (int) (a >>> s);
            int y = (int) (b >>> s);
            result |= ((x < y ? MASK : 0) & MASK) << s;
        }
        return result;
    }

    public static V128 ltU(V128 a, V128 b) {
        return new V128(ltU(a.low, b.low), ltU(a.high, b.high));
    }

    private static long ltU(long a, long b) {
        long result = 0;
        for (int s = 0; s < Long.SIZE; s += BITS) {
            long x = a >>> s & 0xffff_ffffL;
            long y = b >>> s & 0xffff_ffffL;
            result |= ((x < y ? MASK : 0) & MASK) << s;
        }
        return result;
    }

    public static V128 gtS(V128 a, V128 b) {
        return new V128(gtS(a.low, b.low), gtS(a.high, b.high));
    }

    private static long gtS(long a, long b) {
        long result = 0;
        for (int s = 0; s < Long.SIZE; s += BITS) {
            int x = (int) (a >>> s);
            int y = (int) (b >>> s);
            result |= ((x > y ? MASK : 0) & MASK) << s;
        }
        return result;
    }

    public static V128 gtU(V128 a, V128 b) {
        return new V128(gtU(a.low, b.low), gtU(a.high, b.high));
    }

    private static long gtU(long a, long b) {
        long result = 0;
        for (int s = 0; s < Long.SIZE; s += BITS) {
            long x = a >>> s & 0xffff_ffffL;
            long y = b >>> s & 0xffff_ffffL;
            result |= ((x > y ? MASK : 0) & MASK) << s;
        }
        return result;
    }

    public static V128 leS(V128 a, V128 b) {
        return new V128(leS(a.low, b.low), leS(a.high, b.high));
    }

    private static long leS(long a, long b) {
        long result = 0;
        for (int s = 0; s < Long.SIZE; s += BITS) {
            int x = (int) (a >>> s);
            int y = (int) (b >>> s);
            result |= ((x <= y ? MASK : 0) & MASK) << s;
        }
        return result;
    }

    public static V128 leU(V128 a, V128 b) {
        return new V128(leU(a.low, b.low), leU(a.high, b.high));
    }

    private static long leU(long a, long b) {
        long result = 0;
        for (int s = 0; s < Long.SIZE; s += BITS) {
            long x = a >>> s & 0xffff_ffffL;
            long y = b >>> s & 0xffff_ffffL;
            result |= ((x <= y ? MASK : 0) & MASK) << s;
        }
        return result;
    }

    public static V128 geS(V128 a, V128 b) {
        return new V128(geS(a.low, b.low), geS(a.high, b.high));
    }

    private static long geS(long a, long b) {
        long result = 0;
        for (int s = 0; s < Long.SIZE; s += BITS) {
            int x = (int) (a >>> s);
            int y = (int) (b >>> s);
            result |= ((x >= y ? MASK : 0) & MASK) << s;
        }
        return result;
    }

    public static V128 geU(V128 a, V128 b) {
        return new V128(geU(a.low, b.low), geU(a.high, b.high));
    }

    private static long geU(long a, long b) {
        long result = 0;
        for (int s = 0; s < Long.SIZE; s += BITS) {
            long x = a >>> s & 0xffff_ffffL;
            long y = b >>> s & 0xffff_ffffL;
            result |= ((x >= y ? MASK : 0) & MASK) << s;
        }
        return result;
    }

    public static V128 shl(V128 a, int count) {
        return new V128(shl(a.low, count & BITS - 1), shl(a.high, count & BITS - 1));
    }

    private static long shl(long a, int count) {
        long result = 0;
        for (int s = 0; s < Long.SIZE; s += BITS) {
            int x = (int) (a >>> s);
            result |= (x << count & MASK) << s;
        }
        return result;
    }

    public static V128 shrS(V128 a, int count) {
        return new V128(shrS(a.low, count & BITS - 1), shrS(a.high, count & BITS - 1));
    }

    private static long shrS(long a, int count) {
        long result = 0;
        for (int s = 0; s < Long.SIZE; s += BITS) {
            int x = (int) (a >>> s);
            result |= (x >> count & MASK) << s;
        }
        return result;
    }

    public static V128 shrU(V128 a, int count) {
        return new V128(shrU(a.low, count & BITS - 1), shrU(a.high, count & BITS - 1));
    }

    private static long shrU(long a, int count) {
        long result = 0;
        for (int s = 0; s < Long.SIZE; s += BITS) {
            long x = a >>> s & 0xffff_ffffL;
            result |= (x >>> count & MASK) << s;
        }
        return result;
    }

    public static int allTrue(V128 a) {
        return allTrue(a.low) && allTrue(a.high) ? 1 : 0;
    }

    private static boolean allTrue(long a) {
        for (int s = 0; s < Long.SIZE; s += BITS) {
            if ((a >>> s & MASK) == 0) {
                return false;
            }
        }
        return true;
    }

    public static int bitmask(V128 a) {
        return bitmask(a.low) | (bitmask(a.high) << (Long.SIZE / BITS));
    }

    private static int bitmask(long a) {
        int result = 0;
        for (int lane = 0; lane < Long.SIZE / BITS; lane++) {
            result |= (int) ((a >>> (lane * BITS + BITS - 1)) & 1) << lane;
        }
        return result;
    }

    public static V128 extendLowI16x8S(V128 a) {
        return new V128(extendS(a.low, 0), extendS(a.low, Integer.SIZE));
    }

    public static V128 extendHighI16x8S(V128 a) {
        return new V128(extendS(a.high, 0), extendS(a.high, Integer.SIZE));
    }

    private static long extendS(long half, int first) {
        long result = 0;
        for (int s = 0; s < Long.SIZE; s += BITS) {
            int n = first + s / 2;
            result |= ((short) (half >>> n) & MASK) << s;
        }
        return result;
    }

    public static V128 extmulLowI16x8S(V128 a, V128 b) {
        return mul(extendLowI16x8S(a), extendLowI16x8S(b));
    }

    public static V128 extmulHighI16x8S(V128 a, V128 b) {
        return mul(extendHighI16x8S(a), extendHighI16x8S(b));
    }

    public static V128 extaddPairwiseI16x8S(V128 a) {
        return new V128(pairsS(a.low), pairsS(a.high));
    }

    private static long pairsS(long half) {
        long result = 0;
        for (int s = 0; s < Long.SIZE; s += BITS) {
            result |= (((short) (half >>> s) + (short) (half >>> (s + BITS / 2))) & MASK) << s;
        }
        return result;
    }

    public static V128 extendLowI16x8U(V128 a) {
        return new V128(extendU(a.low, 0), extendU(a.low, Integer.SIZE));
    }

    public static V128 extendHighI16x8U(V128 a) {
        return new V128(extendU(a.high, 0), extendU(a.high, Integer.SIZE));
    }

    private static long extendU(long half, int first) {
        long result = 0;
        for (int s = 0; s < Long.SIZE; s += BITS) {
            int n = first + s / 2;
            result |= (half >>> n & 0xffff & MASK) << s;
        }
        return result;
    }

    public static V128 extmulLowI16x8U(V128 a, V128 b) {
        return mul(extendLowI16x8U(a), extendLowI16x8U(b));
    }

    public static V128 extmulHighI16x8U(V128 a, V128 b) {
        return mul(extendHighI16x8U(a), extendHighI16x8U(b));
    }

    public static V128 extaddPairwiseI16x8U(V128 a) {
        return new V128(pairsU(a.low), pairsU(a.high));
    }

    private static long pairsU(long half) {
        long result = 0;
        for (int s = 0; s < Long.SIZE; s += BITS) {
            result |= ((((half >>> s) & 0xffff) + ((half >>> (s + BITS / 2)) & 0xffff)) & MASK) << s;
        }
        return result;
    }

    public static V128 dotI16x8S(V128 a, V128 b) {
        return new V128(dot(a.low, b.low), dot(a.high, b.high));
    }

    private static long dot(long a, long b) {
        long result = 0;
        for (int s = 0; s < Long.SIZE; s += BITS) {
            int sum = (short) (a >>> s) * (short) (b >>> s)
                    + (short) (a >>> (s + Short.SIZE)) * (short) (b >>> (s + Short.SIZE));
            result |= (sum & MASK) << s;
        }
        return result;
    }

    public static V128 truncSatF32x4S(V128 a) {
        return V128.ints(
                (int) F32x4.lane(a, 0), (int) F32x4.lane(a, 1), (int) F32x4.lane(a, 2), (int) F32x4.lane(a, 3));
    }

    public static V128 truncSatF32x4U(V128 a) {
        return V128.ints(
                Conversions.truncSatU(F32x4.lane(a, 0)),
                Conversions.truncSatU(F32x4.lane(a, 1)),
                Conversions.truncSatU(F32x4.lane(a, 2)),
                Conversions.truncSatU(F32x4.lane(a, 3)));
    }

    public static V128 truncSatF64x2SZero(V128 a) {
        return V128.ints((int) F64x2.lane(a, 0), (int) F64x2.lane(a, 1), 0, 0);
    }

    public static V128 truncSatF64x2UZero(V128 a) {
        return V128.ints(Conversions.truncSatU(F64x2.lane(a, 0)), Conversions.truncSatU(F64x2.lane(a, 1)), 0, 0);
    }
}
