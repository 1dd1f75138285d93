package dev.wasmmaven.runtime.component.abi;

import dev.wasmmaven.runtime.error.ComponentTrap;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Little-endian UTF-16 that must be well-formed: each surrogate is one of a pair. */
final class Utf16 {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Surrogates are the units from 0xd800 to 0xdfff: those whose five highest bits are these. */
    private static final long SURROGATE_BITS = 0xf800_f800_f800_f800L;

    private static final long SURROGATES = 0xd800_d800_d800_d800L;
    private static final long LOWEST_BITS = 0x0001_0001_0001_0001L;
    private static final long HIGHEST_BITS = 0x8000_8000_8000_8000L;

    private Utf16() {}

    /**
     * Traps if it is not well-formed.
     *
     * @param length in bytes, even
     */
    static void check(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int at = offset;
        while (at < end) {
            if (end - at >= Long.BYTES && !hasSurrogate((long) LONG.get(bytes, at))) {
                at += Long.BYTES;
            } else {
                at += unitOrPair(bytes, at, end);
            }
        }
    }

    /** Whether one of four units is a surrogate: one is if the difference has a unit that is zero. */
    private static boolean hasSurrogate(long units) {
        long difference = (units & SURROGATE_BITS) ^ SURROGATES;
        return ((difference - LOWEST_BITS) & ~difference & HIGHEST_BITS) != 0;
    }

    /** The length in bytes of what begins there. */
    private static int unitOrPair(byte[] bytes, int at, int end) {
        int kind = bytes[at + 1] & 0xfc;
        if (kind == 0xd8 && at + 2 < end && (bytes[at + 3] & 0xfc) == 0xdc) {
            return 4;
        }
        if (kind == 0xd8 || kind == 0xdc) {
            throw ComponentTrap.UNPAIRED_SURROGATE.exception();
        }
        return 2;
    }
}
