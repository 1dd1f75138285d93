package dev.wasmmaven.runtime.engine.compiler.rt.simd;

import dev.wasmmaven.runtime.engine.compiler.rt.Conversions;
import dev.wasmmaven.runtime.engine.compiler.rt.FloatOps;
import dev.wasmmaven.runtime.engine.compiler.rt.V128;

/** Instructions on 4 lanes of 32 bits of floating point, named as in the specification. */
public final class F32x4 {

    private F32x4() {}

    static float lane(V128 a, int lane) {
        return Float.intBitsToFloat((int) a.lane(lane, Integer.SIZE));
    }

    private static V128 of(float a, float b, float c, float d) {
        return V128.ints(
                Float.floatToRawIntBits(a),
                Float.floatToRawIntBits(b),
                Float.floatToRawIntBits(c),
                Float.floatToRawIntBits(d));
    }

    public static V128 splat(float value) {
        return I32x4.splat(Float.floatToRawIntBits(value));
    }

    public static float extractLane(V128 a, int lane) {
        return lane(a, lane);
    }

    public static V128 replaceLane(V128 a, float value, int lane) {
        return I32x4.replaceLane(a, Float.floatToRawIntBits(value), lane);
    }

    private static final long SIGNS = 0x8000_0000_8000_0000L;

    public static V128 abs(V128 a) {
        return new V128(a.low & ~SIGNS, a.high & ~SIGNS);
    }

    public static V128 neg(V128 a) {
        return new V128(a.low ^ SIGNS, a.high ^ SIGNS);
    }

    public static V128 sqrt(V128 a) {
        return of(
                FloatOps.sqrt(lane(a, 0)),
                FloatOps.sqrt(lane(a, 1)),
                FloatOps.sqrt(lane(a, 2)),
                FloatOps.sqrt(lane(a, 3)));
    }

    public static V128 ceil(V128 a) {
        return of(
                FloatOps.ceil(lane(a, 0)),
                FloatOps.ceil(lane(a, 1)),
                FloatOps.ceil(lane(a, 2)),
                FloatOps.ceil(lane(a, 3)));
    }

    public static V128 floor(V128 a) {
        return of(
                FloatOps.floor(lane(a, 0)),
                FloatOps.floor(lane(a, 1)),
                FloatOps.floor(lane(a, 2)),
                FloatOps.floor(lane(a, 3)));
    }

    public static V128 trunc(V128 a) {
        return of(
                FloatOps.trunc(lane(a, 0)),
                FloatOps.trunc(lane(a, 1)),
                FloatOps.trunc(lane(a, 2)),
                FloatOps.trunc(lane(a, 3)));
    }

    public static V128 nearest(V128 a) {
        return of(
                FloatOps.nearest(lane(a, 0)),
                FloatOps.nearest(lane(a, 1)),
                FloatOps.nearest(lane(a, 2)),
                FloatOps.nearest(lane(a, 3)));
    }

    public static V128 add(V128 a, V128 b) {
        return of(lane(a, 0) + lane(b, 0), lane(a, 1) + lane(b, 1), lane(a, 2) + lane(b, 2), lane(a, 3) + lane(b, 3));
    }

    public static V128 sub(V128 a, V128 b) {
        return of(lane(a, 0) - lane(b, 0), lane(a, 1) - lane(b, 1), lane(a, 2) - lane(b, 2), lane(a, 3) - lane(b, 3));
    }

    public static V128 mul(V128 a, V128 b) {
        return of(lane(a, 0) * lane(b, 0), lane(a, 1) * lane(b, 1), lane(a, 2) * lane(b, 2), lane(a, 3) * lane(b, 3));
    }

    public static V128 div(V128 a, V128 b) {
        return of(lane(a, 0) / lane(b, 0), lane(a, 1) / lane(b, 1), lane(a, 2) / lane(b, 2), lane(a, 3) / lane(b, 3));
    }

    public static V128 min(V128 a, V128 b) {
        return of(
                FloatOps.min(lane(a, 0), lane(b, 0)),
                FloatOps.min(lane(a, 1), lane(b, 1)),
                FloatOps.min(lane(a, 2), lane(b, 2)),
                FloatOps.min(lane(a, 3), lane(b, 3)));
    }

