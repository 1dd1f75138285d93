package dev.wasmmaven.runtime.component.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class VersionsTest {

    @Test
    @DisplayName("versions are compatible if their first number that is not zero is the same")
    void family() {
        assertThat(Versions.family("a:b/c@1.2.3")).contains("a:b/c@1");
        assertThat(Versions.family("a:b/c@0.2.3")).contains("a:b/c@0.2");
        assertThat(Versions.family("a:b/c@1.2.3+build.5")).contains("a:b/c@1");
    }

    @Test
    @DisplayName("0.0.z, pre-releases and names without a version stand for themselves only")
    void alone() {
        assertThat(Versions.family("a:b/c@0.0.3")).isEmpty();
        assertThat(Versions.family("a:b/c@1.0.0-rc.1")).isEmpty();
        assertThat(Versions.family("a:b/c")).isEmpty();
        assertThat(Versions.family("a:b/c@x")).isEmpty();
    }

    @Test
    @DisplayName("versions are ordered as numbers")
    void order() {
        assertThat(Versions.compare("a:b/c@0.2.12", "a:b/c@0.2.9")).isPositive();
        assertThat(Versions.compare("a:b/c@1.9.0", "a:b/c@1.10.0")).isNegative();
        assertThat(Versions.compare("a:b/c@1.9.0", "a:b/c@1.9.0+x")).isZero();
    }
}
