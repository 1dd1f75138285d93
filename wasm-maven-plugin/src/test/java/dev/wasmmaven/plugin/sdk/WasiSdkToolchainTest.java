package dev.wasmmaven.plugin.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.maven.toolchain.MisconfiguredToolchainException;
import org.apache.maven.toolchain.ToolchainPrivate;
import org.apache.maven.toolchain.model.ToolchainModel;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WasiSdkToolchainTest {

    private static ToolchainPrivate toolchain(String version) throws MisconfiguredToolchainException {
        ToolchainModel model = new ToolchainModel();
        model.addProvide("version", version);
        model.addProvide("vendor", "ours");
        Xpp3Dom configuration = new Xpp3Dom("configuration");
        Xpp3Dom path = new Xpp3Dom("path");
        path.setValue(" /opt/wasi-sdk ");
        configuration.addChild(path);
        model.setConfiguration(configuration);
        return new WasiSdkToolchainFactory().createToolchain(model);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "34.0;34.0;true",
                "34.0;34;true",
                "34.0;[22,34];true",
                "34.0;[22,34);false",
                "33.0;34;false",
                "34.0;newest;false",
                "newest;newest;true",
                "newest;34;false"
            })
    @DisplayName("a required version is one, or a range of them")
    void versions(String provided, String required, boolean matches) throws MisconfiguredToolchainException {
        assertThat(toolchain(provided).matchesRequirements(Map.of("version", required)))
                .isEqualTo(matches);
    }

    @Test
    @DisplayName("every other requirement is taken by its words, and what is not provided does not match")
    void others() throws MisconfiguredToolchainException {
        assertThat(toolchain("34").matchesRequirements(Map.of())).isTrue();
        assertThat(toolchain("34").matchesRequirements(Map.of("vendor", "ours", "version", "34.0")))
                .isTrue();
        assertThat(toolchain("34").matchesRequirements(Map.of("vendor", "theirs")))
                .isFalse();
        assertThat(toolchain("34").matchesRequirements(Map.of("id", "x"))).isFalse();
    }

    @Test
    @DisplayName("its directory is what its path says; an entry without a path is refused")
    void path() throws MisconfiguredToolchainException {
        assertThat(toolchain("34").findTool("wasi-sdk")).isEqualTo("/opt/wasi-sdk");
        assertThat(toolchain("34").findTool("no-such-tool")).isNull();
        assertThatThrownBy(() -> new WasiSdkToolchainFactory().createToolchain(new ToolchainModel()))
                .isInstanceOf(MisconfiguredToolchainException.class)
                .hasMessageContaining("<path>");
    }
}
