package dev.wasmmaven.support.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizesTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "65536, 65536",
        "64K, 65536",
        "64 KiB, 65536",
        "1.5m, 1572864",
        "2gb, 2147483648",
        "1T, 1099511627776",
        "9223372036854775807, 9223372036854775807"
    })
    @DisplayName("a size is a number with a unit")
    void sizes(String text, long bytes) {
        assertThat(Sizes.parse(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "K", "-1", "1X", "1 2", "9223372036854775808", "9999999999999T", "0x10", "1e3"})
    @DisplayName("anything else is refused with an example")
    void refused(String text) {
        assertThatThrownBy(() -> Sizes.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("such as 65536");
    }
}
