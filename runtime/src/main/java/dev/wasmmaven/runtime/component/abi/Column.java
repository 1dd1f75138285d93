package dev.wasmmaven.runtime.component.abi;

import dev.wasmmaven.runtime.component.type.PrimitiveType;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * One scalar of the elements of a list, seen as a table. Where elements are nothing but scalars, a list goes from guest to
 * guest column by column: a plain loop for each instead of a walk over the element's tree for each row.
 *
 * @param offset where it is in the element
 */
record Column(PrimitiveType type, int offset) {

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /**
     * Copies it, as a transfer of each element would.
     *
     * @param source where the source's first element is
     * @param target the same of the target
     * @param stride size of an element in bytes
     * @param count how many elements there are
     */
    void copy(byte[] from, int source, byte[] to, int target, int stride, int count) {
        int first = source + offset;
        int end = first + stride * count;
        int shift = target - source;
        switch (type) {
            case BOOL -> copyBooleans(from, first, end, to, shift, stride);
            case S8, U8 -> copyBytes(from, first, end, to, shift, stride);
            case S16, U16 -> copyShorts(from, first, end, to, shift, stride);
            case S32, U32 -> copyInts(from, first, end, to, shift, stride);
            case CHAR -> copyCharacters(from, first, end, to, shift, stride);
            case F32 -> copyFloats(from, first, end, to, shift, stride);
            case S64, U64 -> copyLongs(from, first, end, to, shift, stride);
            case F64 -> copyDoubles(from, first, end, to, shift, stride);
            case STRING, ERROR_CONTEXT -> throw new IllegalStateException("no scalar: " + type);
        }
    }

    private static void copyBooleans(byte[] from, int first, int end, byte[] to, int shift, int stride) {
        for (int at = first; at < end; at += stride) {
            to[at + shift] = (byte) (from[at] == 0 ? 0 : 1);
        }
    }

    private static void copyBytes(byte[] from, int first, int end, byte[] to, int shift, int stride) {
        for (int at = first; at < end; at += stride) {
            to[at + shift] = from[at];
        }
    }

    private static void copyShorts(byte[] from, int first, int end, byte[] to, int shift, int stride) {
        for (int at = first; at < end; at += stride) {
            SHORT.set(to, at + shift, (short) SHORT.get(from, at));
        }
    }

    private static void copyInts(byte[] from, int first, int end, byte[] to, int shift, int stride) {
        for (int at = first; at < end; at += stride) {
            INT.set(to, at + shift, (int) INT.get(from, at));
        }
    }

    private static void copyCharacters(byte[] from, int first, int end, byte[] to, int shift, int stride) {
        for (int at = first; at < end; at += stride) {
            INT.set(to, at + shift, ScalarNode.character((int) INT.get(from, at)));
        }
    }

    /** {@link Float#floatToIntBits} gives the canonical NaN for any. */
    private static void copyFloats(byte[] from, int first, int end, byte[] to, int shift, int stride) {
        for (int at = first; at < end; at += stride) {
            INT.set(to, at + shift, Float.floatToIntBits(Float.intBitsToFloat((int) INT.get(from, at))));
        }
    }

    private static void copyLongs(byte[] from, int first, int end, byte[] to, int shift, int stride) {
        for (int at = first; at < end; at += stride) {
            LONG.set(to, at + shift, (long) LONG.get(from, at));
        }
    }

    private static void copyDoubles(byte[] from, int first, int end, byte[] to, int shift, int stride) {
        for (int at = first; at < end; at += stride) {
            LONG.set(to, at + shift, Double.doubleToLongBits(Double.longBitsToDouble((long) LONG.get(from, at))));
        }
    }
}
