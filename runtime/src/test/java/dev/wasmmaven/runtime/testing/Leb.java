package dev.wasmmaven.runtime.testing;

import java.io.ByteArrayOutputStream;

/** Numbers of the binary format (core specification 5.2.2). */
final class Leb {

    private Leb() {}

    static void unsigned(ByteArrayOutputStream out, long value) {
        long rest = value;
        while (rest >= 0x80) {
            out.write((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    static void signed(ByteArrayOutputStream out, long value) {
        long rest = value;
        while (rest < -0x40 || rest >= 0x40) {
            out.write((int) (rest & 0x7f) | 0x80);
            rest >>= 7;
        }
        out.write((int) (rest & 0x7f));
    }
}
