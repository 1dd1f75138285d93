package dev.wasmmaven.toolkit.cargo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetCfgTest {

    private final TargetCfg wasi = TargetCfg.of(List.of(
            "debug_assertions",
            "panic=\"abort\"",
            "target_arch=\"wasm32\"",
            "target_family=\"wasm\"",
            "target_feature=\"bulk-memory\"",
            "target_os=\"wasi\"",
            "target_vendor=\"unknown\""));

    @ParameterizedTest
    @DisplayName("expressions that hold for WASI")
    @ValueSource(
            strings = {
                "cfg(target_os = \"wasi\")",
                "cfg(target_os=\"wasi\")",
                "cfg( all( target_arch = \"wasm32\" , not( unix ) , ) )",
                "cfg(any(windows, target_family = \"wasm\"))",
                "cfg(not(any(windows, unix)))",
                "cfg(all())",
                "cfg(debug_assertions)",
                "cfg(target_feature = \"bulk-memory\")",
                "cfg(true)",
                "cfg(all(any(unix, all(target_os = \"wasi\")), not(not(panic = \"abort\"))))"
            })
    void hold(String expression) {
        assertThat(wasi.holds(expression)).isTrue();
    }

    @ParameterizedTest
    @DisplayName("expressions that do not")
    @ValueSource(
            strings = {
                "cfg(windows)",
                "cfg(unix)",
                "cfg(target_os = \"linux\")",
                "cfg(any())",
                "cfg(all(target_os = \"wasi\", target_arch = \"x86_64\"))",
                "cfg(not(target_os = \"wasi\"))",
                "cfg(target_os)",
                "cfg(false)",
                "cfg(any(unix, windows,))"
            })
    void doNot(String expression) {
        assertThat(wasi.holds(expression)).isFalse();
    }

    @ParameterizedTest
    @DisplayName("what is not understood is taken to hold, so that no flag of the user's is forgotten")
    @ValueSource(
            strings = {
                "cfg(",
                "cfg()",
                "cfg(windows))",
                "cfg(windows unix)",
                "cfg(version(\"1.2\"))",
                "cfg(a-b)",
                "windows"
            })
    void notUnderstood(String expression) {
        assertThat(wasi.holds(expression)).isTrue();
    }
}
