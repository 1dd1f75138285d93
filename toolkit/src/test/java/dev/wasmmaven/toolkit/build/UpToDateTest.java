package dev.wasmmaven.toolkit.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.toolkit.diagnostics.ToolkitException;
import dev.wasmmaven.toolkit.toolchain.HostSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpToDateTest {

    private static final String MAIN = "const TEXT: &str = include_str!(\"../../shared/text.txt\");\n"
            + "fn main() { let unused = 1; println!(\"{TEXT} {:?} {}\", option_env!(\"MY_SETTING\"), env!(\"FROM_SCRIPT\")); }\n";

    @TempDir
    Path temp;

    private final RecordingListener listener = new RecordingListener();
    private final CrateBuilder builder = new CrateBuilder();
    private TestCrate crate;
    private BuildRequest request;

    @BeforeEach
    void prepare() throws IOException {
        Files.createDirectories(temp.resolve("shared"));
        Files.writeString(temp.resolve("shared/text.txt"), "text");
        crate = TestCrate.in(temp.resolve("crate"), "app", "[features]", "more = []")
                .with(
                        "build.rs",
                        "fn main() {\n"
                                + "println!(\"cargo:rerun-if-changed=../shared/list\");\n"
                                + "println!(\"cargo:rerun-if-env-changed=SCRIPT_SETTING\");\n"
                                + "println!(\"cargo:rustc-env=FROM_SCRIPT=x\"); }\n")
                .with("src/main.rs", MAIN);
        Files.createDirectories(temp.resolve("shared/list"));
        Files.writeString(temp.resolve("shared/list/a"), "a");
        request = BuildRequest.builder(crate.directory())
                .stateDirectory(Optional.of(temp.resolve("state")))
                .build();
        assertThat(builder.build(request, listener).upToDate()).isFalse();
    }

    private boolean skips() {
        return skips(request);
    }

    private boolean skips(BuildRequest next) {
        return builder.build(next, listener).upToDate();
    }

    @Test
    @DisplayName("when nothing has changed no tool is started, and artifacts and warnings are those of the build")
    void skipsWhenNothingChanged() {
        BuildResult first = builder.build(
                request.toBuilder().stateDirectory(Optional.empty()).build(), listener);
        RecordingListener second = new RecordingListener();
        BuildResult result = builder.build(request, second);

        assertThat(result.upToDate()).isTrue();
        assertThat(result.artifacts()).isEqualTo(first.artifacts());
        assertThat(result.warnings()).isEqualTo(1);
        assertThat(second.debugs).as("no command line was run").isEmpty();
        assertThat(second.progress).isEmpty();
        assertThat(second.messages).singleElement().satisfies(message -> {
            assertThat(message.message()).contains("unused");
            assertThat(message.location())
                    .hasValueSatisfying(at -> assertThat(at).endsWith("main.rs:2:17"));
        });
        assertThat(skips()).as("and again, with refreshed stamps").isTrue();
    }

    @Test
    @DisplayName("a changed source file builds again, and its old content counts as changed too")
    void sourceChanges() throws IOException {
        crate.with("src/main.rs", MAIN + "// more\n");
        assertThat(skips()).isFalse();
        assertThat(skips()).isTrue();
        crate.with("src/main.rs", MAIN);
        assertThat(skips()).isFalse();
    }

    @Test
    @DisplayName("a source file of the same size with its old modification time is still noticed")
    void sameSizeAndTime() throws IOException {
        Path main = crate.file("src/main.rs");
        FileTime old = FileTime.fromMillis(System.currentTimeMillis() - 3_600_000);
        Files.setLastModifiedTime(main, old);
        assertThat(skips()).as("the same content").isTrue();
        Files.writeString(main, MAIN.replace("unused", "unuseD"));
        Files.setLastModifiedTime(main, old);
        assertThat(skips()).isFalse();
    }

    @Test
    @DisplayName("a file that is touched but not changed builds nothing")
    void touched() throws IOException {
        Files.setLastModifiedTime(crate.file("src/main.rs"), FileTime.fromMillis(System.currentTimeMillis() + 1000));
        assertThat(skips()).isTrue();
    }

    @Test
    @DisplayName("new and removed files, such as a new bin, build again")
    void newFiles() throws IOException {
        crate.with("src/bin/second.rs", "fn main() {}\n");
        BuildResult more = builder.build(request, listener);
        assertThat(more.upToDate()).isFalse();
        assertThat(more.artifacts()).extracting(WasmArtifact::name).containsExactly("app", "second");
        assertThat(skips()).isTrue();
        Files.delete(crate.file("src/bin/second.rs"));
        assertThat(skips()).isFalse();
    }

    @Test
    @DisplayName("a file outside of the package that include_str! reads builds again")
    void includedFile() throws IOException {
        Files.writeString(temp.resolve("shared/text.txt"), "teXt");
        assertThat(skips()).isFalse();
    }

    @Test
    @DisplayName("what a build script depends on builds again: a folder and a variable")
    void buildScript() throws IOException {
        Files.writeString(temp.resolve("shared/list/b"), "b");
        assertThat(skips()).isFalse();
        assertThat(skips()).isTrue();
        assertThat(skips(request.toBuilder().env(Map.of("SCRIPT_SETTING", "1")).build()))
                .isFalse();
    }

    @Test
    @DisplayName("a variable that the source asks for builds again, also when only the inherited environment has it")
    void variables() {
        var changed = new CrateBuilder(HostSystem.current().with(Map.of("MY_SETTING", "on")));
        assertThat(changed.build(request, listener).upToDate()).isFalse();
        assertThat(changed.build(request, listener).upToDate()).isTrue();
        assertThat(skips()).isFalse();
    }

    @Test
    @DisplayName("features, profile, arguments and flags in the environment build again")
    void parameters() {
        assertThat(skips(request.toBuilder().features(List.of("more")).build())).isFalse();
        assertThat(skips(request.toBuilder().features(List.of("more")).build())).isTrue();
        assertThat(skips(request.toBuilder().profile("release").build())).isFalse();
        assertThat(skips(
                        request.toBuilder().cargoArguments(List.of("--verbose")).build()))
                .isFalse();
        assertThat(skips(request.toBuilder()
                        .env(Map.of("RUSTFLAGS", "-Copt-level=1"))
                        .build()))
                .isFalse();
    }

    @Test
    @DisplayName("a missing or replaced artifact is made again by cargo")
    void outputs() throws IOException {
        Path wasm = builder.build(request, listener).artifacts().get(0).file();
        Files.delete(wasm);
        assertThat(skips()).isFalse();
        assertThat(wasm).isRegularFile();
        assertThat(skips()).isTrue();
        Files.delete(wasm);
        Files.writeString(wasm, "something else");
        assertThat(skips()).isFalse();
        assertThat(Files.size(wasm)).isGreaterThan(1000);
    }

    @Test
    @DisplayName("an artifact that was overwritten in place, which cargo takes for good, is reported with the remedy")
    void brokenOutput() throws IOException {
        Path wasm = builder.build(request, listener).artifacts().get(0).file();
        Files.write(wasm, new byte[] {0, 1, 2});
        assertThatThrownBy(this::skips).isInstanceOfSatisfying(ToolkitException.class, problem -> {
            assertThat(problem.diagnosticId()).isEqualTo(DiagnosticId.MODULE_MALFORMED);
            assertThat(problem.nextStep()).contains("cargo clean");
        });
    }

    @Test
    @DisplayName("cargo's and rustup's configuration up the tree, Cargo.lock and extra inputs build again")
    void configuration() throws IOException {
        Path config = Files.createDirectories(temp.resolve(".cargo")).resolve("config.toml");
        Files.writeString(config, "[profile.dev]\nopt-level = 1\n");
        assertThat(skips()).isFalse();
        assertThat(skips()).isTrue();
        String lock = Files.readString(crate.file("Cargo.lock"));
        crate.with("Cargo.lock", lock + "\n# changed\n");
        assertThat(skips()).isFalse();
        Path extra = temp.resolve("extra.txt");
        BuildRequest withExtra = request.toBuilder().extraInputs(Set.of(extra)).build();
        assertThat(skips(withExtra)).isFalse();
        assertThat(skips(withExtra)).isTrue();
        Files.writeString(extra, "now there");
        assertThat(skips(withExtra)).isFalse();
    }

    @Test
    @DisplayName("a configuration that includes other files is never skipped, because nobody tells what it includes")
    void includes() throws IOException {
        Path folder = Files.createDirectories(temp.resolve(".cargo"));
        Files.writeString(folder.resolve("other.toml"), "");
        Files.writeString(folder.resolve("config.toml"), "include = [\"other.toml\"]\n");
        assertThat(skips()).isFalse();
        assertThat(skips()).isFalse();
    }

    @Test
    @DisplayName("an unreadable state counts as none")
    void brokenState() throws IOException {
        try (var states = Files.newDirectoryStream(temp.resolve("state"), "*.json")) {
            for (Path each : states) {
                Files.writeString(each, "{ half");
            }
        }
        assertThat(skips()).isFalse();
        assertThat(skips()).isTrue();
    }

    @Test
    @DisplayName("a failed build is not remembered")
    void failure() throws IOException {
        crate.with("src/main.rs", "fn main() { nonsense }\n");
        assertThatThrownBy(this::skips).hasMessageContaining("does not compile");
        crate.with("src/main.rs", MAIN);
        assertThat(skips()).isFalse();
        assertThat(skips()).isTrue();
    }
}
