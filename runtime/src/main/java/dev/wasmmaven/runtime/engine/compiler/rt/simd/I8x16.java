package dev.wasmmaven.runtime.engine.compiler.rt.simd;

import dev.wasmmaven.runtime.engine.compiler.rt.V128;

/** Instructions on 16 lanes of 8 bits, named as in the specification. */
public final class I8x16 {

    private I8x16() {}

    private static final int BITS = Byte.SIZE;
    private static final long MASK = 0xffL;

    public static V128 splat(int value) {
        long half = (value & MASK) * 0x0101_0101_0101_0101L;
        return new V128(half, half);
    }

    public static int extractLaneS(V128 a, int lane) {
        return (byte) a.lane(lane, BITS);
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
            int x = (byte) (a >>> s);
            int y = (byte) (b >>> s);
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
            int x = (byte) (a >>> s);
            int y = (byte) (b >>> s);
            result |= ((x - y) & MASK) << s;
        }
        return result;
    }

    public static V128 addSatS(V128 a, V128 b) {
        return new V128(addSatS(a.low, b.low), addSatS(a.high, b.high));
    }

    private static long addSatS(long a, long b) {
        long result = 0;
        for (int s = 0; s < Long.SIZE; s += BITS) {
            int x = (byte) (a >>> s);
            int y = (byte) (b >>> s);
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
            int x = (int) (a >>> s) & 0xff;
            int y = (int) (b >>> s) & 0xff;
            result |= (Math.min(x + y, 0xff) & MASK) << s;
        }
        return result;
    }

    public static V128 subSatS(V128 a, V128 b) {
        return new V128(subSatS(a.low, b.low), subSatS(a.high, b.high));
    }

    private static long subSatS(long a, long b) {
        long result = 0;
        for (int s = 0; s < Long.SIZE; s += BITS) {
            int x = (byte) (a >>> s);
            int y = (byte) (b >>> s);
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
            int x = (int) (a >>> s) & 0xff;
            int y = (int) (b >>> s) & 0xff;
            result |= (Math.max(x - y, 0) & MASK) << s;
        }
        return result;
    }

    private static int clamp(int value) {
        return Math.max(Byte.MIN_VALUE, Math.min(Byte.MAX_VALUE, value));
    }

    public static V128 avgrU(V128 a, V128 b) {
        return new V128(avgrU(a.low, b.low), avgrU(a.high, b.high));
    }

    private static long avgrU(long a, long b) {
        long result = 0;
        for (int s = 0; s < Long.SIZE; s += BITS) {
            int x = (int) (a >>> s) & 0xff;
            int y = (int) (b >>> s) & 0xff;
            result |= (((x + y + 1) >>> 1) & MASK) << s;
        }
        return result;
    }

    public static V128 minS(V128 a, V128 b) {
        return new V128(minS(a.low, b.low), minS(a.high, b.high));
    }

    private static long minS(long a, long b) {
        long result = 0;
        for (int s = 0; s < Long.SIZE; s += BITS) {
            int x = (byte) (a >>> s);
            int y = (byte) (b >>> s);
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
            int x = (int) (a >>> s) & 0xff;
            int y = (int) (b >>> s) & 0xff;
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
            int x = (byte) (a >>> s);
            int y = (byte) (b >>> s);
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
            int x = (int) (a >>> s) & 0xff;
            int y = (int) (b >>> s) & 0xff;
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
            int x = (byte) (a >>> s);
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
            int x = (byte) (a >>> s);
            result |= (-x & MASK) << s;
        }
        return result;
    }

    public static V128 popcnt(V128 a) {
        return new V128(popcnt(a.low), popcnt(a.high));
    }

    private static long popcnt(long a) {
        long result = 0;
        for (int s = 0; s < Long.SIZE; s += BITS) {
            int x = (int) (a >>> s) & 0xff;
            result |= (Integer.bitCount(x) & MASK) << s;
        }
        return result;
    }

    public static V128 eq(V128 a, V128 b) {
        return new V128(eq(a.low, b.low), eq(a.high, b.high));
    }

    private static long eq(long a, long b) {
        long result = 0;
        for (int s = 0; s < Long.SIZE; s += BITS) {
            int x = (byte) (a >>> s);
            int y = (byte) (b >>> s);
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
            int x = (byte) (a >>> s);
            int y = (byte) (b >>> s);
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
            int x = (byte) (a >>> s);
            int y = (byte) (b >>> s);
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
            int x = (int) (a >>> s) & 0xff;
            int y = (int) (b >>> s) & 0xff;
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
            int x = (byte) (a >>> s);
            int y = (byte) (b >>> s);
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
            int x = (int) (a >>> s) & 0xff;
            int y = (int) (b >>> s) & 0xff;
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
            int x = (byte) (a >>> s);
            int y = (byte) (b >>> s);
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
            int x = (int) (a >>> s) & 0xff;
            int y = (int) (b >>> s) & 0xff;
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
            int x = (byte) (a >>> s);
            int y = (byte) (b >>> s);
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
            int x = (int) (a >>> s) & 0xff;
            int y = (int) (b >>> s) & 0xff;
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
            int x = (byte) (a >>> s);
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
            int x = (byte) (a >>> s);
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
            int x = (int) (a >>> s) & 0xff;
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

    public static V128 narrowI16x8S(V128 a, V128 b) {
        return new V128(
                narrowS(a.low) | narrowS(a.high) << Integer.SIZE, narrowS(b.low) | narrowS(b.high) << Integer.SIZE);
    }

    private static long narrowS(long half) {
        long result = 0;
        for (int s = 0; s < Long.SIZE; s += 2 * BITS) {
            int x = (short) (half >>> s);
            result |= (Math.max(Byte.MIN_VALUE, Math.min(Byte.MAX_VALUE, x)) & MASK) << (s / 2);
        }
        return result;
    }

    public static V128 narrowI16x8U(V128 a, V128 b) {
        return new V128(
                narrowU(a.low) | narrowU(a.high) << Integer.SIZE, narrowU(b.low) | narrowU(b.high) << Integer.SIZE);
    }

    private static long narrowU(long half) {
        long result = 0;
        for (int s = 0; s < Long.SIZE; s += 2 * BITS) {
            int x = (short) (half >>> s);
            result |= (Math.max(0, Math.min(0xff, x)) & MASK) << (s / 2);
        }
        return result;
    }

    public static V128 swizzle(V128 a, V128 lanes) {
        return new V128(swizzle(a, lanes.low), swizzle(a, lanes.high));
    }

    private static long swizzle(V128 a, long lanes) {
        long result = 0;
        for (int s = 0; s < Long.SIZE; s += BITS) {
            int lane = (int) (lanes >>> s & MASK);
            if (lane < 16) {
                result |= (a.lane(lane, BITS) & MASK) << s;
            }
        }
        return result;
    }

    public static V128 shuffle(V128 a, V128 b, long lowLanes, long highLanes) {
        return new V128(shuffle(a, b, lowLanes), shuffle(a, b, highLanes));
    }

    private static long shuffle(V128 a, V128 b, long lanes) {
        long result = 0;
        for (int s = 0; s < Long.SIZE; s += BITS) {
            int lane = (int) (lanes >>> s & MASK);
            result |= ((lane < 16 ? a : b).lane(lane & 15, BITS) & MASK) << s;
        }
        return result;
    }
}
