package dev.wasmmaven.runtime.engine.compiler.rt.simd;

import dev.wasmmaven.runtime.engine.compiler.rt.Conversions;
import dev.wasmmaven.runtime.engine.compiler.rt.FloatOps;
import dev.wasmmaven.runtime.engine.compiler.rt.V128;

/** Instructions on 2 lanes of 64 bits of floating point, named as in the specification. */
public final class F64x2 {

    private F64x2() {}

    static double lane(V128 a, int lane) {
        return Double.longBitsToDouble(lane == 0 ? a.low : a.high);
    }

    private static V128 of(double a, double b) {
        return new V128(Double.doubleToRawLongBits(a), Double.doubleToRawLongBits(b));
    }

    public static V128 splat(double value) {
        return of(value, value);
    }

    public static double extractLane(V128 a, int lane) {
        return lane(a, lane);
    }

    public static V128 replaceLane(V128 a, double value, int lane) {
        return I64x2.replaceLane(a, Double.doubleToRawLongBits(value), lane);
    }

    private static final long SIGNS = Long.MIN_VALUE;

    public static V128 abs(V128 a) {
        return new V128(a.low & ~SIGNS, a.high & ~SIGNS);
    }

    public static V128 neg(V128 a) {
        return new V128(a.low ^ SIGNS, a.high ^ SIGNS);
    }

    public static V128 sqrt(V128 a) {
        return of(Math.sqrt(lane(a, 0)), Math.sqrt(lane(a, 1)));
    }

    public static V128 ceil(V128 a) {
        return of(FloatOps.ceil(lane(a, 0)), FloatOps.ceil(lane(a, 1)));
    }

    public static V128 floor(V128 a) {
        return of(FloatOps.floor(lane(a, 0)), FloatOps.floor(lane(a, 1)));
    }

    public static V128 trunc(V128 a) {
        return of(FloatOps.trunc(lane(a, 0)), FloatOps.trunc(lane(a, 1)));
    }

    public static V128 nearest(V128 a) {
        return of(FloatOps.nearest(lane(a, 0)), FloatOps.nearest(lane(a, 1)));
    }

    public static V128 add(V128 a, V128 b) {
        return of(lane(a, 0) + lane(b, 0), lane(a, 1) + lane(b, 1));
    }

    public static V128 sub(V128 a, V128 b) {
        return of(lane(a, 0) - lane(b, 0), lane(a, 1) - lane(b, 1));
    }

    public static V128 mul(V128 a, V128 b) {
        return of(lane(a, 0) * lane(b, 0), lane(a, 1) * lane(b, 1));
    }

    public static V128 div(V128 a, V128 b) {
        return of(lane(a, 0) / lane(b, 0), lane(a, 1) / lane(b, 1));
    }

    public static V128 min(V128 a, V128 b) {
        return of(FloatOps.min(lane(a, 0), lane(b, 0)), FloatOps.min(lane(a, 1), lane(b, 1)));
    }

    public static V128 max(V128 a, V128 b) {
        return of(FloatOps.max(lane(a, 0), lane(b, 0)), FloatOps.max(lane(a, 1), lane(b, 1)));
    }

    public static V128 pmin(V128 a, V128 b) {
        return of(lane(b, 0) < lane(a, 0) ? lane(b, 0) : lane(a, 0), lane(b, 1) < lane(a, 1) ? lane(b, 1) : lane(a, 1));
    }

    public static V128 pmax(V128 a, V128 b) {
        return of(lane(a, 0) < lane(b, 0) ? lane(b, 0) : lane(a, 0), lane(a, 1) < lane(b, 1) ? lane(b, 1) : lane(a, 1));
    }

    public static V128 eq(V128 a, V128 b) {
        return new V128(lane(a, 0) == lane(b, 0) ? -1 : 0, lane(a, 1) == lane(b, 1) ? -1 : 0);
    }

    public static V128 ne(V128 a, V128 b) {
        return new V128(lane(a, 0) != lane(b, 0) ? -1 : 0, lane(a, 1) != lane(b, 1) ? -1 : 0);
    }

    public static V128 lt(V128 a, V128 b) {
        return new V128(lane(a, 0) < lane(b, 0) ? -1 : 0, lane(a, 1) < lane(b, 1) ? -1 : 0);
    }

    public static V128 gt(V128 a, V128 b) {
        return new V128(lane(a, 0) > lane(b, 0) ? -1 : 0, lane(a, 1) > lane(b, 1) ? -1 : 0);
    }

    public static V128 le(V128 a, V128 b) {
        return new V128(lane(a, 0) <= lane(b, 0) ? -1 : 0, lane(a, 1) <= lane(b, 1) ? -1 : 0);
    }

    public static V128 ge(V128 a, V128 b) {
        return new V128(lane(a, 0) >= lane(b, 0) ? -1 : 0, lane(a, 1) >= lane(b, 1) ? -1 : 0);
    }

    public static V128 convertLowI32x4S(V128 a) {
        return of(I32x4.extractLane(a, 0), I32x4.extractLane(a, 1));
    }

    public static V128 convertLowI32x4U(V128 a) {
        return of(Conversions.doubleU(I32x4.extractLane(a, 0)), Conversions.doubleU(I32x4.extractLane(a, 1)));
    }

    public static V128 promoteLowF32x4(V128 a) {
        return of(F32x4.lane(a, 0), F32x4.lane(a, 1));
    }
}
