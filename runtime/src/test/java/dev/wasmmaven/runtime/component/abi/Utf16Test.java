package dev.wasmmaven.runtime.component.abi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wasmmaven.runtime.error.TrapException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class Utf16Test {

    @Test
    @DisplayName(
            "random units, surrogates among them, are accepted exactly where the JDK's strict decoder accepts them")
    void random() {
        Random random = new Random(1);
        int accepted = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            int units = random.nextInt(14);
            while (text.length() < units) {
                append(random, text);
            }
            byte[] bytes = units(text);
            boolean wellFormed = isWellFormed(bytes);
            assertThat(accepts(bytes)).as(HexFormat.of().formatHex(bytes)).isEqualTo(wellFormed);
            accepted += wellFormed ? 1 : 0;
        }
        assertThat(accepted).isBetween(2_000, 18_000);
    }

    private static void append(Random random, StringBuilder text) {
        switch (random.nextInt(12)) {
            case 0 -> text.append((char) (0xd800 + random.nextInt(0x800)));
            case 1, 2 -> text.appendCodePoint(0x10000 + random.nextInt(0x100000));
            case 3 -> text.append((char) (0xd7f8 + random.nextInt(8)));
            case 4 -> text.append((char) (0xe000 + random.nextInt(8)));
            default -> text.append((char) random.nextInt(0x300));
        }
    }

    /** Java's own encoder replaces lone surrogates. */
    private static byte[] units(CharSequence text) {
        byte[] bytes = new byte[2 * text.length()];
        for (int i = 0; i < text.length(); i++) {
            bytes[2 * i] = (byte) text.charAt(i);
            bytes[2 * i + 1] = (byte) (text.charAt(i) >> 8);
        }
        return bytes;
    }

    private static boolean accepts(byte[] bytes) {
        try {
            Utf16.check(bytes, 0, bytes.length);
            return true;
        } catch (TrapException e) {
            return false;
        }
    }

    private static boolean isWellFormed(byte[] bytes) {
        try {
            StandardCharsets.UTF_16LE.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
