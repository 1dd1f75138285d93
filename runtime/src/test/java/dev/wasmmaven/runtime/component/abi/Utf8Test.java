package dev.wasmmaven.runtime.component.abi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.runtime.error.TrapException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {

    @ParameterizedTest
    @ValueSource(strings = {"", "ascii only, longer than a word", "ä", "€", "😀", "a\ufffdb", "mixed ä€😀 mixed"})
    @DisplayName("well-formed text is decoded, U+FFFD too")
    void wellFormed(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThat(Utf8.decode(bytes, 0, bytes.length)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"80", "c0af", "c1bf", "c328", "e08080", "eda080", "f0808080", "f4908080", "f5808080", "ff"})
    @DisplayName("overlong forms, surrogates and stray bytes trap")
    void invalid(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertThatThrownBy(() -> Utf8.decode(bytes, 0, bytes.length))
                .isInstanceOf(TrapException.class)
                .hasMessageStartingWith("invalid utf-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"c3", "61e282", "f09f98"})
    @DisplayName("a sequence that ends too early traps as incomplete")
    void incomplete(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertThatThrownBy(() -> Utf8.decode(bytes, 0, bytes.length))
                .isInstanceOf(TrapException.class)
                .hasMessageStartingWith("incomplete utf-8 byte sequence");
    }

    @Test
    @DisplayName("random bytes are accepted exactly where the JDK's strict decoder accepts them")
    void random() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(80)];
            int others = 2 + random.nextInt(60);
            for (int at = 0; at < bytes.length; at++) {
                bytes[at] = (byte) (random.nextInt(others) == 0 ? random.nextInt(256) : random.nextInt(128));
            }
            assertThat(accepts(bytes)).as(HexFormat.of().formatHex(bytes)).isEqualTo(isWellFormed(bytes));
        }
    }

    @Test
    @DisplayName("a character is found where the JDK finds it, after bytes of any kind")
    void indexOf() {
        Random random = new Random(2);
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = new byte[random.nextInt(120)];
            random.nextBytes(bytes);
            int from = random.nextInt(bytes.length + 1);
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            assertThat(Utf8.indexOf(bytes, '?', from)).isEqualTo(text.indexOf('?', from));
        }
    }

    private static boolean accepts(byte[] bytes) {
        try {
            Utf8.check(bytes, 0, bytes.length);
            return true;
        } catch (TrapException e) {
            return false;
        }
    }

    private static boolean isWellFormed(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
