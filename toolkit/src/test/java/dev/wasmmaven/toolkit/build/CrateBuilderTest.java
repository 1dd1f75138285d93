package dev.wasmmaven.toolkit.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drives the real cargo, which the build of this project needs anyway. */
class CrateBuilderTest {

    @TempDir
    Path temp;

    private final RecordingListener listener = new RecordingListener();
    private final CrateBuilder builder = new CrateBuilder();

    /** A workspace with every kind of target: app (bins, example, tests, build script) and lib (cdylib). */
    private Path workspace() throws IOException {
        Path root = Files.createDirectories(temp.resolve("ws"));
        Files.writeString(
                root.resolve("Cargo.toml"),
                "[workspace]\nmembers = [\"app\", \"lib\", \"macros\"]\nresolver = \"2\"\n");
        TestCrate.in(root.resolve("lib"), "my-lib", "[lib]", "crate-type = [\"cdylib\", \"rlib\"]")
                .with(
                        "src/lib.rs",
                        "#[no_mangle] pub extern \"C\" fn add(a: i32, b: i32) -> i32 { a + b }\n"
                                + "#[test] fn adds() { assert_eq!(add(1, 2), 3); }\n");
        TestCrate.in(root.resolve("macros"), "macros", "[lib]", "proc-macro = true")
                .with("src/lib.rs", "#[test] fn on_the_host() {}\n");
        TestCrate.in(
                        root.resolve("app"),
                        "my-app",
                        "description = \"an app\"",
                        "[dependencies]",
                        "my-lib = { path = \"../lib\" }",
                        "[[test]]",
                        "name = \"custom\"",
                        "harness = false",
                        "[[example]]",
                        "name = \"show\"",
                        "test = true")
                .with("build.rs", "fn main() { println!(\"cargo::rustc-env=BUILT_BY=script\"); }\n")
                .with("src/main.rs", "fn main() { my_lib::add(1, 2); }\n#[test] fn unit() {}\n")
                .with("src/bin/two.rs", "fn main() {}\n")
                .with("tests/custom.rs", "fn main() { println!(\"custom\"); }\n")
                .with(
                        "tests/integ.rs",
                        "#[test] fn paths() { println!(\"{} {}\", env!(\"CARGO_TARGET_TMPDIR\"),"
                                + " env!(\"CARGO_BIN_EXE_two\")); }\n")
                .with("examples/show.rs", "fn main() {}\n#[test] fn shown() {}\n");
        return root.toRealPath();
    }

    @Test
    @DisplayName("a library with crate-type staticlib gives its archive, with or without a cdylib")
    void staticLibrary() throws IOException {
        TestCrate.in(temp.resolve("st"), "my-st", "[lib]", "crate-type = [\"staticlib\", \"cdylib\"]")
                .with("src/lib.rs", "#[no_mangle] pub extern \"C\" fn one() -> i32 { 1 }\n");
        BuildRequest request = BuildRequest.builder(temp.resolve("st"))
                .stateDirectory(Optional.of(temp.resolve("state")))
                .build();
        BuildResult result = builder.build(request, listener);
        assertThat(result.artifacts())
                .extracting(
                        WasmArtifact::name,
                        WasmArtifact::kind,
                        WasmArtifact::shape,
                        each -> each.file().getFileName().toString())
                .containsExactly(
                        tuple("my_st", WasmArtifact.Kind.CDYLIB, WasmArtifact.Shape.REACTOR, "my_st.wasm"),
                        tuple("my_st", WasmArtifact.Kind.STATICLIB, WasmArtifact.Shape.STATIC_LIBRARY, "libmy_st.a"));
        assertThat(builder.build(request, listener).upToDate()).isTrue();
    }

