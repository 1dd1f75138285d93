package dev.wasmmaven.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostPlatformTest {

    @ParameterizedTest
    @CsvSource({
        "amd64,Linux,x86_64-linux",
        "aarch64,Linux,arm64-linux",
        "riscv64,Linux,riscv64-linux",
        "x86_64,Mac OS X,x86_64-macos",
        "aarch64,Mac OS X,arm64-macos",
        "amd64,Windows 11,x86_64-windows"
    })
    @DisplayName("Java's names give the names of the release archives")
    void names(String arch, String os, String expected) {
        assertThat(HostPlatform.of(arch, os))
                .hasValueSatisfying(platform -> assertThat(platform).hasToString(expected));
    }

    @Test
    @DisplayName("a machine without a release is no platform")
    void unknown() {
        assertThat(HostPlatform.of("s390x", "Linux")).isEmpty();
        assertThat(HostPlatform.of("amd64", "FreeBSD")).isEmpty();
    }
}
