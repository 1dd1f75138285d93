package dev.wasmmaven.sdk.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.wasmmaven.sdk.HostPlatform;
import dev.wasmmaven.sdk.SdkException;
import dev.wasmmaven.sdk.WasiSdkVersion;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfiguredArchiveTest {

    @Test
    @DisplayName("the name of every file that the table of releases has is read back to its version and machine")
    void allReleases() {
        SdkReleases releases = SdkReleases.builtIn();
        for (WasiSdkVersion version : SdkReleases.known()) {
            for (HostPlatform machine : HostPlatform.values()) {
                Optional<SdkRelease> release = releases.find(version, machine);
                release.ifPresent(file -> assertThat(ConfiguredArchive.of(
                                "https://example.org/x/" + file.fileName().replace("+", "%2B"),
                                Optional.empty(),
                                machine))
                        .as(file.fileName())
                        .satisfies(archive -> assertThat(archive.version()).isEqualTo(version))
                        .satisfies(archive ->
                                assertThat(machine.runs(archive.platform())).isTrue()));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.org/wasi-sdk-34.0-x86_64-linux.tar.gz,true",
        "https://example.org/sdk.zip?signature=a.b,true",
        "https://example.org/sdk.TGZ,true",
        "https://example.org/wasi-sdk/releases/download,false",
        "https://example.org/{file}/wasi-sdk.tar.gz,false"
    })
    @DisplayName("an address that ends like an archive is one; a base address or a template is none")
    void archives(String address, boolean expected) {
        assertThat(ConfiguredArchive.isArchive(address)).isEqualTo(expected);
    }

    @Test
    @DisplayName("a file with a name of its own needs a version, and is taken to be for this machine")
    void ownName() {
        ConfiguredArchive archive = ConfiguredArchive.of(
                "file:///srv/our-sdk.tar.gz", Optional.of(WasiSdkVersion.of(33, 0)), HostPlatform.ARM64_LINUX);
        assertThat(archive.version()).isEqualTo(WasiSdkVersion.of(33, 0));
        assertThat(archive.platform()).isEqualTo(HostPlatform.ARM64_LINUX);

        SdkException failure = catchThrowableOfType(
                SdkException.class,
                () -> ConfiguredArchive.of("file:///srv/our-sdk.tar.gz", Optional.empty(), HostPlatform.ARM64_LINUX));
        assertThat(failure).hasMessageContaining("version");
        assertThat(failure.nextStep()).contains("version=");
    }

    @ParameterizedTest
    @CsvSource({"no scheme.tar.gz", "sdk.tar.gz", "https:"})
    @DisplayName("what is no address is refused by name")
    void noAddress(String text) {
        SdkException failure = catchThrowableOfType(
                SdkException.class,
                () -> ConfiguredArchive.of(text, Optional.of(WasiSdkVersion.of(34, 0)), HostPlatform.ARM64_LINUX));
        assertThat(failure).hasMessageContaining(text);
    }
}
