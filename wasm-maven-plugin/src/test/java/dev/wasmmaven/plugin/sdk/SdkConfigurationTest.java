package dev.wasmmaven.plugin.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.plugin.diagnosis.GoalException;
import dev.wasmmaven.sdk.WasiSdkRange;
import dev.wasmmaven.sdk.WasiSdkVersion;
import dev.wasmmaven.support.digest.Digest;
import dev.wasmmaven.toolkit.sdk.SdkChoice;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SdkConfigurationTest {

    private static final String HEX = "ab".repeat(32);

    @Test
    @DisplayName("a text is a version, a range, a directory, an address, or a word")
    void texts() {
        assertThat(SdkConfiguration.ofText(" 34 ")).isEqualTo(new SdkChoice.Release(WasiSdkRange.parse("34")));
        assertThat(SdkConfiguration.ofText("[22,34)")).isEqualTo(new SdkChoice.Release(WasiSdkRange.parse("[22,34)")));
        assertThat(SdkConfiguration.ofText("20.0+threads"))
                .isEqualTo(new SdkChoice.Release(WasiSdkRange.exactly(WasiSdkVersion.parse("20.0+threads"))));
        assertThat(SdkConfiguration.ofText("/opt/wasi-sdk"))
                .isEqualTo(new SdkChoice.Directory(Path.of("/opt/wasi-sdk")));
        assertThat(SdkConfiguration.ofText("../sdk")).isEqualTo(new SdkChoice.Directory(Path.of("../sdk")));
        assertThat(SdkConfiguration.ofText("https://mirror.example/sdk"))
                .isEqualTo(new SdkChoice.Address("https://mirror.example/sdk", Optional.empty(), Optional.empty()));
        assertThat(SdkConfiguration.ofText("system")).isEqualTo(new SdkChoice.SystemPackages());
        assertThat(SdkConfiguration.ofText("any")).isEqualTo(new SdkChoice.OnMachine());
    }

    @Test
    @DisplayName("an element's kind says which attributes it takes")
    void kinds() {
        assertThat(SdkConfiguration.ofAttributes(Map.of(
                        "kind", "url", "url", "https://x/sdk.tar.gz", "version", "34", "digest", "sha256:" + HEX)))
                .isEqualTo(new SdkChoice.Address(
                        "https://x/sdk.tar.gz",
                        Optional.of(WasiSdkRange.parse("34")),
                        Optional.of(Digest.parse("sha256:" + HEX))));
        assertThat(SdkConfiguration.ofAttributes(
                        Map.of("kind", "maven", "groupId", "g", "artifactId", "a", "version", "[22,34]")))
                .isEqualTo(new SdkChoice.Artifact("g", "a", WasiSdkRange.parse("[22,34]"), Optional.empty()));
        assertThat(SdkConfiguration.ofAttributes(Map.of("kind", "path", "path", "sdk")))
                .isEqualTo(new SdkChoice.Directory(Path.of("sdk")));
        assertThat(SdkConfiguration.ofAttributes(Map.of("kind", "system"))).isEqualTo(new SdkChoice.SystemPackages());
    }

    @Test
    @DisplayName("an unknown kind, a missing or an unknown attribute, and a bad digest are each told as such")
    void mistakes() {
        assertThatThrownBy(() -> SdkConfiguration.ofAttributes(Map.of("kind", "zip")))
                .isInstanceOf(GoalException.class)
                .hasMessageContaining("unknown kind 'zip'");
        assertThatThrownBy(() -> SdkConfiguration.ofAttributes(Map.of("kind", "path")))
                .hasMessageContaining("<sdk kind=\"path\"> has no path");
        assertThatThrownBy(() -> SdkConfiguration.ofAttributes(Map.of("kind", "path", "path", "x", "digest", "y")))
                .hasMessageContaining("does not take digest");
        assertThatThrownBy(() -> SdkConfiguration.ofAttributes(
                        Map.of("kind", "url", "url", "https://x/sdk.tar.gz", "digest", "sha256:12")))
                .hasMessageContaining("digest that is not understood: 'sha256:12'");
    }

    @Test
    @DisplayName("a size is a number of bytes, or one with a unit")
    void sizes() {
        assertThat(MemorySize.parse("65536", "maxMemory")).hasValue(65_536);
        assertThat(MemorySize.parse("64m", "maxMemory")).hasValue(64L << 20);
        assertThat(MemorySize.parse("2 GiB", "maxMemory")).hasValue(2L << 30);
        assertThat(MemorySize.parse(" ", "maxMemory")).isEmpty();
        assertThat(MemorySize.parse(null, "maxMemory")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lots", "-1", "1.5g", "12t"})
    @DisplayName("another size is refused, naming the parameter")
    void badSizes(String text) {
        assertThatThrownBy(() -> MemorySize.parse(text, "maxMemory"))
                .isInstanceOf(GoalException.class)
                .hasMessageContaining("<maxMemory> is '" + text + "'");
    }
}
