package dev.wasmmaven.runtime.component.abi;

import dev.wasmmaven.runtime.component.plan.CanonOptions.StringEncoding;
import dev.wasmmaven.runtime.error.ComponentTrap;
import java.nio.charset.StandardCharsets;

/**
 * A string in a guest's memory, checked to be within it ({@code load_string_from_range}).
 *
 * @param codeUnits how many there are, without the tag
 */
record StringSource(AbiContext cx, Encoding encoding, int address, int codeUnits) {

    /** Marks UTF-16 in a number of code units of {@code latin1+utf16}. */
    static final int UTF16_TAG = 1 << 31;

    /** How one string stands in memory. */
    enum Encoding {
        UTF8,
        UTF16,
        LATIN1
    }

    /** Checks the range; the contents are checked when read. */
    static StringSource of(AbiContext cx, int address, int taggedUnits, ComponentTrap outOfBounds) {
        StringEncoding option = cx.options().encoding();
        boolean tagged = option == StringEncoding.LATIN1_UTF16 && (taggedUnits & UTF16_TAG) != 0;
        Encoding encoding = option == StringEncoding.UTF8
                ? Encoding.UTF8
                : option == StringEncoding.UTF16 || tagged ? Encoding.UTF16 : Encoding.LATIN1;
        long units = Integer.toUnsignedLong(tagged ? taggedUnits ^ UTF16_TAG : taggedUnits);
        long bytes = encoding == Encoding.UTF16 ? 2 * units : units;
        if (bytes > Ranges.MAX_BYTES) {
            throw ComponentTrap.STRING_TOO_LONG.exception();
        }
        Ranges.check(cx.memory(), address, bytes, option == StringEncoding.UTF8 ? 1 : 2, outOfBounds);
        return new StringSource(cx, encoding, address, (int) units);
    }

    int byteLength() {
        return encoding == Encoding.UTF16 ? 2 * codeUnits : codeUnits;
    }

    /** The bytes, well-formed. */
    byte[] bytes() {
        byte[] bytes = new byte[byteLength()];
        cx.memory().read(address, bytes, 0, bytes.length);
        check(bytes, 0);
        return bytes;
    }

    /** Traps unless the contents are well-formed. */
    void check() {
        byte[] array = cx.memory().array();
        if (array == null) {
            bytes();
        } else {
            check(array, address);
        }
    }

    private void check(byte[] array, int offset) {
        if (encoding == Encoding.UTF8) {
            Utf8.check(array, offset, codeUnits);
        } else if (encoding == Encoding.UTF16) {
            Utf16.check(array, offset, 2 * codeUnits);
        }
    }

    String text() {
        byte[] array = cx.memory().array();
        int offset = address;
        if (array == null) {
            array = new byte[byteLength()];
            cx.memory().read(address, array, 0, array.length);
            offset = 0;
        }
        return switch (encoding) {
            case UTF8 -> Utf8.decode(array, offset, codeUnits);
            case LATIN1 -> new String(array, offset, codeUnits, StandardCharsets.ISO_8859_1);
            case UTF16 -> {
                String text = new String(array, offset, 2 * codeUnits, StandardCharsets.UTF_16LE);
                if (text.indexOf('\ufffd') >= 0) {
                    check(array, offset);
                }
                yield text;
            }
        };
    }
}
