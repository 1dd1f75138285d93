package dev.wasmmaven.runtime.engine.compiler.rt;

import org.jspecify.annotations.Nullable;

/** A vector of 128 bits (core specification 2.3.2); lane 0 is in the lowest bits. */
public final class V128 {

    /** The initial value of locals. */
    public static final V128 ZERO = new V128(0, 0);

    public final long low;
    public final long high;

    public V128(long low, long high) {
        this.low = low;
        this.high = high;
    }

    /** For constants. */
    public static V128 of(long low, long high) {
        return new V128(low, high);
    }

    /** The vector of two raw values. */
    public static V128 get(long[] raw, int index) {
        return new V128(raw[index], raw[index + 1]);
    }

    /** Writes it as two raw values. */
    public static void put(V128 value, long[] raw, int index) {
        raw[index] = value.low;
        raw[index + 1] = value.high;
    }

    /** With another lower half. */
    public static V128 withLow(long low, @Nullable V128 value) {
        return new V128(low, value == null ? 0 : value.high);
    }

    /** With another upper half. */
    public static V128 withHigh(long high, @Nullable V128 value) {
        return new V128(value == null ? 0 : value.low, high);
    }

    /** It alone as raw values. */
    public static long[] raw(V128 value) {
        return new long[] {value.low, value.high};
    }

    public static V128 ints(int a, int b, int c, int d) {
        return new V128(
                (a & 0xffff_ffffL) | ((long) b << Integer.SIZE), (c & 0xffff_ffffL) | ((long) d << Integer.SIZE));
    }

    /** A lane of so many bits in the lowest bits, with others above it. */
    public long lane(int lane, int bits) {
        int bit = lane * bits;
        return (bit < Long.SIZE ? low : high) >>> bit;
    }

    /** With another value, of so many bits, in a lane. */
    public V128 withLane(int lane, int bits, long value) {
        int bit = lane * bits;
        long mask = (1L << bits) - 1;
        return bit < Long.SIZE
                ? new V128((low & ~(mask << bit)) | (value << bit), high)
                : new V128(low, (high & ~(mask << bit)) | (value << bit));
    }

    public static V128 not(V128 a) {
        return new V128(~a.low, ~a.high);
    }

    public static V128 and(V128 a, V128 b) {
        return new V128(a.low & b.low, a.high & b.high);
    }

    public static V128 andnot(V128 a, V128 b) {
        return new V128(a.low & ~b.low, a.high & ~b.high);
    }

    public static V128 or(V128 a, V128 b) {
        return new V128(a.low | b.low, a.high | b.high);
    }

    public static V128 xor(V128 a, V128 b) {
        return new V128(a.low ^ b.low, a.high ^ b.high);
    }

    public static V128 bitselect(V128 a, V128 b, V128 mask) {
        return new V128((a.low & mask.low) | (b.low & ~mask.low), (a.high & mask.high) | (b.high & ~mask.high));
    }

    public static int anyTrue(V128 a) {
        return (a.low | a.high) != 0 ? 1 : 0;
    }
}