    public static V128 max(V128 a, V128 b) {
        return of(
                FloatOps.max(lane(a, 0), lane(b, 0)),
                FloatOps.max(lane(a, 1), lane(b, 1)),
                FloatOps.max(lane(a, 2), lane(b, 2)),
                FloatOps.max(lane(a, 3), lane(b, 3)));
    }

    public static V128 pmin(V128 a, V128 b) {
        return of(
                lane(b, 0) < lane(a, 0) ? lane(b, 0) : lane(a, 0),
                lane(b, 1) < lane(a, 1) ? lane(b, 1) : lane(a, 1),
                lane(b, 2) < lane(a, 2) ? lane(b, 2) : lane(a, 2),
                lane(b, 3) < lane(a, 3) ? lane(b, 3) : lane(a, 3));
    }

    public static V128 pmax(V128 a, V128 b) {
        return of(
                lane(a, 0) < lane(b, 0) ? lane(b, 0) : lane(a, 0),
                lane(a, 1) < lane(b, 1) ? lane(b, 1) : lane(a, 1),
                lane(a, 2) < lane(b, 2) ? lane(b, 2) : lane(a, 2),
                lane(a, 3) < lane(b, 3) ? lane(b, 3) : lane(a, 3));
    }

    public static V128 eq(V128 a, V128 b) {
        return V128.ints(
                lane(a, 0) == lane(b, 0) ? -1 : 0,
                lane(a, 1) == lane(b, 1) ? -1 : 0,
                lane(a, 2) == lane(b, 2) ? -1 : 0,
                lane(a, 3) == lane(b, 3) ? -1 : 0);
    }

    public static V128 ne(V128 a, V128 b) {
        return V128.ints(
                lane(a, 0) != lane(b, 0) ? -1 : 0,
                lane(a, 1) != lane(b, 1) ? -1 : 0,
                lane(a, 2) != lane(b, 2) ? -1 : 0,
                lane(a, 3) != lane(b, 3) ? -1 : 0);
    }

    public static V128 lt(V128 a, V128 b) {
        return V128.ints(
                lane(a, 0) < lane(b, 0) ? -1 : 0,
                lane(a, 1) < lane(b, 1) ? -1 : 0,
                lane(a, 2) < lane(b, 2) ? -1 : 0,
                lane(a, 3) < lane(b, 3) ? -1 : 0);
    }

    public static V128 gt(V128 a, V128 b) {
        return V128.ints(
                lane(a, 0) > lane(b, 0) ? -1 : 0,
                lane(a, 1) > lane(b, 1) ? -1 : 0,
                lane(a, 2) > lane(b, 2) ? -1 : 0,
                lane(a, 3) > lane(b, 3) ? -1 : 0);
    }

    public static V128 le(V128 a, V128 b) {
        return V128.ints(
                lane(a, 0) <= lane(b, 0) ? -1 : 0,
                lane(a, 1) <= lane(b, 1) ? -1 : 0,
                lane(a, 2) <= lane(b, 2) ? -1 : 0,
                lane(a, 3) <= lane(b, 3) ? -1 : 0);
    }

    public static V128 ge(V128 a, V128 b) {
        return V128.ints(
                lane(a, 0) >= lane(b, 0) ? -1 : 0,
                lane(a, 1) >= lane(b, 1) ? -1 : 0,
                lane(a, 2) >= lane(b, 2) ? -1 : 0,
                lane(a, 3) >= lane(b, 3) ? -1 : 0);
    }

    public static V128 convertI32x4S(V128 a) {
        return of(
                (float) I32x4.extractLane(a, 0),
                (float) I32x4.extractLane(a, 1),
                (float) I32x4.extractLane(a, 2),
                (float) I32x4.extractLane(a, 3));
    }

    public static V128 convertI32x4U(V128 a) {
        return of(
                Conversions.floatU(I32x4.extractLane(a, 0)),
                Conversions.floatU(I32x4.extractLane(a, 1)),
                Conversions.floatU(I32x4.extractLane(a, 2)),
                Conversions.floatU(I32x4.extractLane(a, 3)));
    }

    public static V128 demoteLowF64x2Zero(V128 a) {
        return of((float) F64x2.lane(a, 0), (float) F64x2.lane(a, 1), 0, 0);
    }
}
