package dev.wasmmaven.toolkit.cargo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.toolkit.diagnostics.ToolkitException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CargoMessagesTest {

    @Test
    @DisplayName("a compiler's message has level, first line, primary place and rendered text")
    void compilerMessage() {
        Optional<CargoEvent> event = CargoMessageParser.parse("{\"reason\":\"compiler-message\",\"package_id\":\"p\","
                + "\"manifest_path\":\"/c/Cargo.toml\",\"message\":{\"level\":\"warning\",\"message\":\"unused\","
                + "\"spans\":[{\"file_name\":\"other.rs\",\"line_start\":9,\"column_start\":9,\"is_primary\":false},"
                + "{\"file_name\":\"src/main.rs\",\"line_start\":2,\"column_start\":5,\"is_primary\":true}],"
                + "\"rendered\":\"warning: unused\\n\"}}");
        assertThat(event)
                .contains(new CargoEvent.CompilerMessage(
                        Path.of("/c/Cargo.toml"),
                        "warning",
                        "unused",
                        Optional.of(new CargoEvent.Span("src/main.rs", 2, 5)),
                        "warning: unused\n"));
    }

    @Test
    @DisplayName("artifacts, build scripts and the end of a build are understood")
    void otherMessages() {
        assertThat(CargoMessageParser.parse("{\"reason\":\"compiler-artifact\",\"package_id\":\"p\","
                        + "\"manifest_path\":\"/c/Cargo.toml\",\"target\":{\"name\":\"my_lib\",\"kind\":[\"cdylib\"],"
                        + "\"crate_types\":[\"cdylib\"]},\"profile\":{\"test\":true},\"filenames\":[\"/t/my_lib.wasm\"],"
                        + "\"executable\":null,\"fresh\":true}"))
                .contains(new CargoEvent.Artifact(
                        "p",
                        Path.of("/c/Cargo.toml"),
                        new CargoTarget("my_lib", List.of("cdylib"), List.of("cdylib")),
                        true,
                        List.of(Path.of("/t/my_lib.wasm")),
                        Optional.empty(),
                        true));
        assertThat(
                        CargoMessageParser.parse(
                                "{\"reason\":\"build-script-executed\",\"package_id\":\"p\",\"env\":[[\"A\",\"1\"]],\"out_dir\":\"/o\"}"))
                .contains(new CargoEvent.BuildScript("p", Map.of("A", "1"), Path.of("/o")));
        assertThat(CargoMessageParser.parse("{\"reason\":\"build-finished\",\"success\":false}"))
                .contains(new CargoEvent.Finished(false));
    }

    @Test
    @DisplayName("what is no message of cargo, or one of a kind that is not known, is left alone")
    void strangers() {
        assertThat(CargoMessageParser.parse("plain text of a macro")).isEmpty();
        assertThat(CargoMessageParser.parse("{ not json")).isEmpty();
        assertThat(CargoMessageParser.parse("{\"reason\":\"of-the-future\"}")).isEmpty();
    }

    @Test
    @DisplayName("metadata of an older cargo, without default members and build directory, is understood")
    void olderMetadata() {
        CargoMetadata metadata = CargoMetadata.parse(
                "{\"packages\":[{\"name\":\"a\",\"version\":\"1.2.3-rc.1+b\",\"id\":\"a-id\","
                        + "\"manifest_path\":\"/w/a/Cargo.toml\",\"authors\":[\"X\",\"Y\"],\"dependencies\":[{\"path\":\"/dep\"},{}],"
                        + "\"targets\":[]}],\"workspace_members\":[\"a-id\"],\"workspace_root\":\"/w\",\"target_directory\":\"/w/target\"}");
        assertThat(metadata.defaultMembers()).containsExactly("a-id");
        assertThat(metadata.buildDirectory()).isEqualTo(Path.of("/w/target"));
        assertThat(metadata.in(Path.of("/w/a"))).isPresent();
        CargoPackage a = metadata.byId("a-id").orElseThrow();
        assertThat(a.pathDependencies()).containsExactly(Path.of("/dep"));
        assertThat(a.environment())
                .containsEntry("CARGO_PKG_VERSION_PATCH", "3")
                .containsEntry("CARGO_PKG_VERSION_PRE", "rc.1")
                .containsEntry("CARGO_PKG_AUTHORS", "X:Y")
                .containsEntry("CARGO_PKG_README", "");
    }

    @Test
    @DisplayName("an answer that is no metadata is reported")
    void noMetadata() {
        assertThatThrownBy(() -> CargoMetadata.parse("warning: hello")).isInstanceOf(ToolkitException.class);
        assertThatThrownBy(() -> CargoMetadata.parse("{}"))
                .isInstanceOf(ToolkitException.class)
                .hasMessageContaining("workspace_root");
    }

    @Test
    @DisplayName("a command line has its parts in order, and refuses arguments that would take the messages away")
    void commandLine() {
        assertThat(new CargoCommandLine(List.of("cargo", "+1.95.0"), "build")
                        .option("--target", "wasm32-wasip1")
                        .profile("dev")
                        .features(List.of("a", "b/c"))
                        .flag("--locked", false)
                        .flag("--offline", true)
                        .each("--bin", List.of("x", "y"))
                        .userArguments(List.of("--verbose"))
                        .toList())
                .containsExactly(
                        "cargo",
                        "+1.95.0",
                        "build",
                        "--target",
                        "wasm32-wasip1",
                        "--features",
                        "a,b/c",
                        "--offline",
                        "--bin",
                        "x",
                        "--bin",
                        "y",
                        "--verbose");
        assertThatThrownBy(() ->
                        new CargoCommandLine(List.of("cargo"), "test").userArguments(List.of("--", "--nocapture")))
                .isInstanceOf(ToolkitException.class)
                .hasMessageContaining("'--'");
    }
}
