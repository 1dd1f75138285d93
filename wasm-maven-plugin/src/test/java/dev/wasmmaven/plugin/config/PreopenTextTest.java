package dev.wasmmaven.plugin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.plugin.diagnosis.GoalException;
import dev.wasmmaven.runtime.Preopen;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreopenTextTest {

    private static final Path BASE = Path.of("base").toAbsolutePath();

    @Test
    @DisplayName("a directory alone is found under the same name, relative to the project on the host")
    void sameName() {
        assertThat(PreopenText.parse("src/data", BASE))
                .isEqualTo(new Preopen(BASE.resolve("src/data"), "src/data", false));
        assertThat(PreopenText.parse(".", BASE)).isEqualTo(new Preopen(BASE, ".", false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "::/in", "data::/in::rw"})
    @DisplayName("another form is an error")
    void incomplete(String text) {
        assertThatThrownBy(() -> PreopenText.parse(text, BASE)).isInstanceOf(GoalException.class);
    }
}
