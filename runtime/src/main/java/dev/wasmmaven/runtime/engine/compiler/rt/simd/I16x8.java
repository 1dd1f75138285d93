package dev.wasmmaven.runtime.engine.compiler.rt.simd;

import dev.wasmmaven.runtime.engine.compiler.rt.V128;

/** Instructions on 8 lanes of 16 bits, named as in the specification. */
public final class I16x8 {

    private I16x8() {}

    private static final int BITS = Short.SIZE;
    private static final long MASK = 0xffffL;

    public static V128 splat(int value) {
        long half = (value & MASK) * 0x0001_0001_0001_0001L;
        return new V128(half, half);
    }

    public static int extractLaneS(V128 a, int lane) {
        return (short) a.lane(lane, BITS);
    }

    public static int extractLaneU(V128 a, int lane) {
        return (int) (a.lane(lane, BITS) & MASK);
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
            int x = (short) (a >>> s);
            int y = (short) (b >>> s);
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
            int x = (short) (a >>> s);
            int y = (short) (b >>> s);
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
            int x = (short) (a >>> s);
            int y = (short) (b >>> s);
            result |= (((long) x * y) & MASK) << s;
        }
        return result;
    }

    public static V128 addSatS(V128 a, V128 b) {
        return new V128(addSatS(a.low, b.low), addSatS(a.high, b.high));
    }

    private static long addSatS(long a, long b) {
        long result = 0;
        for (int s = 0; s < Long.SIZE; s += BITS) {
            int x = (short) (a >>> s);
            int y = (short) (b >>> s);
            result |= (clamp(x + y) & MASK) << s;
        }
        return result;
    }

    public static V128 addSatU(V128 a, V128 b) {
        return new V128(addSatU(a.low, b.low), addSatU(a.high, b.high));
    }

    private static long addSatU(long a, long b) {
        long result = 0;
        for (int s = 0; s < Long.SIZE; s += BITS) {
            int x = (int) (a >>> s) & 0xffff;
            int y = (int) (b >>> s) & 0xffff;
            result |= (Math.min(x + y, 0xffff) & MASK) << s;
        }
        return result;
    }

    public static V128 subSatS(V128 a, V128 b) {
        return new V128(subSatS(a.low, b.low), subSatS(a.high, b.high));
    }

    private static long subSatS(long a, long b) {
        long result = 0;
        for (int s = 0; s < Long.SIZE; s += BITS) {
            int x = (short) (a >>> s);
            int y = (short) (b >>> s);
            result |= (clamp(x - y) & MASK) << s;
        }
        return result;
    }

    public static V128 subSatU(V128 a, V128 b) {
        return new V128(subSatU(a.low, b.low), subSatU(a.high, b.high));
    }

    private static long subSatU(long a, long b) {
        long result = 0;
        for (int s = 0; s < Long.SIZE; s += BITS) {
            int x = (int) (a >>> s) & 0xffff;
            int y = (int) (b >>> s) & 0xffff;
            result |= (Math.max(x - y, 0) & MASK) << s;
        }
        return result;
    }

    private static int clamp(int value) {
        return Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, value));
    }

    public static V128 avgrU(V128 a, V128 b) {
        return new V128(avgrU(a.low, b.low), avgrU(a.high, b.high));
    }

    private static long avgrU(long a, long b) {
        long result = 0;
        for (int s = 0; s < Long.SIZE; s += BITS) {
            int x = (int) (a >>> s) & 0xffff;
            int y = (int) (b >>> s) & 0xffff;
            result |= (((x + y + 1) >>> 1) & MASK) << s;
        }
        return result;
    }

    public static V128 q15mulrSatS(V128 a, V128 b) {
        return new V128(q15mulrSatS(a.low, b.low), q15mulrSatS(a.high, b.high));
    }

    private static long q15mulrSatS(long a, long b) {
        long result = 0;
        for (int s = 0; s < Long.SIZE; s += BITS) {
            int x = (short) (a >>> s);
            int y = (short) (b >>> s);
            result |= (clamp((x * y + 0x4000) >> 15) & MASK) << s;
        }
        return result;
    }

    public static V128 minS(V128 a, V128 b) {
        return new V128(minS(a.low, b.low), minS(a.high, b.high));
    }

    private static long minS(long a, long b) {
        long result = 0;
        for (int s = 0; s < Long.SIZE; s += BITS) {
            int x = (short) (a >>> s);
            int y = (short) (b >>> s);
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
            int x = (int) (a >>> s) & 0xffff;
            int y = (int) (b >>> s) & 0xffff;
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
            int x = (short) (a >>> s);
            int y = (short) (b >>> s);
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
            int x = (int) (a >>> s) & 0xffff;
            int y = (int) (b >>> s) & 0xffff;
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
            int x = (short) (a >>> s);
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
            int x = (short) (a >>> s);
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
            int x = (short) (a >>> s);
            int y = (short) (b >>> s);
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
            int x = (short) (a >>> s);
            int y = (short) (b >>> s);
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
            int x = (short) (a >>> s);
            int y = (short) (b >>> s);
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
            int x = (int) (a >>> s) & 0xffff;
            int y = (int) (b >>> s) & 0xffff;
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
            int x = (short) (a >>> s);
            int y = (short) (b >>> s);
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
            int x = (int) (a >>> s) & 0xffff;
            int y = (int) (b >>> s) & 0xffff;
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
            int x = (short) (a >>> s);
            int y = (short) (b >>> s);
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
            int x = (int) (a >>> s) & 0xffff;
            int y = (int) (b >>> s) & 0xffff;
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
            int x = (short) (a >>> s);
            int y = (short) (b >>> s);
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
            int x = (int) (a >>> s) & 0xffff;
            int y = (int) (b >>> s) & 0xffff;
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
            int x = (short) (a >>> s);
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
            int x = (short) (a >>> s);
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
            int x = (int) (a >>> s) & 0xffff;
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

    public static V128 extendLowI8x16S(V128 a) {
        return new V128(extendS(a.low, 0), extendS(a.low, Integer.SIZE));
    }

    public static V128 extendHighI8x16S(V128 a) {
        return new V128(extendS(a.high, 0), extendS(a.high, Integer.SIZE));
    }

    private static long extendS(long half, int first) {
        long result = 0;
        for (int s = 0; s < Long.SIZE; s += BITS) {
            int n = first + s / 2;
            result |= ((byte) (half >>> n) & MASK) << s;
        }
        return result;
    }

    public static V128 extmulLowI8x16S(V128 a, V128 b) {
        return mul(extendLowI8x16S(a), extendLowI8x16S(b));
    }

    public static V128 extmulHighI8x16S(V128 a, V128 b) {
        return mul(extendHighI8x16S(a), extendHighI8x16S(b));
    }

    public static V128 extaddPairwiseI8x16S(V128 a) {
        return new V128(pairsS(a.low), pairsS(a.high));
    }

    private static long pairsS(long half) {
        long result = 0;
        for (int s = 0; s < Long.SIZE; s += BITS) {
            result |= (((byte) (half >>> s) + (byte) (half >>> (s + BITS / 2))) & MASK) << s;
        }
        return result;
    }

    public static V128 extendLowI8x16U(V128 a) {
        return new V128(extendU(a.low, 0), extendU(a.low, Integer.SIZE));
    }

    public static V128 extendHighI8x16U(V128 a) {
        return new V128(extendU(a.high, 0), extendU(a.high, Integer.SIZE));
    }

    private static long extendU(long half, int first) {
        long result = 0;
        for (int s = 0; s < Long.SIZE; s += BITS) {
            int n = first + s / 2;
            result |= (half >>> n & 0xff & MASK) << s;
        }
        return result;
    }

    public static V128 extmulLowI8x16U(V128 a, V128 b) {
        return mul(extendLowI8x16U(a), extendLowI8x16U(b));
    }

    public static V128 extmulHighI8x16U(V128 a, V128 b) {
        return mul(extendHighI8x16U(a), extendHighI8x16U(b));
    }

    public static V128 extaddPairwiseI8x16U(V128 a) {
        return new V128(pairsU(a.low), pairsU(a.high));
    }

    private static long pairsU(long half) {
        long result = 0;
        for (int s = 0; s < Long.SIZE; s += BITS) {
            result |= ((((half >>> s) & 0xff) + ((half >>> (s + BITS / 2)) & 0xff)) & MASK) << s;
        }
        return result;
    }

    public static V128 narrowI32x4S(V128 a, V128 b) {
        return new V128(
                narrowS(a.low) | narrowS(a.high) << Integer.SIZE, narrowS(b.low) | narrowS(b.high) << Integer.SIZE);
    }

    private static long narrowS(long half) {
        long result = 0;
        for (int s = 0; s < Long.SIZE; s += 2 * BITS) {
            int x = (int) (half >>> s);
            result |= (Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, x)) & MASK) << (s / 2);
        }
        return result;
    }

    public static V128 narrowI32x4U(V128 a, V128 b) {
        return new V128(
                narrowU(a.low) | narrowU(a.high) << Integer.SIZE, narrowU(b.low) | narrowU(b.high) << Integer.SIZE);
    }

    private static long narrowU(long half) {
        long result = 0;
        for (int s = 0; s < Long.SIZE; s += 2 * BITS) {
            int x = (int) (half >>> s);
            result |= (Math.max(0, Math.min(0xffff, x)) & MASK) << (s / 2);
        }
        return result;
    }
}
