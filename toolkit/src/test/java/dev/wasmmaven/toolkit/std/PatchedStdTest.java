package dev.wasmmaven.toolkit.std;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.support.cache.FolderCache;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.toolkit.diagnostics.ToolkitException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    private FolderCache cache;
    private final SilentOutput output = new SilentOutput();

    @BeforeEach
    void sources() throws IOException {
        library = Files.createDirectories(temp.resolve("library"));
        Files.createDirectories(library.resolve("std/src"));
        Files.writeString(library.resolve("std/src/lib.rs"), "// std\n");
        Files.writeString(library.resolve("Cargo.toml"), MANIFEST);
        Files.writeString(library.resolve("Cargo.lock"), LOCK);
        cache = new FolderCache(temp.resolve("cache"));
    }

    @Test
    @DisplayName("the copy has the patch and the lock for it; the toolchain's own sources stay as they are")
    void copies() throws IOException {
        Path libc = temp.resolve("libc \"x\"");
        Path copy = PatchedStd.of(library, new LibcCrate(libc, "0.2.177"), cache, output);
        assertThat(copy.resolve("std/src/lib.rs")).hasContent("// std");
        assertThat(copy.resolve("Cargo.toml"))
                .content()
                .contains("[patch.crates-io]\nlibc = { path = \"" + temp.resolve("libc \\\"x\\\"") + "\" }\n# See");
        assertThat(copy.resolve("Cargo.lock"))
                .content()
                .contains("name = \"libc\"\nversion = \"0.2.177\"\ndependencies = [\n \"core\"")
                .doesNotContain("checksum");
        assertThat(library.resolve("Cargo.lock")).hasContent(LOCK);
        assertThat(library.resolve("Cargo.toml")).hasContent(MANIFEST);
        assertThat(PatchedStd.lockedLibc(library)).contains("0.2.175");
    }

    @Test
    @DisplayName("a copy is made once; another libc and other sources get copies of their own")
    void keeps() throws IOException {
        LibcCrate libc = new LibcCrate(temp.resolve("libc"), "0.2.177");
        Path first = PatchedStd.of(library, libc, cache, output);
        assertThat(PatchedStd.of(library, libc, cache, output)).isEqualTo(first);
        assertThat(output.infos).hasSize(1);
        assertThat(PatchedStd.of(library, new LibcCrate(libc.directory(), "0.2.178"), cache, output))
                .isNotEqualTo(first);
        Files.writeString(library.resolve("Cargo.lock"), LOCK + "\n");
        assertThat(PatchedStd.of(library, libc, cache, output)).isNotEqualTo(first);
    }

    @Test
    @DisplayName("sources that look otherwise are refused, and nothing is left in the cache")
    void refuses() throws IOException {
        Files.writeString(library.resolve("Cargo.lock"), "version = 4\n");
        assertThatThrownBy(() -> PatchedStd.of(library, new LibcCrate(temp.resolve("libc"), "0.2.177"), cache, output))
                .isInstanceOfSatisfying(
                        ToolkitException.class,
                        problem -> assertThat(problem.diagnosticId()).isEqualTo(DiagnosticId.LIBC_UNAVAILABLE));
        assertThat(temp.resolve("cache/std")).doesNotExist();
    }
}
