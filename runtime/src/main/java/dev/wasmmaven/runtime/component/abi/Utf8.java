package dev.wasmmaven.runtime.component.abi;

import dev.wasmmaven.runtime.error.ComponentTrap;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** UTF-8 that must be well-formed (Unicode Standard, table 3-7). */
final class Utf8 {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final long LOWEST_BITS = 0x0101_0101_0101_0101L;
    private static final int BLOCK = 4 * Long.BYTES;

    private Utf8() {}

    /** Decodes; traps if it is not well-formed. */
    static String decode(byte[] bytes, int offset, int length) {
        String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
        // The decoder puts U+FFFD for what it cannot decode; one that was there is well-formed.
        if (text.indexOf('\ufffd') >= 0) {
            check(bytes, offset, length);
        }
        return text;
    }

    /** Traps if it is not well-formed. */
    static void check(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int at = afterBlocks(bytes, offset, end);
        while (at < end) {
            if (end - at >= Long.BYTES && ((long) LONG.get(bytes, at) & HIGH_BITS) == 0) {
                at += Long.BYTES;
            } else if (bytes[at] >= 0) {
                at++;
            } else {
                at += sequence(bytes, at, end);
            }
        }
    }

    /** Where an ASCII character stands for the first time, from an index on; -1 if nowhere. */
    static int indexOf(byte[] bytes, char ascii, int from) {
        long wanted = ascii * LOWEST_BITS;
        int at = from;
        while (bytes.length - at >= BLOCK) {
            long any = zeros((long) LONG.get(bytes, at) ^ wanted)
                    | zeros((long) LONG.get(bytes, at + Long.BYTES) ^ wanted)
                    | zeros((long) LONG.get(bytes, at + 2 * Long.BYTES) ^ wanted)
                    | zeros((long) LONG.get(bytes, at + 3 * Long.BYTES) ^ wanted);
            if (any != 0) {
                break;
            }
            at += BLOCK;
        }
        while (at < bytes.length) {
            if (bytes[at] == ascii) {
                return at;
            }
            at++;
        }
        return -1;
    }

    /** Not zero if a byte of the word is zero. */
    private static long zeros(long word) {
        return (word - LOWEST_BITS) & ~word & HIGH_BITS;
    }

    /** Where the first block of four words is that has something else than ASCII, or that is not whole. */
    private static int afterBlocks(byte[] bytes, int start, int end) {
        int at = start;
        while (end - at >= BLOCK) {
            long any = (long) LONG.get(bytes, at)
                    | (long) LONG.get(bytes, at + Long.BYTES)
                    | (long) LONG.get(bytes, at + 2 * Long.BYTES)
                    | (long) LONG.get(bytes, at + 3 * Long.BYTES);
            if ((any & HIGH_BITS) != 0) {
                break;
            }
            at += BLOCK;
        }
        return at;
    }

    /** The length of the sequence of several bytes that begins there. */
    private static int sequence(byte[] bytes, int at, int end) {
        int lead = bytes[at] & 0xff;
        int count = lead >= 0xc2 && lead <= 0xdf ? 2 : (lead & 0xf0) == 0xe0 ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
        if (count == 0) {
            throw ComponentTrap.INVALID_UTF8.exception();
        }
        for (int i = 1; i < count; i++) {
            if (at + i == end) {
                throw ComponentTrap.INCOMPLETE_UTF8.exception();
            }
            int next = bytes[at + i] & 0xff;
            if (i == 1 ? !isSecond(lead, next) : (next & 0xc0) != 0x80) {
                throw ComponentTrap.INVALID_UTF8.exception();
            }
        }
        return count;
    }

    private static boolean isSecond(int lead, int next) {
        int low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
        int high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
        return next >= low && next <= high;
    }
}
