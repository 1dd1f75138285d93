package dev.wasmmaven.toolkit.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.support.digest.Digest;
import dev.wasmmaven.toolkit.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputsTest {

    private static final long SECOND = 1_000_000_000L;

    @TempDir
    Path temp;

    private void write(String file) throws IOException {
        Files.createDirectories(temp.resolve(file).getParent());
        Files.writeString(temp.resolve(file), file);
    }

    @Test
    @DisplayName(
            "a tree's files are all but those of version control, caches and folders that are left out; links are followed")
    void trees() throws IOException {
        write("root/Cargo.toml");
        write("root/src/a.rs");
        write("root/src/target/mod.rs");
        write("root/.git/index");
        write("root/target/debug/x");
        write("root/cache/CACHEDIR.TAG");
        write("root/cache/y");
        write("elsewhere/b.rs");
        Files.createSymbolicLink(temp.resolve("root/linked"), temp.resolve("elsewhere"));
        Files.createSymbolicLink(temp.resolve("root/loop"), temp.resolve("root"));
        Files.createSymbolicLink(temp.resolve("root/dangling"), temp.resolve("nowhere"));

        Path root = temp.resolve("root");
        assertThat(InputTrees.files(List.of(root), Set.of(root.resolve("target"))))
                .containsExactly(
                        root.resolve("Cargo.toml"),
                        root.resolve("linked/b.rs"),
                        root.resolve("src/a.rs"),
                        root.resolve("src/target/mod.rs"));
        assertThat(InputTrees.files(List.of(temp.resolve("nowhere")), Set.of())).isEmpty();
    }

    @Test
    @DisplayName("roots inside of other roots are not walked twice")
    void outermost() {
        assertThat(InputTrees.outermost(
                        List.of(Path.of("/a/b/c"), Path.of("/a/b"), Path.of("/a/bc"), Path.of("/a/b/d"))))
                .containsExactly(Path.of("/a/b"), Path.of("/a/bc"));
    }

    @Test
    @DisplayName(
            "size and times prove a content only with a ctime, and not for a file written at about the time of the stamp")
    void stamps() {
        FileStamp stamp = new FileStamp(Digest.sha256("x"), 1, 100 * SECOND, 100 * SECOND);
        assertThat(stamp.proves(1, 100 * SECOND, 100 * SECOND, 200 * SECOND)).isTrue();
        assertThat(stamp.proves(1, 100 * SECOND, 100 * SECOND, 101 * SECOND)).isFalse();
        assertThat(stamp.proves(2, 100 * SECOND, 100 * SECOND, 200 * SECOND)).isFalse();
        assertThat(stamp.proves(1, 100 * SECOND, 150 * SECOND, 200 * SECOND)).isFalse();
        assertThat(new FileStamp(Digest.sha256("x"), 1, 100 * SECOND, -1).proves(1, 100 * SECOND, -1, 200 * SECOND))
                .isFalse();
    }

    @Test
    @DisplayName("a .d file gives targets, files with spaces in their names, and variables")
    void depInfo() {
        DepInfo info = DepInfo.parse(List.of(
                "/t/my\\ app.wasm: /c/src/main.rs /c/with\\ space.txt C:\\x\\y.rs",
                "",
                "/c/src/main.rs:",
                "# env-dep:SOME_OPT",
                "# env-dep:OUT_DIR=/t/out=1"));
        assertThat(info.targets()).containsExactly(Path.of("/t/my app.wasm"), Path.of("/c/src/main.rs"));
        assertThat(info.files())
                .containsExactlyInAnyOrder(
                        Path.of("/c/src/main.rs"), Path.of("/c/with space.txt"), Path.of("C:\\x\\y.rs"));
        assertThat(info.variables()).containsExactlyInAnyOrder("SOME_OPT", "OUT_DIR");
    }

    @Test
    @DisplayName("a build script's conditions are read in both syntaxes")
    void buildScript() {
        BuildScriptOutput output = BuildScriptOutput.parse(List.of(
                "cargo:rerun-if-changed=a.txt",
                "cargo::rerun-if-changed=dir/b",
                "cargo::rerun-if-env-changed=X",
                "cargo:rustc-env=Y=1",
                "something else"));
        assertThat(output.changedPaths()).containsExactlyInAnyOrder("a.txt", "dir/b");
        assertThat(output.changedVariables()).containsExactly("X");
    }

    @Test
    @DisplayName("a state survives being written and read; another version and other content do not")
    void states() throws IOException {
        FileStamp stamp = new FileStamp(Digest.sha256("x"), 1, 2, 3);
        BuildState state = new BuildState(
                Digest.sha256("request"),
                42,
                Path.of("/sysroot"),
                Digest.sha256("toolchain"),
                List.of(Path.of("/c")),
                Set.of(Path.of("/c/target")),
                Map.of("SET", UpToDate.digest(Optional.of("1")), "UNSET", UpToDate.digest(Optional.empty())),
                new TreeMap<>(Map.of(Path.of("/c/a"), Optional.of(stamp), Path.of("/c/absent"), Optional.empty())),
                new TreeMap<>(Map.of(Path.of("/t/a.wasm"), stamp)),
                Json.parse("{\"n\": [1, true, null, \"text\"]}"));
        String json = state.toJson();
        BuildState read = BuildState.parse(json).orElseThrow();
        assertThat(read.toJson()).isEqualTo(json);
        assertThat(read.inputs()).isEqualTo(state.inputs());
        assertThat(read.variables()).isEqualTo(state.variables()).containsEntry("UNSET", "");
        assertThat(json).as("values of variables may be secrets").doesNotContain("\"1\"");

        assertThat(BuildState.parse(json.replace("\"specVersion\" : 1", "\"specVersion\" : 0")))
                .isEmpty();
        assertThatThrownBy(() -> BuildState.parse(json.substring(0, json.length() / 2)))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> BuildState.parse("{\"specVersion\": 1}")).isInstanceOf(IllegalArgumentException.class);
    }
}
