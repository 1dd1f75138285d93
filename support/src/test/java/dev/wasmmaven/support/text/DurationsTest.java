package dev.wasmmaven.support.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "500ms,500",
        "30s,30000",
        "30,30000",
        "5m,300000",
        "5min,300000",
        "2h,7200000",
        "30d,2592000000",
        "PT1M,60000",
        "' 7 s ',7000",
        "1.5s,1500",
        "0.5,500",
        "0,0",
        "0s,0",
        "PT0S,0"
    })
    @DisplayName("a number with a unit, a number of seconds, or ISO 8601")
    void accepted(String text, long millis) {
        assertThat(Durations.parse(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {"", "soon", "-1", "-1s", "PT-1S", "1w", "10 days", "1.", ".5", "9999999999", "99999999999s"})
    @DisplayName("anything else is refused by name")
    void refused(String text) {
        assertThatThrownBy(() -> Durations.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'");
    }
}
