package dev.wasmmaven.runtime.engine.binary;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes the binary format's numbers, names and sections (core specification 5.2 and 5.5.2). */
public final class BinaryWriter {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public BinaryWriter() {}

    /** One byte; the low 8 bits count. */
    public BinaryWriter u8(int value) {
        out.write(value);
        return this;
    }

    /** An unsigned 32-bit number in as few bytes as it takes; only the low 32 bits count. */
    public BinaryWriter u32(long value) {
        long rest = value & 0xffff_ffffL;
        while (rest >= 0x80) {
            out.write((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.write((int) rest);
        return this;
    }

    /** A number below 2^63 where a signed one is expected. */
    public BinaryWriter index(long value) {
        long rest = value;
        while (rest >= 0x40) {
            out.write((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.write((int) rest);
        return this;
    }

    /** Those bytes. */
    public BinaryWriter bytes(byte... source) {
        return bytes(source, 0, source.length);
    }

    /** The bytes from start to end. */
    public BinaryWriter bytes(byte[] source, int start, int end) {
        out.write(source, start, end - start);
        return this;
    }

    /** A name: its length and its UTF-8. */
    public BinaryWriter name(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        return u32(utf8.length).bytes(utf8, 0, utf8.length);
    }

    /** What another has written, with its size before. */
    public BinaryWriter sized(BinaryWriter contents) {
        byte[] bytes = contents.toByteArray();
        return u32(bytes.length).bytes(bytes, 0, bytes.length);
    }

    public byte[] toByteArray() {
        return out.toByteArray();
    }
}
