package dev.wasmmaven.plugin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.plugin.diagnosis.GoalException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

    private static Optional<Duration> parse(@Nullable String text) {
        return DurationText.parse(text, "timeout", "wasm.timeout");
    }

    @ParameterizedTest
    @CsvSource({
        "500ms,500",
        "30s,30000",
        "30,30000",
        "5m,300000",
        "5min,300000",
        "2h,7200000",
        "PT1M,60000",
        "' 7 s ',7000"
    })
    @DisplayName("a number with a unit, a number of seconds, or ISO 8601")
    void accepted(String text, long millis) {
        assertThat(parse(text)).contains(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  ", "0", "0s", "PT0S"})
    @DisplayName("nothing and zero mean no limit")
    void none(@Nullable String text) {
        assertThat(parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-1s", "PT-1S", "1.5", "10 days", "99999999999s"})
    @DisplayName("anything else is an error that names the parameter and its property")
    void refused(String text) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(GoalException.class)
                .hasMessageContaining("<timeout>")
                .hasMessageContaining(text)
                .extracting(e -> ((GoalException) e).nextStep())
                .asString()
                .contains("-Dwasm.timeout=");
    }
}
