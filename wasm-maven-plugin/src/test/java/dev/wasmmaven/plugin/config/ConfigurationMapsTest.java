package dev.wasmmaven.plugin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.plugin.diagnosis.GoalException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ConfigurationMapsTest {

    @Test
    @DisplayName("an empty element is an empty text, and an absent map is empty")
    void nulls() {
        Map<String, @Nullable String> map = new HashMap<>();
        map.put("EMPTY", null);
        assertThat(ConfigurationMaps.withoutNulls(map)).containsEntry("EMPTY", "");
        assertThat(ConfigurationMaps.withoutNulls(null)).isEmpty();
    }

    @Test
    @DisplayName("a variable's value may hold further equals signs or be empty")
    void variables() {
        assertThat(ConfigurationMaps.variables(List.of("A=1", "B=x=y", "C="), "wasm.env"))
                .containsExactly(Map.entry("A", "1"), Map.entry("B", "x=y"), Map.entry("C", ""));
    }

    @Test
    @DisplayName("a text without a name is no variable")
    void noName() {
        for (String text : List.of("A", "=1")) {
            assertThatThrownBy(() -> ConfigurationMaps.variables(List.of(text), "wasm.env"))
                    .isInstanceOf(GoalException.class)
                    .hasMessageContaining(text);
        }
    }
}
