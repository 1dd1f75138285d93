package dev.wasmmaven.plugin.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TargetListTest {

    private final List<String> warnings = new ArrayList<>();

    @Test
    @DisplayName("targets come one each or separated by commas, in their order and each once; wasm32-wasip1 by default")
    void order() {
        assertThat(TargetList.of(null, null, warnings::add)).containsExactly("wasm32-wasip1");
        assertThat(TargetList.of(" ", List.of(), warnings::add)).containsExactly("wasm32-wasip1");
        assertThat(TargetList.of(
                        "wasm32-wasip2, wasm32-wasip1", List.of("wasm32-wasip1", "wasm32-wasip3"), warnings::add))
                .containsExactly("wasm32-wasip2", "wasm32-wasip1", "wasm32-wasip3");
        assertThat(warnings).isEmpty();
    }

    @Test
    @DisplayName("a name that was given up is understood, with a warning that has today's")
    void oldNames() {
        assertThat(TargetList.of("wasm32-wasi,wasm32-wasip1", List.of("wasm32-wasi-preview1-threads"), warnings::add))
                .containsExactly("wasm32-wasip1", "wasm32-wasip1-threads");
        assertThat(warnings)
                .hasSize(2)
                .first()
                .asString()
                .contains("wasm32-wasi ")
                .contains("<target>wasm32-wasip1</target>");
    }
}
