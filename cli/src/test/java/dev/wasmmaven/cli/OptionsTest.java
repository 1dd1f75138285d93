package dev.wasmmaven.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.runtime.Preopen;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Values of options")
class OptionsTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "data, data, data, false",
        "data::/d, data, /d, false",
        "data::/d::ro, data, /d, true",
        "data::::ro, data, data, true",
        ".::/, ., /, false",
        "a:b, a:b, a:b, false"
    })
    @DisplayName("of --dir name a host directory, the guest's name for it and whether it is read-only")
    void dirs(String value, String host, String guest, boolean readOnly) {
        assertThat(DirOption.parse(value)).isEqualTo(new Preopen(Path.of(host), guest, readOnly));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"", "::x", "a::b::c", "a::b::ro::x"})
    @DisplayName("of --dir in another form are refused")
    void badDirs(String value) {
        assertThatThrownBy(() -> DirOption.parse(value)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"10, 10000", "10s, 10000", "500ms, 500", "2m, 120000", "1h, 3600000", "1.5s, 1500", "0.5, 500"})
    @DisplayName("of --timeout are times with a unit, or seconds")
    void timeouts(String value, long millis) {
        assertThat(TimeoutOption.parse(value)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"", "0", "0s", "-1", "1d", "soon", "1 s", "9999999999"})
    @DisplayName("of --timeout in another form, and zero, are refused")
    void badTimeouts(String value) {
        assertThatThrownBy(() -> TimeoutOption.parse(value)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("of exit codes keep a failure a failure")
    void exitCodes() {
        assertThat(ExitCodes.ofGuest(0)).isZero();
        assertThat(ExitCodes.ofGuest(3)).isEqualTo(3);
        assertThat(ExitCodes.ofGuest(256)).isEqualTo(1);
        assertThat(ExitCodes.ofGuest(257)).isEqualTo(1);
        assertThat(ExitCodes.ofGuest(-1)).isEqualTo(255);
    }
}
