package dev.wasmmaven.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WasiSdkVersionTest {

    @ParameterizedTest
    @CsvSource({
        "34,34.0",
        "22.0,22.0",
        "20.0+threads,20.0+threads",
        "' 25.1 ',25.1",
        "20.0+m,20.0+m",
        "34.0-rc.2,34.0-rc.2",
        "25.3g0123456789ab+m,25.3+m",
        "34.1-rc.2g0123456789ab,34.1-rc.2"
    })
    @DisplayName("every form in use is read and written in full")
    void parses(String text, String written) {
        assertThat(WasiSdkVersion.parse(text)).hasToString(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v34", "0", "34.", "34.0.1", "-1", "latest", "99999999999"})
    @DisplayName("anything else is refused by name, with its id")
    void refuses(String text) {
        assertThatThrownBy(() -> WasiSdkVersion.parse(text))
                .isInstanceOf(WasiSdkVersion.InvalidVersionException.class)
                .hasMessage("not a wasi-sdk version: '" + text + "'");
    }

    @Test
    @DisplayName("9 is older than 20, and the threads build of 20 is as new as 20")
    void orders() {
        assertThat(WasiSdkVersion.parse("9")).isLessThan(WasiSdkVersion.parse("20.0"));
        assertThat(WasiSdkVersion.parse("20.0+threads").isAtLeast(WasiSdkVersion.parse("20")))
                .isTrue();
        assertThat(WasiSdkVersion.parse("21").isAtLeast(WasiSdkVersion.parse("22")))
                .isFalse();
    }

    @Test
    @DisplayName("a pre-release comes before its release, and after the release before")
    void ordersPreReleases() {
        assertThat(WasiSdkVersion.parse("34.0-rc.2")).isLessThan(WasiSdkVersion.parse("34"));
        assertThat(WasiSdkVersion.parse("34.0-rc.2")).isLessThan(WasiSdkVersion.parse("34.0-rc.10"));
        assertThat(WasiSdkVersion.parse("34.0-rc.2")).isGreaterThan(WasiSdkVersion.parse("33"));
        assertThat(WasiSdkVersion.parse("34.0-0")).isLessThan(WasiSdkVersion.parse("34.0-rc.1"));
    }
}
