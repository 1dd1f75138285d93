package dev.wasmmaven.runtime.component.abi;

import java.nio.charset.StandardCharsets;

/**
 * Lowers a Java string. The host chooses the source's encoding such that one allocation of the exact size will do
 * ({@code store_string_copy}).
 */
final class StringStorer {

    private StringStorer() {}

    /**
     * Lowers; returns a {@link PairNode#pair}.
     *
     * @throws IllegalArgumentException the string has a lone surrogate, or is longer than a guest may get
     */
    static long store(AbiContext cx, String text) {
        return switch (cx.options().encoding()) {
            case UTF8 -> {
                byte[] bytes = utf8(text);
                yield PairNode.pair(allocate(cx, bytes, 1), bytes.length);
            }
            case UTF16 -> PairNode.pair(allocate(cx, utf16(text), 2), text.length());
            case LATIN1_UTF16 ->
                isLatin1(text)
                        ? PairNode.pair(allocate(cx, text.getBytes(StandardCharsets.ISO_8859_1), 2), text.length())
                        : PairNode.pair(allocate(cx, utf16(text), 2), text.length() | StringSource.UTF16_TAG);
        };
    }

    private static int allocate(AbiContext cx, byte[] bytes, int alignment) {
        if (bytes.length > Ranges.MAX_BYTES) {
            throw new IllegalArgumentException("a string of " + bytes.length + " bytes is too long for a component");
        }
        int address = cx.allocate(alignment, bytes.length);
        Ranges.checkAllocated(cx.memory(), address, bytes.length, alignment);
        cx.memory().write(address, bytes, 0, bytes.length);
        return address;
    }

    private static byte[] utf8(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        // A lone surrogate becomes a question mark. Looking for those is faster than looking at each char.
        if (!CompactStrings.isLatin1(text) && Utf8.indexOf(bytes, '?', 0) >= 0) {
            checkSurrogates(text);
        }
        return bytes;
    }

    private static byte[] utf16(String text) {
        if (!CompactStrings.isLatin1(text)) {
            checkSurrogates(text);
        }
        return text.getBytes(StandardCharsets.UTF_16LE);
    }

    private static void checkSurrogates(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (Character.isSurrogate(unit)) {
                boolean paired = Character.isHighSurrogate(unit)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!paired) {
                    throw loneSurrogate(i);
                }
                i++;
            }
        }
    }

    private static IllegalArgumentException loneSurrogate(int at) {
        return new IllegalArgumentException(
                "a string has a lone surrogate at index " + at + "; components take Unicode scalar values only");
    }

    private static boolean isLatin1(String text) {
        if (CompactStrings.isLatin1(text)) {
            return true;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0xff) {
                return false;
            }
        }
        return true;
    }
}
