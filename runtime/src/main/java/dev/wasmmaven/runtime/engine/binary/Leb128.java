package dev.wasmmaven.runtime.engine.binary;

import dev.wasmmaven.runtime.error.MalformedException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** A cursor over the binary format's numbers and names (core specification 5.2). */
public final class Leb128 {

    private final String file;
    private final byte[] bytes;
    private final int limit;
    private int position;

    /**
     * @param file names the file in messages
     * @param start first offset to read
     * @param limit first offset not to read
     */
    public Leb128(String file, byte[] bytes, int start, int limit) {
        this.file = file;
        this.bytes = bytes;
        this.position = start;
        this.limit = limit;
    }

    /** Offset in the file of the next byte. */
    public int position() {
        return position;
    }

    /** Goes to an offset. */
    public void position(int value) {
        position = value;
    }

    /** Passes over so many bytes. */
    public void skip(long length) {
        if (length > limit - position) {
            throw new MalformedException(
                    file + " is cut off: " + length + " bytes expected at offset " + ModuleOutline.hex(position), null);
        }
        position += (int) length;
    }

    public boolean hasRemaining() {
        return position < limit;
    }

    /** How many bytes are left to read. */
    public int remaining() {
        return limit - position;
    }

    /** One byte, 0 to 255. */
    public int u8() {
        if (position >= limit) {
            throw new MalformedException(
                    file + " is cut off: unexpected end at offset " + ModuleOutline.hex(position), null);
        }
        return bytes[position++] & 0xff;
    }

    /** An unsigned 32-bit number, 0 to 2^32-1. */
    public long u32() {
        int at = position;
        long value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int b = u8();
            value |= (long) (b & 0x7f) << shift;
            if (b < 0x80) {
                if (value > 0xffff_ffffL) {
                    break;
                }
                return value;
            }
        }
        throw new MalformedException(
                file + ": the number at offset " + ModuleOutline.hex(at) + " is larger than 32 bits", null);
    }

    /** An unsigned 64-bit number. */
    public long u64() {
        int at = position;
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            int b = u8();
            value |= (long) (b & 0x7f) << shift;
            if (b < 0x80) {
                if (shift == 63 && b > 1) {
                    break;
                }
                return value;
            }
        }
        throw new MalformedException(
                file + ": the number at offset " + ModuleOutline.hex(at) + " is larger than 64 bits", null);
    }

    /** Passes over a signed number of up to 64 bits. */
    public void signed() {
        int at = position;
        for (int bytes = 1; u8() >= 0x80; bytes++) {
            if (bytes == 10) {
                throw new MalformedException(
                        file + ": the number at offset " + ModuleOutline.hex(at) + " is larger than 64 bits", null);
            }
        }
    }

    /** A name: a length and so many bytes of UTF-8, all before the given offset. */
    public String name(int end) {
        int at = position;
        long length = u32();
        if (position + length > Math.min(end, limit)) {
            throw new MalformedException(
                    file + ": the name at offset " + ModuleOutline.hex(at) + " reaches past the end of its section",
                    null);
        }
        try {
            String name = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, position, (int) length))
                    .toString();
            position += (int) length;
            return name;
        } catch (CharacterCodingException e) {
            throw new MalformedException(file + ": the name at offset " + ModuleOutline.hex(at) + " is not UTF-8", e);
        }
    }
}
