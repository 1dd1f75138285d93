package dev.wasmmaven.toolkit.std;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.support.cache.FolderCache;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.toolkit.diagnostics.ToolkitException;
import dev.wasmmaven.toolkit.toolchain.RustToolchain;
import dev.wasmmaven.toolkit.toolchain.RustVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatchedStdTest {

    private static final String MANIFEST =
            "[workspace]\nmembers = [\"std\"]\n\n[patch.crates-io]\n# See the README\nother = { path = 'other' }\n";
    private static final String LOCK = "version = 4\n\n[[package]]\nname = \"libc\"\nversion = \"0.2.175\"\n"
            + "source = \"registry+https://index.example/\"\nchecksum = \"00\"\ndependencies = [\n \"core\",\n]\n";

    @TempDir
    Path temp;

    private Path library;
    private LibcCrate libc;
    private FolderCache cache;
    private final SilentOutput output = new SilentOutput();

    @BeforeEach
    void sources() throws IOException {
        library = Files.createDirectories(temp.resolve("sysroot/lib/rustlib/src/rust/library"));
        Files.createDirectories(library.resolve("std/src"));
        Files.writeString(library.resolve("std/src/lib.rs"), "// std\n");
        Files.writeString(library.resolve("Cargo.toml"), MANIFEST);
        Files.writeString(library.resolve("Cargo.lock"), LOCK);
        cache = new FolderCache(temp.resolve("cache"));
        libc = libc("libc", "pub const A: i32 = 1;\n");
    }

    private LibcCrate libc(String folder, String content) throws IOException {
        Path crate = temp.resolve(folder);
        Files.createDirectories(crate.resolve("src"));
        Files.writeString(crate.resolve("Cargo.toml"), "[package]\nname = \"libc\"\nversion = \"0.2.177\"\n");
        Files.writeString(crate.resolve("src/lib.rs"), content);
        return LibcFetcher.directory(crate);
    }

    private RustToolchain toolchain(String version, Optional<String> commit) {
        Path tool = temp.resolve("sysroot/bin/rustc");
        return new RustToolchain(
                tool,
                tool,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                RustVersion.parse(version).orElseThrow(),
                commit.map(hash -> new RustToolchain.Commit(hash, "2025-10-09")),
                "cargo 1.92.0-nightly",
                "x86_64-unknown-linux-gnu",
                temp.resolve("sysroot"));
    }

    private RustToolchain nightly(String commit) {
        return toolchain("1.92.0-nightly", Optional.of(commit));
    }

    private PatchedStd patched(LibcCrate with) {
        return PatchedStd.of(nightly("abc"), with, false, cache, output);
    }

    @Test
    @DisplayName("the copy has the patch and the lock for it; the toolchain's own sources stay as they are")
    void copies() throws IOException {
        PatchedStd patched = patched(libc);
        Path copy = patched.library();
        assertThat(copy.resolve("std/src/lib.rs")).hasContent("// std");
        assertThat(copy.resolve("Cargo.toml"))
                .content()
                .contains("[patch.crates-io]\nlibc = { path = \"wasm-maven-libc\" }\n# See");
        assertThat(patched.libc()).hasParentRaw(copy);
        assertThat(patched.libc().resolve("src/lib.rs")).hasContent("pub const A: i32 = 1;");
        assertThat(copy.resolve("Cargo.lock"))
                .content()
                .contains("name = \"libc\"\nversion = \"0.2.177\"\ndependencies = [\n \"core\"")
                .doesNotContain("checksum");
        assertThat(library.resolve("Cargo.lock")).hasContent(LOCK);
        assertThat(library.resolve("Cargo.toml")).hasContent(MANIFEST);
        assertThat(PatchedStd.lockedLibc(library)).contains("0.2.175");
    }

    @Test
    @DisplayName("a copy is made once; another libc, another compiler and other sources get copies of their own")
    void keeps() throws IOException {
        PatchedStd first = patched(libc);
        assertThat(patched(libc)).isEqualTo(first);
        assertThat(output.infos).hasSize(1);
        assertThat(patched(libc("other", "pub const A: i32 = 2;\n"))).isNotEqualTo(first);
        assertThat(PatchedStd.of(nightly("def"), libc, false, cache, output)).isNotEqualTo(first);
        Files.writeString(library.resolve("Cargo.lock"), LOCK + "\n");
        assertThat(patched(libc)).isNotEqualTo(first);
    }

    @Test
    @DisplayName(
            "it is compiled at a place in the sysroot, the same wherever libc and cache are; whose copy it is does not matter")
    void independentOfPlace() throws IOException {
        PatchedStd first = patched(libc);
        assertThat(first.inSysroot()).isTrue();
        assertThat(first.library()).startsWithRaw(temp.resolve("sysroot/lib/rustlib/src/wasm-maven"));
        assertThat(first.library().toRealPath())
                .startsWith(temp.resolve("cache").toRealPath());
        assertThat(PatchedStd.holds(first.libc().resolve("src/lib.rs"))).isTrue();
        FolderCache other = new FolderCache(temp.resolve("other cache"));
        LibcCrate elsewhere = libc("elsewhere", "pub const A: i32 = 1;\n");
        assertThat(PatchedStd.of(nightly("abc"), elsewhere, false, other, output))
                .isEqualTo(first);

        FolderCache.delete(temp.resolve("cache"));
        PatchedStd again = PatchedStd.of(nightly("abc"), libc, false, other, output);
        assertThat(again).isEqualTo(first);
        assertThat(again.library().toRealPath())
                .startsWith(temp.resolve("other cache").toRealPath());
    }

    @Test
    @DisplayName("where the toolchain's folder takes no link, it is compiled in the cache, and says so")
    void noLink() throws IOException {
        Files.createFile(temp.resolve("sysroot/lib/rustlib/src/wasm-maven"));
        PatchedStd patched = patched(libc);
        assertThat(patched.inSysroot()).isFalse();
        assertThat(patched.library()).startsWith(temp.resolve("cache")).isDirectory();
    }

    @Test
    @DisplayName("with a patch on the command line the copy's lock names that patch's source")
    void patchedByCommandLine() {
        PatchedStd patched = PatchedStd.of(nightly("abc"), libc, true, cache, output);
        assertThat(patched.library().resolve("Cargo.lock"))
                .content()
                .contains("version = \"0.2.177\"\nsource = \"" + LibcRegistry.SOURCE + "\"\ndependencies");
    }

    @Test
    @DisplayName("of a compiler that somebody builds himself, sources that may have changed get a copy of their own")
    void ownBuild() throws IOException {
        RustToolchain own = toolchain("1.92.0-dev", Optional.of("abc"));
        PatchedStd first = PatchedStd.of(own, libc, false, cache, output);
        assertThat(first).isNotEqualTo(patched(libc));
        Files.setLastModifiedTime(library.resolve("Cargo.lock"), FileTime.fromMillis(0));
        assertThat(PatchedStd.of(own, libc, false, cache, output)).isNotEqualTo(first);
    }

    @Test
    @DisplayName("sources that look otherwise are refused, and nothing is left in the cache")
    void refuses() throws IOException {
        Files.writeString(library.resolve("Cargo.lock"), "version = 4\n");
        assertThatThrownBy(() -> patched(libc))
                .isInstanceOfSatisfying(
                        ToolkitException.class,
                        problem -> assertThat(problem.diagnosticId()).isEqualTo(DiagnosticId.LIBC_UNAVAILABLE));
        assertThat(temp.resolve("cache/std")).doesNotExist();
    }
}
