package dev.wasmmaven.conformance.oracle.reference;

import dev.wasmmaven.conformance.oracle.reference.Lowering.Place;
import dev.wasmmaven.runtime.component.plan.CanonOptions.StringEncoding;
import java.nio.charset.StandardCharsets;

/**
 * Gives a string to a side (CanonicalABI.md, Storing, strings): how often and with which sizes {@code realloc} is called
 * depends on how the string stood in the memory that it comes from.
 */
final class TextLowering {

    private final Side to;
    private final Value.Text source;
    private final int units;

    TextLowering(Side to, Value.Text source) {
        this.to = to;
        this.source = source;
        this.units = source.untaggedUnits();
    }

    Place lower() {
        return switch (to.encoding()) {
            case UTF8 ->
                source.encoding() == StringEncoding.UTF8
                        ? exact(utf8(), 1)
                        : hopingForAscii(source.isUtf16() ? 3L * units : 2L * units);
            case UTF16 -> source.encoding() == StringEncoding.UTF8 ? atMostTwiceAsLong() : exact(utf16(), 2);
            case LATIN1_UTF16 -> {
                if (source.encoding() != StringEncoding.LATIN1_UTF16) {
                    yield hopingForLatin1();
                }
                yield source.isTagged() ? expectingUtf16() : exact(latin1(), 2);
            }
        };
    }

    private byte[] utf8() {
        return source.text().getBytes(StandardCharsets.UTF_8);
    }

    private byte[] utf16() {
        return source.text().getBytes(StandardCharsets.UTF_16LE);
    }

    private byte[] latin1() {
        return source.text().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The length of the longest beginning whose characters are all below a limit. */
    private int below(int limit) {
        String text = source.text();
        int length = 0;
        while (length < text.length() && text.charAt(length) < limit) {
            length++;
        }
        return length;
    }

    /** How long it gets is known from how long it was. */
    private Place exact(byte[] encoded, int alignment) {
        int address = to.allocate(alignment, encoded.length);
        to.write(address, encoded, 0);
        return new Place(address, units);
    }

    private Place hopingForAscii(long worst) {
        int address = to.allocate(1, units);
        byte[] encoded = utf8();
        int ascii = below(0x80);
        for (int i = 0; i < ascii; i++) {
            to.write(address + i, 1, encoded[i]);
        }
        if (ascii == source.text().length()) {
            return new Place(address, units);
        }
        address = to.reallocate(address, units, 1, worst);
        to.write(address, encoded, ascii);
        if (encoded.length < worst) {
            address = to.reallocate(address, worst, 1, encoded.length);
        }
        return new Place(address, encoded.length);
    }

    private Place atMostTwiceAsLong() {
        long worst = 2L * units;
        int address = to.allocate(2, worst);
        byte[] encoded = utf16();
        to.write(address, encoded, 0);
        if (encoded.length < worst) {
            address = to.reallocate(address, worst, 2, encoded.length);
        }
        return new Place(address, encoded.length / 2);
    }

    private Place hopingForLatin1() {
        int address = to.allocate(2, units);
        int narrow = below(0x100);
        for (int i = 0; i < narrow; i++) {
            to.write(address + i, 1, source.text().charAt(i));
        }
        if (narrow < source.text().length()) {
            return widen(address, narrow);
        }
        if (narrow < units) {
            address = to.reallocate(address, units, 2, narrow);
        }
        return new Place(address, narrow);
    }

    private Place widen(int before, int narrow) {
        long worst = 2L * units;
        int address = to.reallocate(before, units, 2, worst);
        for (int i = narrow - 1; i >= 0; i--) {
            to.write(address + 2 * i, 2, to.read(address + i, 1));
        }
        byte[] encoded = utf16();
        to.write(address, encoded, 2 * narrow);
        if (encoded.length < worst) {
            address = to.reallocate(address, worst, 2, encoded.length);
        }
        return new Place(address, encoded.length / 2 | Value.Text.TAG);
    }

    private Place expectingUtf16() {
        byte[] encoded = utf16();
        int address = to.allocate(2, encoded.length);
        to.write(address, encoded, 0);
        if (below(0x100) < units) {
            return new Place(address, units | Value.Text.TAG);
        }
        for (int i = 0; i < units; i++) {
            to.write(address + i, 1, to.read(address + 2 * i, 1));
        }
        return new Place(to.reallocate(address, encoded.length, 1, units), units);
    }
}
