package dev.wasmmaven.plugin.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class NamePatternsTest {

    @Test
    @DisplayName("no patterns take everything")
    void everything() {
        assertThat(new NamePatterns(List.of(), List.of()).matches("app/lib/app"))
                .isTrue();
    }

    @Test
    @DisplayName("* stays within a part, ** spans parts, ? is one character")
    void wildcards() {
        NamePatterns patterns = new NamePatterns(List.of("app/*/cli?", "other/**"), List.of());
        assertThat(patterns.matches("app/test/cli1")).isTrue();
        assertThat(patterns.matches("app/test/cli")).isFalse();
        assertThat(patterns.matches("other/bin/x")).isTrue();
        assertThat(patterns.matches("app/x/y/cli1")).isFalse();
    }

    @Test
    @DisplayName("a pattern without a slash is looked for at any depth")
    void anyDepth() {
        assertThat(new NamePatterns(List.of("cli*"), List.of()).matches("app/test/cli_args"))
                .isTrue();
        assertThat(new NamePatterns(List.of("cli*"), List.of()).matches("cli/test/smoke"))
                .isFalse();
    }

    @Test
    @DisplayName("excludes take away from what is included")
    void excludes() {
        NamePatterns patterns = new NamePatterns(List.of("**/test/*"), List.of("slow*", " app\\test\\flaky "));
        assertThat(patterns.matches("app/test/smoke")).isTrue();
        assertThat(patterns.matches("app/test/slow_io")).isFalse();
        assertThat(patterns.matches("app/test/flaky")).isFalse();
        assertThat(patterns.matches("app/lib/app")).isFalse();
    }
}
