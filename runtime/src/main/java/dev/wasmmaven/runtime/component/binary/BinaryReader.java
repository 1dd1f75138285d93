package dev.wasmmaven.runtime.component.binary;

import dev.wasmmaven.runtime.error.MalformedException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A cursor over the bytes of a component; whatever is wrong is told with its offset in the file. */
final class BinaryReader {

    private final byte[] bytes;
    private int position;
    private int limit;

    BinaryReader(byte[] bytes, int start, int limit) {
        this.bytes = bytes;
        this.position = start;
        this.limit = limit;
    }

    int position() {
        return position;
    }

    int limit() {
        return limit;
    }

    boolean hasRemaining() {
        return position < limit;
    }

    static MalformedException malformed(int offset, String what) {
        return new MalformedException("malformed at offset 0x" + Integer.toHexString(offset) + ": " + what, null);
    }

    /** Complains about the byte before the cursor. */
    MalformedException unexpected(int value, String where) {
        return malformed(position - 1, String.format("unexpected byte 0x%02x as %s", value, where));
    }

    int peek() {
        if (position >= limit) {
            throw malformed(position, "unexpected end");
        }
        return bytes[position] & 0xff;
    }

    int u8() {
        int value = peek();
        position++;
        return value;
    }

    /** A byte that must have this value. */
    void expect(int value, String where) {
        int found = u8();
        if (found != value) {
            throw unexpected(found, where);
        }
    }

    /** A byte that is 0 or 1. */
    boolean flag(String where) {
        int value = u8();
        if (value > 1) {
            throw unexpected(value, where);
        }
        return value == 1;
    }

    /** The bits of an unsigned number of 32 bits (core specification 5.2.2). */
    int u32() {
        int at = position;
        long value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int b = u8();
            value |= (long) (b & 0x7f) << shift;
            if (b < 0x80) {
                if (value > 0xffff_ffffL) {
                    throw malformed(at, "integer too large");
                }
                return (int) value;
            }
        }
        throw malformed(at, "integer representation too long");
    }

    /** An unsigned number of 64 bits that must fit into 63. */
    long u63() {
        int at = position;
        long value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            int b = u8();
            value |= (long) (b & 0x7f) << shift;
            if (b < 0x80) {
                return value;
            }
        }
        throw malformed(at, "integer too large");
    }

    /** A signed number of 33 bits, as type indices are written where opcodes may stand as well. */
    long s33() {
        int at = position;
        long value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int b = u8();
            value |= (long) (b & 0x7f) << shift;
            if (b < 0x80) {
                int unused = Long.SIZE - shift - 7;
                long extended = value << unused >> unused;
                if (extended != extended << 31 >> 31) {
                    throw malformed(at, "integer too large");
                }
                return extended;
            }
        }
        throw malformed(at, "integer representation too long");
    }

    /** A number of items that must be within a limit, and of which each takes a byte at least. */
    int count(int most, String what) {
        int at = position;
        int count = u32();
        if (count < 0 || count > most) {
            throw malformed(at, Integer.toUnsignedString(count) + " " + what + ", more than " + most);
        }
        if (count > limit - position) {
            throw malformed(
                    at, count + " " + what + " do not fit into the " + (limit - position) + " bytes that follow");
        }
        return count;
    }

    /** A vector ({@code vec} in the core specification). */
    <T> List<T> vector(int most, String what, Supplier<T> item) {
        int count = count(most, what);
        List<T> items = new ArrayList<>(Math.min(count, 1 << 10));
        for (int i = 0; i < count; i++) {
            items.add(item.get());
        }
        return items;
    }

    /** A name: a length and so many bytes of UTF-8. */
    String name() {
        int at = position;
        int length = u32();
        if (length < 0 || length > Limits.NAME_BYTES) {
            throw malformed(
                    at, "a name of " + Integer.toUnsignedString(length) + " bytes, more than " + Limits.NAME_BYTES);
        }
        if (length > limit - position) {
            throw malformed(at, "unexpected end in a name of " + length + " bytes");
        }
        try {
            String name = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, position, length))
                    .toString();
            position += length;
            return name;
        } catch (CharacterCodingException e) {
            throw malformed(position, "malformed UTF-8 encoding");
        }
    }

    /** Gives the next so many bytes to a reader of their own, and passes over them. */
    BinaryReader slice(int size, String what) {
        if (size < 0 || size > limit - position) {
            throw malformed(
                    position,
                    what + " of " + Integer.toUnsignedString(size) + " bytes, but only " + (limit - position)
                            + " follow");
        }
        BinaryReader slice = new BinaryReader(bytes, position, position + size);
        position += size;
        return slice;
    }

    /** Checks that all was read. */
    void end(String what) {
        if (position != limit) {
            throw malformed(position, "unexpected content after the end of " + what);
        }
    }
}
