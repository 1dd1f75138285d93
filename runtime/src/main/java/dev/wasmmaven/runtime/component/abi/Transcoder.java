package dev.wasmmaven.runtime.component.abi;

import dev.wasmmaven.runtime.component.plan.CanonOptions.StringEncoding;
import dev.wasmmaven.runtime.engine.CoreMemory;
import dev.wasmmaven.runtime.error.ComponentTrap;
import java.nio.charset.StandardCharsets;

/**
 * Strings from guest to guest (CanonicalABI.md, {@code store_string_into_range}). The guest observes how its {@code realloc}
 * is called, so each way makes the calls of the specification: the smallest size that can do, the largest that can be
 * needed, the size that was.
 */
final class Transcoder {

    private final AbiContext to;
    private final CoreMemory memory;

    private Transcoder(AbiContext to) {
        this.to = to;
        this.memory = to.memory();
    }

    /** Lifts and lowers; returns a {@link PairNode#pair}. */
    static long transfer(AbiContext from, int address, int taggedUnits, AbiContext to) {
        StringSource source = StringSource.of(from, address, taggedUnits, ComponentTrap.STRING_CONTENT_OUT_OF_BOUNDS);
        return new Transcoder(to).transfer(source, to.options().encoding());
    }

    private long transfer(StringSource source, StringEncoding target) {
        int units = source.codeUnits();
        return switch (target) {
            case UTF8 ->
                switch (source.encoding()) {
                    case UTF8 -> copied(source, 1);
                    case UTF16 -> toUtf8(source.text(), units, 3L * units);
                    case LATIN1 -> toUtf8(source.text(), units, 2L * units);
                };
            case UTF16 ->
                switch (source.encoding()) {
                    case UTF8 -> utf8ToUtf16(source.text(), units);
                    case UTF16 -> copied(source, 2);
                    case LATIN1 -> copied(source.text().getBytes(StandardCharsets.UTF_16LE), 2, units);
                };
            case LATIN1_UTF16 ->
                switch (source.encoding()) {
                    case LATIN1 -> copied(source, 2);
                    case UTF8 -> toLatin1OrUtf16(source.text(), units);
                    case UTF16 ->
                        source.cx().options().encoding() == StringEncoding.UTF16
                                ? toLatin1OrUtf16(source.text(), units)
                                : probablyUtf16(source.bytes(), units);
                };
        };
    }

    /** {@code store_string_copy} in the encoding that it has: from memory to memory. */
    private long copied(StringSource source, int alignment) {
        source.check();
        int address = allocate(alignment, source.byteLength());
        source.cx().memory().copyTo(source.address(), memory, address, source.byteLength());
        return PairNode.pair(address, source.codeUnits());
    }

    /** {@code store_string_copy}. */
    private long copied(byte[] bytes, int alignment, int units) {
        int address = allocate(alignment, bytes.length);
        memory.write(address, bytes, 0, bytes.length);
        return PairNode.pair(address, units);
    }

    /** {@code store_string_to_utf8}. */
    private long toUtf8(String text, int units, long worstCase) {
        int address = allocate(1, units);
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        if (encoded.length == units) {
            memory.write(address, encoded, 0, units);
            return PairNode.pair(address, units);
        }
        int ascii = 0;
        while (encoded[ascii] >= 0) {
            ascii++;
        }
        memory.write(address, encoded, 0, ascii);
        address = reallocate(address, units, 1, worstCase);
        memory.write(address + ascii, encoded, ascii, encoded.length - ascii);
        if (worstCase > encoded.length) {
            address = reallocate(address, (int) worstCase, 1, encoded.length);
        }
        return PairNode.pair(address, encoded.length);
    }

    /** {@code store_utf8_to_utf16}. */
    private long utf8ToUtf16(String text, int units) {
        long worstCase = 2L * units;
        int address = allocate(2, worstCase);
        byte[] encoded = text.getBytes(StandardCharsets.UTF_16LE);
        memory.write(address, encoded, 0, encoded.length);
        if (encoded.length < worstCase) {
            address = reallocate(address, (int) worstCase, 2, encoded.length);
        }
        return PairNode.pair(address, text.length());
    }

    /** {@code store_string_to_latin1_or_utf16}. */
    private long toLatin1OrUtf16(String text, int units) {
        int address = allocate(2, units);
        int narrow = 0;
        while (narrow < text.length() && text.charAt(narrow) <= 0xff) {
            narrow++;
        }
        byte[] prefix = text.substring(0, narrow).getBytes(StandardCharsets.ISO_8859_1);
        memory.write(address, prefix, 0, narrow);
        if (narrow < text.length()) {
            return widened(text, address, units, narrow);
        }
        if (narrow < units) {
            address = reallocate(address, units, 2, narrow);
        }
        return PairNode.pair(address, narrow);
    }

    private long widened(String text, int narrowAddress, int units, int narrow) {
        long worstCase = 2L * units;
        int address = reallocate(narrowAddress, units, 2, worstCase);
        byte[] kept = new byte[narrow];
        memory.read(address, kept, 0, narrow);
        byte[] encoded = text.getBytes(StandardCharsets.UTF_16LE);
        // What the guest's realloc left of the prefix is widened in place, whatever it is.
        for (int i = 0; i < narrow; i++) {
            encoded[2 * i] = kept[i];
        }
        memory.write(address, encoded, 0, encoded.length);
        if (worstCase > encoded.length) {
            address = reallocate(address, (int) worstCase, 2, encoded.length);
        }
        return PairNode.pair(address, text.length() | StringSource.UTF16_TAG);
    }

    /** {@code store_probably_utf16_to_latin1_or_utf16}. */
    private long probablyUtf16(byte[] encoded, int units) {
        int address = allocate(2, encoded.length);
        memory.write(address, encoded, 0, encoded.length);
        for (int i = 1; i < encoded.length; i += 2) {
            if (encoded[i] != 0) {
                return PairNode.pair(address, units | StringSource.UTF16_TAG);
            }
        }
        byte[] narrow = new byte[units];
        for (int i = 0; i < units; i++) {
            narrow[i] = encoded[2 * i];
        }
        memory.write(address, narrow, 0, units);
        address = to.reallocate(address, encoded.length, 1, units);
        check(address, 1, units);
        return PairNode.pair(address, units);
    }

    private int allocate(int alignment, long size) {
        return reallocate(0, 0, alignment, size);
    }

    private int reallocate(int old, int oldSize, int alignment, long size) {
        int address = to.reallocate(old, oldSize, alignment, (int) size);
        check(address, alignment, size);
        return address;
    }

    private void check(int address, int alignment, long size) {
        Ranges.check(memory, address, size, alignment, ComponentTrap.STRING_CONTENT_OUT_OF_BOUNDS);
    }
}