    @Test
    @DisplayName("a workspace gives its bins as commands and its cdylib as a reactor, each with package and version")
    void buildsWorkspace() throws IOException {
        Path root = workspace();
        BuildResult result = builder.build(BuildRequest.builder(root).build(), listener);

        assertThat(result.artifacts())
                .extracting(
                        WasmArtifact::packageName,
                        WasmArtifact::packageVersion,
                        WasmArtifact::name,
                        WasmArtifact::kind,
                        WasmArtifact::shape)
                .containsExactly(
                        tuple("my-app", "0.1.0", "my-app", WasmArtifact.Kind.BIN, WasmArtifact.Shape.COMMAND),
                        tuple("my-app", "0.1.0", "two", WasmArtifact.Kind.BIN, WasmArtifact.Shape.COMMAND),
                        tuple("my-lib", "0.1.0", "my_lib", WasmArtifact.Kind.CDYLIB, WasmArtifact.Shape.REACTOR));
        assertThat(result.artifacts())
                .allSatisfy(artifact -> assertThat(artifact.file())
                        .isRegularFile()
                        .startsWith(root.resolve("target").resolve("wasm32-wasip1")));
        assertThat(result.upToDate()).isFalse();
        assertThat(listener.progress).anyMatch(line -> line.contains("Compiling my-app"));
    }

    @Test
    @DisplayName("packages, bins and examples are selected; a library that is only a dependency is not an artifact")
    void selects() throws IOException {
        Path root = workspace();
        BuildRequest app =
                BuildRequest.builder(root).packages(List.of("my-app")).build();

        assertThat(builder.build(app, listener).artifacts())
                .extracting(WasmArtifact::name)
                .containsExactly("my-app", "two");
        assertThat(builder.build(
                                app.toBuilder()
                                        .select(new BuildRequest.Selection(List.of("two"), List.of("show"), false))
                                        .build(),
                                listener)
                        .artifacts())
                .extracting(WasmArtifact::name, WasmArtifact::kind)
                .containsExactly(tuple("show", WasmArtifact.Kind.EXAMPLE), tuple("two", WasmArtifact.Kind.BIN));
        assertThat(builder.build(BuildRequest.builder(root.resolve("lib")).build(), listener)
                        .artifacts())
                .extracting(WasmArtifact::name)
                .containsExactly("my_lib");
    }

    @Test
    @DisplayName(
            "tests of library, bins, examples and tests/ are built, with cargo's variables; harness = false is told")
    void buildsTests() throws IOException {
        Path root = workspace();
        List<TestExecutable> tests =
                builder.buildTests(BuildRequest.builder(root).build(), TestTargets.DEFAULT, listener);

        assertThat(tests)
                .extracting(
                        TestExecutable::packageName,
                        TestExecutable::kind,
                        TestExecutable::targetName,
                        TestExecutable::harness)
                .containsExactly(
                        tuple("my-app", TestExecutable.Kind.BIN, "my-app", true),
                        tuple("my-app", TestExecutable.Kind.BIN, "two", true),
                        tuple("my-app", TestExecutable.Kind.TEST, "custom", false),
                        tuple("my-app", TestExecutable.Kind.TEST, "integ", true),
                        tuple("my-app", TestExecutable.Kind.EXAMPLE, "show", true),
                        tuple("my-lib", TestExecutable.Kind.LIB, "my_lib", true));
        TestExecutable integ = tests.get(3);
        assertThat(integ.packageDirectory()).isEqualTo(root.resolve("app"));
        assertThat(integ.workspaceRoot()).isEqualTo(root);
        assertThat(integ.env())
                .containsEntry("CARGO_MANIFEST_DIR", root.resolve("app").toString())
                .containsEntry("CARGO_PKG_NAME", "my-app")
                .containsEntry("CARGO_PKG_VERSION_MINOR", "1")
                .containsEntry("CARGO_PKG_DESCRIPTION", "an app")
                .containsEntry("BUILT_BY", "script")
                .containsKey("OUT_DIR")
                .hasEntrySatisfying(
                        "CARGO_BIN_EXE_two", bin -> assertThat(Path.of(bin)).isRegularFile());
        assertThat(Files.readString(integ.file(), StandardCharsets.ISO_8859_1))
                .as("the compile-time paths are the ones that we report")
                .contains(integ.targetTmpdir().toString())
                .contains(integ.env().get("CARGO_BIN_EXE_two"));
        assertThat(listener.infos).anyMatch(info -> info.contains("macros") && info.contains("for this machine"));
    }

