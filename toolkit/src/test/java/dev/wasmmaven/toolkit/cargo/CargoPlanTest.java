package dev.wasmmaven.toolkit.cargo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.toolkit.diagnostics.ToolkitException;
import dev.wasmmaven.toolkit.toolchain.HostSystem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CargoPlanTest {

    private static final String TARGET = "wasm32-wasip1";

    private static CargoPlan plan(CargoAdditions additions, Map<String, String> environment, String configuration) {
        HostSystem system = new HostSystem(environment, Path.of(""), false);
        return CargoPlan.of(additions, TARGET, system, () -> CargoConfiguration.parse(configuration));
    }

    private static CargoAdditions rustflag(String flag) {
        return CargoAdditions.builder().rustflag(flag).build();
    }

    @Test
    @DisplayName("flags for rustc are an array for the target, which cargo joins to the user's array")
    void joins() {
        assertThat(plan(rustflag("-Lnative=/a b\\c"), Map.of(), "{}").configuration())
                .containsExactly("target.wasm32-wasip1.rustflags = [\"-Lnative=/a b\\\\c\"]");
        assertThat(plan(rustflag("-Cx"), Map.of(), "{\"target\":{\"wasm32-wasip1\":{\"rustflags\":[\"-Cy\"]}}}")
                        .configuration())
                .containsExactly("target.wasm32-wasip1.rustflags = [\"-Cx\"]");
    }

    @Test
    @DisplayName("a user's string of flags is repeated in front of ours, since cargo lets a string replace a string")
    void strings() {
        String own = "{\"target\":{\"wasm32-wasip1\":{\"rustflags\":\"-Ca  -Cb\"}}}";
        assertThat(plan(rustflag("-Cx"), Map.of(), own).configuration())
                .containsExactly("target.wasm32-wasip1.rustflags = \"-Ca -Cb -Cx\"");
        assertThatThrownBy(() -> plan(rustflag("-Lnative=/a b"), Map.of(), own))
                .isInstanceOfSatisfying(ToolkitException.class, problem -> {
                    assertThat(problem.diagnosticId()).isEqualTo(DiagnosticId.CONFIGURATION_INVALID);
                    assertThat(problem.nextStep()).contains("rustflags = [\"-Ca\", \"-Cb\"]");
                });
    }

    @Test
    @DisplayName("flags go to build.rustflags only where the user has flags there and none for the target")
    void buildRustflags() {
        String build = "\"build\":{\"rustflags\":[\"-Ca\"]}";
        assertThat(plan(rustflag("-Cx"), Map.of(), "{" + build + "}").configuration())
                .containsExactly("build.rustflags = [\"-Cx\"]");
        assertThat(plan(rustflag("-Cx"), Map.of("CARGO_BUILD_RUSTFLAGS", "-Ca"), "{}")
                        .configuration())
                .containsExactly("build.rustflags = [\"-Cx\"]");
        assertThat(plan(
                                rustflag("-Cx"),
                                Map.of(),
                                "{" + build + ",\"target\":{\"wasm32-wasip1\":{\"rustflags\":[\"-Cy\"]}}}")
                        .configuration())
                .containsExactly("target.wasm32-wasip1.rustflags = [\"-Cx\"]");
        assertThat(plan(rustflag("-Cx"), Map.of("CARGO_TARGET_WASM32_WASIP1_RUSTFLAGS", "-Cy"), "{" + build + "}")
                        .configuration())
                .containsExactly("target.wasm32-wasip1.rustflags = [\"-Cx\"]");
    }

    @Test
    @DisplayName("RUSTFLAGS and CARGO_ENCODED_RUSTFLAGS, which hide every configuration, get our flags at their end")
    void environment() {
        assertThat(plan(rustflag("-Lnative=/a b"), Map.of("RUSTFLAGS", " -Ca -Cb "), "{}"))
                .isEqualTo(new CargoPlan(
                        Map.of("CARGO_ENCODED_RUSTFLAGS", Optional.of("-Ca\u001f-Cb\u001f-Lnative=/a b")),
                        List.of(),
                        List.of()));
        assertThat(plan(rustflag("-Cx"), Map.of("RUSTFLAGS", "-Cz", "CARGO_ENCODED_RUSTFLAGS", "-Ca\u001f-Cb c"), "{}")
                        .environment())
                .containsEntry("CARGO_ENCODED_RUSTFLAGS", Optional.of("-Ca\u001f-Cb c\u001f-Cx"));
        assertThat(plan(rustflag("-Cx"), Map.of("RUSTFLAGS", ""), "{\"build\":{\"rustflags\":[\"-Ca\"]}}")
                        .environment())
                .containsEntry("CARGO_ENCODED_RUSTFLAGS", Optional.of("-Cx"));
    }

    @Test
    @DisplayName("a default gives way to the user's variable, flags are put after the user's, a variable is ours")
    void variables() {
        CargoAdditions additions = CargoAdditions.builder()
                .defaultVariable("CC_wasm32_wasip1", "/sdk/clang")
                .defaultVariable("AR_wasm32_wasip1", "/sdk/ar")
                .flags("CFLAGS_wasm32_wasip1", List.of("--sysroot=/s"))
                .variable("SWITCH", "1")
                .build()
                .and(CargoAdditions.builder()
                        .flags("CFLAGS_wasm32_wasip1", List.of("-ffile-prefix-map=/a=/b"))
                        .build());
        assertThat(plan(
                                additions,
                                Map.of("CC_wasm32_wasip1", "mine", "CFLAGS_wasm32_wasip1", "-O2", "SWITCH", "0"),
                                "{}")
                        .environment())
                .isEqualTo(Map.of(
                        "AR_wasm32_wasip1", Optional.of("/sdk/ar"),
                        "CFLAGS_wasm32_wasip1", Optional.of("-O2 --sysroot=/s -ffile-prefix-map=/a=/b"),
                        "SWITCH", Optional.of("1")));
    }

    @Test
    @DisplayName("two parts that want different values of one variable are an error of ours, the same value is none")
    void conflicts() {
        CargoAdditions one = CargoAdditions.builder().variable("A", "1").build();
        assertThat(one.and(one)).isEqualTo(one);
        assertThatThrownBy(() ->
                        one.and(CargoAdditions.builder().variable("A", "2").build()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("A");
    }
}
