package dev.wasmmaven.sdk.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.sdk.HostPlatform;
import dev.wasmmaven.sdk.SdkException;
import dev.wasmmaven.sdk.WasiSdkRange;
import dev.wasmmaven.sdk.WasiSdkVersion;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SdkReleasesTest {

    private final SdkReleases releases = SdkReleases.builtIn();

    @ParameterizedTest
    @CsvSource({
        "20.0,x86_64-linux,wasi-sdk-20/wasi-sdk-20.0-linux.tar.gz",
        "20.0,arm64-macos,wasi-sdk-20/wasi-sdk-20.0-macos.tar.gz",
        "20.0,x86_64-windows,wasi-sdk-20/wasi-sdk-20.0.m-mingw.tar.gz",
        "20.0+threads,x86_64-linux,wasi-sdk-20%2Bthreads/wasi-sdk-20.0.threads-linux.tar.gz",
        "20.0+threads,x86_64-macos,wasi-sdk-20%2Bthreads/wasi-sdk-20.0.threads-macos.tar.gz",
        "21.0,x86_64-windows,wasi-sdk-21/wasi-sdk-21.0.m-mingw.tar.gz",
        "22.0,x86_64-linux,wasi-sdk-22/wasi-sdk-22.0-linux.tar.gz",
        "22.0,x86_64-windows,wasi-sdk-22/wasi-sdk-22.0.m-mingw64.tar.gz",
        "23.0,x86_64-linux,wasi-sdk-23/wasi-sdk-23.0-x86_64-linux.tar.gz",
        "23.0,arm64-linux,wasi-sdk-23/wasi-sdk-23.0-arm64-linux.tar.gz",
        "25.0,arm64-macos,wasi-sdk-25/wasi-sdk-25.0-arm64-macos.tar.gz",
        "25.0,arm64-windows,wasi-sdk-25/wasi-sdk-25.0-x86_64-windows.tar.gz",
        "26.0,arm64-windows,wasi-sdk-26/wasi-sdk-26.0-arm64-windows.tar.gz",
        "33.0,riscv64-linux,wasi-sdk-33/wasi-sdk-33.0-riscv64-linux.tar.gz",
        "34.0,x86_64-linux,wasi-sdk-34/wasi-sdk-34.0-x86_64-linux.tar.gz",
        "34.0-rc.2,x86_64-linux,wasi-sdk-34-rc.2/wasi-sdk-34.0-rc.2-x86_64-linux.tar.gz",
        "41.0,arm64-linux,wasi-sdk-41/wasi-sdk-41.0-arm64-linux.tar.gz"
    })
    @DisplayName("a version and a machine give the file of the release, as it was called at the time")
    void addresses(String version, String machine, String expected) {
        SdkRelease release = releases.find(
                        WasiSdkVersion.parse(version),
                        HostPlatform.find(machine).orElseThrow())
                .orElseThrow();
        assertThat(ReleaseAddress.official().of(release))
                .hasToString("https://github.com/WebAssembly/wasi-sdk/releases/download/" + expected);
    }

    @ParameterizedTest
    @CsvSource({
        "22.0,arm64-linux",
        "32.0,riscv64-linux",
        "20.0,riscv64-linux",
        "20.0+threads,x86_64-windows",
        "19.0,x86_64-linux"
    })
    @DisplayName("a release that was not made for a machine has no file for it")
    void absent(String version, String machine) {
        assertThat(releases.find(
                        WasiSdkVersion.parse(version),
                        HostPlatform.find(machine).orElseThrow()))
                .isEmpty();
    }

    @Test
    @DisplayName("every known release has a file for x86_64 Linux and both Macs")
    void complete() {
        for (WasiSdkVersion version : SdkReleases.known()) {
            for (HostPlatform machine :
                    new HostPlatform[] {HostPlatform.X86_64_LINUX, HostPlatform.X86_64_MACOS, HostPlatform.ARM64_MACOS
                    }) {
                assertThat(releases.find(version, machine))
                        .as("%s on %s", version, machine)
                        .isPresent();
            }
        }
        assertThat(SdkReleases.known()).hasSize(16);
    }

    @Test
    @DisplayName("the newest release of a range is the newest that has a file for the machine")
    void newest() {
        assertThat(releases.newest(WasiSdkRange.any(), HostPlatform.X86_64_LINUX))
                .hasValue(WasiSdkVersion.of(34, 0));
        assertThat(releases.newest(WasiSdkRange.parse("[20,22]"), HostPlatform.X86_64_LINUX))
                .hasValue(WasiSdkVersion.of(22, 0));
        assertThat(releases.newest(WasiSdkRange.parse("[20,22]"), HostPlatform.ARM64_LINUX))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://mirror.example/sdk/,https://mirror.example/sdk/wasi-sdk-34/wasi-sdk-34.0-arm64-linux.tar.gz",
        "https://mirror.example/{version}/{platform}/{file}?raw=1,https://mirror.example/34.0/arm64-linux/wasi-sdk-34.0-arm64-linux.tar.gz?raw=1"
    })
    @DisplayName("a mirror is a base address or a template")
    void mirrors(String mirror, String expected) {
        SdkRelease release = releases.find(WasiSdkVersion.of(34, 0), HostPlatform.ARM64_LINUX)
                .orElseThrow();
        assertThat(ReleaseAddress.of(mirror).of(release)).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mirror.example", "ftp://mirror.example", "https://", "https://a b/"})
    @DisplayName("what is no address that files come from is refused by name")
    void badMirrors(String mirror) {
        assertThatThrownBy(() -> ReleaseAddress.of(mirror)).isInstanceOfSatisfying(SdkException.class, failure -> {
            assertThat(failure.diagnosticId()).isEqualTo(DiagnosticId.CONFIGURATION_INVALID);
            assertThat(failure).hasMessageContaining("'" + mirror + "'");
        });
    }
}
