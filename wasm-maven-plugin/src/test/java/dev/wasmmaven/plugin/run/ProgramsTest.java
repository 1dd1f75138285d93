package dev.wasmmaven.plugin.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.support.diagnostic.Diagnosed;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.toolkit.build.WasmArtifact;
import dev.wasmmaven.toolkit.build.WasmArtifact.Kind;
import dev.wasmmaven.toolkit.build.WasmArtifact.Shape;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProgramsTest {

    private static WasmArtifact artifact(String name, Kind kind, Shape shape) {
        return new WasmArtifact(
                "pkg", "1.0.0", name, kind, shape, Path.of(name + ".wasm"), WasmArtifact.Documents.NONE);
    }

    @Test
    @DisplayName("the only command is run, reactors beside it do not matter")
    void onlyCommand() {
        WasmArtifact bin = artifact("app", Kind.BIN, Shape.COMMAND);
        assertThat(Programs.only(List.of(artifact("lib", Kind.CDYLIB, Shape.REACTOR), bin)))
                .isSameAs(bin);
    }

    @Test
    @DisplayName("several commands are an error that names them and how to choose")
    void several() {
        assertThatThrownBy(() -> Programs.only(
                        List.of(artifact("one", Kind.BIN, Shape.COMMAND), artifact("two", Kind.BIN, Shape.COMMAND))))
                .hasMessageContaining("one, two")
                .extracting(e -> ((Diagnosed) e).nextStep())
                .asString()
                .contains("-Dwasm.bin=one");
    }

    @Test
    @DisplayName("a reactor is told apart from a command")
    void reactor() {
        assertThatThrownBy(() -> Programs.only(List.of(artifact("lib", Kind.CDYLIB, Shape.REACTOR))))
                .hasMessageContaining("lib cannot be run: a reactor")
                .extracting(e -> ((Diagnosed) e).diagnosticId())
                .isEqualTo(DiagnosticId.NOT_A_COMMAND);
    }

    @Test
    @DisplayName("nothing to run is said as such")
    void nothing() {
        assertThatThrownBy(() -> Programs.only(List.of())).hasMessage("the crate has no program to run");
    }
}
