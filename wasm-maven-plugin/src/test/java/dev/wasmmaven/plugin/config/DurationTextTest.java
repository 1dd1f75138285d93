package dev.wasmmaven.plugin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.plugin.diagnosis.GoalException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

    private static Optional<Duration> parse(@Nullable String text) {
        return DurationText.parse(text, "timeout", "wasm.timeout");
    }

    @Test
    @DisplayName("a duration is a limit")
    void limit() {
        assertThat(parse("90s")).contains(Duration.ofSeconds(90));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  ", "0", "0s", "PT0S"})
    @DisplayName("nothing and zero mean no limit")
    void none(@Nullable String text) {
        assertThat(parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-1s"})
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