    @Test
    @DisplayName("one kind of tests, or one integration test, can be built alone")
    void buildsSomeTests() throws IOException {
        Path root = workspace();
        BuildRequest request =
                BuildRequest.builder(root).packages(List.of("my-app")).build();

        assertThat(builder.buildTests(
                        request, new TestTargets(false, false, false, false, false, List.of("integ")), listener))
                .extracting(TestExecutable::targetName)
                .containsExactly("integ");
        assertThat(builder.buildTests(request, new TestTargets(false, true, false, false, false, List.of()), listener))
                .extracting(TestExecutable::targetName)
                .containsExactly("my-app", "two");
    }

    @Test
    @DisplayName("a stripped, optimised test executable is still known to have the test harness")
    void knowsHarnessInRelease() throws IOException {
        TestCrate crate = TestCrate.in(
                        temp.resolve("crate"),
                        "tight",
                        "[profile.release]",
                        "strip = true",
                        "lto = true",
                        "opt-level = \"z\"",
                        "[[test]]",
                        "name = \"custom\"",
                        "harness = false")
                .with("src/lib.rs", "#[test] fn t() {}\n")
                .with("tests/custom.rs", "fn main() { println!(\"custom\"); }\n");

        assertThat(builder.buildTests(
                        BuildRequest.builder(crate.directory())
                                .profile("release")
                                .build(),
                        TestTargets.DEFAULT,
                        listener))
                .extracting(TestExecutable::targetName, TestExecutable::harness)
                .containsExactly(tuple("tight", true), tuple("custom", false));
    }

    @Test
    @DisplayName("check and clippy show warnings with level, file and line, and count each once")
    void checks() throws IOException {
        TestCrate crate = TestCrate.in(temp.resolve("crate"), "warns")
                .with("src/main.rs", "fn main() {\n    let unused = 1;\n    let n = 5;\n    println!(\"{}\", n);\n}\n");
        BuildRequest request = BuildRequest.builder(crate.directory()).build();

        assertThat(builder.check(request, listener).warnings()).isEqualTo(1);
        assertThat(listener.messages).singleElement().satisfies(message -> {
            assertThat(message.level()).isEqualTo(BuildListener.Level.WARNING);
            assertThat(message.message()).contains("unused");
            assertThat(message.location())
                    .contains(crate.directory().toRealPath().resolve("src/main.rs") + ":2:9");
        });
        assertThat(builder.clippy(request, listener).warnings()).isPositive();
    }

    @Test
    @DisplayName("a path with spaces and letters of other alphabets, a target directory of one's own, another profile")
    void oddPaths() throws IOException {
        TestCrate crate = TestCrate.hello(temp.resolve("Grüße aus 東京 & co"));
        Path target = temp.resolve("ziel mit Leerzeichen");
        BuildResult result = builder.build(
                BuildRequest.builder(crate.directory())
                        .targetDirectory(Optional.of(target))
                        .profile("release")
                        .build(),
                listener);

        assertThat(result.artifacts())
                .singleElement()
                .satisfies(
                        artifact -> assertThat(artifact.file()).isRegularFile().startsWith(target.toRealPath()));
        assertThat(crate.file("target")).doesNotExist();
    }

    @Test
    @DisplayName("CARGO_TARGET_DIR from the environment is respected")
    void respectsTargetDir() throws IOException {
        TestCrate crate = TestCrate.hello(temp.resolve("crate"));
        Path target = temp.resolve("elsewhere");
        BuildResult result = builder.build(
                BuildRequest.builder(crate.directory())
                        .env(Map.of("CARGO_TARGET_DIR", target.toString()))
                        .build(),
                listener);

        assertThat(result.artifacts())
                .singleElement()
                .satisfies(artifact -> assertThat(artifact.file()).startsWith(target.toRealPath()));
    }
}
