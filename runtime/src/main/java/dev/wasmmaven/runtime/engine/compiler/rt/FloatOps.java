package dev.wasmmaven.runtime.engine.compiler.rt;

/**
 * Floating-point instructions whose Java counterpart differs: a NaN operand must give a quiet NaN, which Java's
 * library, where it returns its argument, does not promise (core specification 4.3.3).
 */
public final class FloatOps {

    private FloatOps() {}

    public static float min(float a, float b) {
        float r = Math.min(a, b);
        return Float.isNaN(r) ? a + b : r;
    }

    public static float max(float a, float b) {
        float r = Math.max(a, b);
        return Float.isNaN(r) ? a + b : r;
    }

    public static double min(double a, double b) {
        double r = Math.min(a, b);
        return Double.isNaN(r) ? a + b : r;
    }

    public static double max(double a, double b) {
        double r = Math.max(a, b);
        return Double.isNaN(r) ? a + b : r;
    }

    public static float ceil(float a) {
        return Float.isNaN(a) ? a + a : (float) Math.ceil(a);
    }

    public static float floor(float a) {
        return Float.isNaN(a) ? a + a : (float) Math.floor(a);
    }

    public static float trunc(float a) {
        return Float.isNaN(a) ? a + a : (float) (a < 0 ? Math.ceil(a) : Math.floor(a));
    }

    public static float nearest(float a) {
        return Float.isNaN(a) ? a + a : (float) Math.rint(a);
    }

    public static double ceil(double a) {
        return Double.isNaN(a) ? a + a : Math.ceil(a);
    }

    public static double floor(double a) {
        return Double.isNaN(a) ? a + a : Math.floor(a);
    }

    public static double trunc(double a) {
        return Double.isNaN(a) ? a + a : a < 0 ? Math.ceil(a) : Math.floor(a);
    }

    public static double nearest(double a) {
        return Double.isNaN(a) ? a + a : Math.rint(a);
    }

    public static float sqrt(float a) {
        // Exact: a square root rounded to double and then to float is the square root rounded to float.
        return (float) Math.sqrt(a);
    }

    public static float abs(float a) {
        return Float.intBitsToFloat(Float.floatToRawIntBits(a) & Integer.MAX_VALUE);
    }

    public static double abs(double a) {
        return Double.longBitsToDouble(Double.doubleToRawLongBits(a) & Long.MAX_VALUE);
    }

    public static float neg(float a) {
        return Float.intBitsToFloat(Float.floatToRawIntBits(a) ^ Integer.MIN_VALUE);
    }

    public static double neg(double a) {
        return Double.longBitsToDouble(Double.doubleToRawLongBits(a) ^ Long.MIN_VALUE);
    }

    public static float copysign(float a, float b) {
        return Float.intBitsToFloat(
                (Float.floatToRawIntBits(a) & Integer.MAX_VALUE) | (Float.floatToRawIntBits(b) & Integer.MIN_VALUE));
    }

    public static double copysign(double a, double b) {
        return Double.longBitsToDouble(
                (Double.doubleToRawLongBits(a) & Long.MAX_VALUE) | (Double.doubleToRawLongBits(b) & Long.MIN_VALUE));
    }
}
