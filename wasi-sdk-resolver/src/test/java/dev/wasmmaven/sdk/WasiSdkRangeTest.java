package dev.wasmmaven.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WasiSdkRangeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "34;34.0;true",
                "34;34.1;false",
                "34;34.0-rc.2;false",
                "20;20.0+m;true",
                "20;20.0+threads;true",
                "20.0+threads;20.0;false",
                "20.0+threads;20.0+threads;true",
                "[22,34];22.0;true",
                "[22,34];34.0;true",
                "[22,34);34.0;false",
                "[22,34);33.0;true",
                "(22,34);22.0;false",
                "[22,);40.0;true",
                "[22,);21.0;false",
                "(,33];20.0;true",
                "(,33];34.0;false",
                "(,);20.0;true"
            })
    @DisplayName("a version is in a range as in Maven's notation")
    void contains(String line) {
        String[] parts = line.split(";", -1);
        assertThat(WasiSdkRange.parse(parts[0]).contains(WasiSdkVersion.parse(parts[1])))
                .isEqualTo(Boolean.parseBoolean(parts[2]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"34.0", "[22.0,34.0]", "[22.0,34.0)", "(22.0,)", "(,33.0]", "20.0+threads"})
    @DisplayName("what is written is what is read")
    void roundTrip(String text) {
        assertThat(WasiSdkRange.parse(text)).hasToString(text).isEqualTo(WasiSdkRange.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[", "[22", "22,34", "[34,22]", "[a,b]", "[22,34,36]", "latest"})
    @DisplayName("anything else is refused by name")
    void refuses(String text) {
        assertThatThrownBy(() -> WasiSdkRange.parse(text)).isInstanceOf(WasiSdkVersion.InvalidVersionException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(,);[22,34];[22.0,34.0]",
                "[22,34];(,);[22.0,34.0]",
                "[22,);(,33];[22.0,33.0]",
                "[22,);(22,33);(22.0,33.0)",
                "[20,30];[25,34);[25.0,30.0]",
                "34;[22,);34.0",
                "[22,);20.0+threads;none",
                "[20,);20.0+threads;20.0+threads",
                "[20,22];[23,);none",
                "[20,22);[22,);none",
                "[20,22];[22,);22.0"
            })
    @DisplayName("two ranges have in common what is in both")
    void intersections(String line) {
        String[] parts = line.split(";", -1);
        assertThat(WasiSdkRange.parse(parts[0])
                        .intersect(WasiSdkRange.parse(parts[1]))
                        .map(WasiSdkRange::toString)
                        .orElse("none"))
                .isEqualTo(parts[2]);
    }

    @Test
    @DisplayName("too old is told from too new")
    void tooOld() {
        WasiSdkRange range = WasiSdkRange.parse("[22,33]");
        assertThat(range.isTooOld(WasiSdkVersion.parse("21"))).isTrue();
        assertThat(range.isTooOld(WasiSdkVersion.parse("34"))).isFalse();
        assertThat(range.isTooNew(WasiSdkVersion.parse("34"))).isTrue();
        assertThat(range.isTooNew(WasiSdkVersion.parse("33"))).isFalse();
        assertThat(WasiSdkRange.parse("[22,33)").isTooNew(WasiSdkVersion.parse("33")))
                .isTrue();
    }
}
