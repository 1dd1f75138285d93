package dev.wasmmaven.runtime.component.abi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompactStringsTest {

    @ParameterizedTest
    @ValueSource(strings = {"\u0100", "a\ud800", "ascii and then \u20ac", "\ud83d\ude00", "\uffff\uffff\uffff"})
    @DisplayName("a string with a char beyond Latin-1 is never taken for one without")
    void wide(String text) {
        assertThat(CompactStrings.isLatin1(text)).isFalse();
        assertThat(CompactStrings.isLatin1(text.repeat(1000))).isFalse();
        assertThat(CompactStrings.isLatin1("a".repeat(5000) + text)).isFalse();
        assertThat(CompactStrings.isLatin1(new StringBuilder(text).reverse().toString()))
                .isFalse();
    }

    @Test
    @DisplayName("on this JDK narrow strings are known as such, however they came about")
    void narrow() {
        assertThat(CompactStrings.isLatin1("")).isTrue();
        assertThat(CompactStrings.isLatin1("plain")).isTrue();
        assertThat(CompactStrings.isLatin1("\u00e4\u00ff")).isTrue();
        assertThat(CompactStrings.isLatin1("\u0100narrow".substring(1))).isTrue();
        assertThat(CompactStrings.isLatin1(new String(new byte[3], StandardCharsets.UTF_8)))
                .isTrue();
    }
}
