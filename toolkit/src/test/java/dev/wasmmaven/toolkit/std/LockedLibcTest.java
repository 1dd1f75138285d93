package dev.wasmmaven.toolkit.std;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LockedLibcTest {

    private static final String REGISTRY = "registry+https://index.example/";

    private static String entry(String version) {
        return "[[package]]\nname = \"libc\"\nversion = \"" + version + "\"\nsource = \"" + REGISTRY
                + "\"\nchecksum = \"00ff\"\n\n";
    }

    @Test
    @DisplayName("a locked release gives way to a source by path, which has no source and no checksum")
    void replaces() {
        String rest = "[[package]]\nname = \"other\"\nversion = \"0.2.191\"\ndependencies = [\n \"libc\",\n]\n";
        assertThat(LockedLibc.replace(entry("0.2.191") + rest, "0.2.177", Optional.empty()))
                .isEqualTo("[[package]]\nname = \"libc\"\nversion = \"0.2.177\"\n" + rest);
        assertThat(LockedLibc.version(entry("0.2.175"))).contains("0.2.175");
    }

    @Test
    @DisplayName("of several locked versions only the compatible one is replaced, in the lists of dependencies too")
    void compatible() {
        String lock = entry("0.2.191") + entry("1.0.3")
                + "[[package]]\nname = \"a\"\nversion = \"1.0.0\"\ndependencies = [\n \"libc 0.2.191\",\n \"libc 1.0.3\",\n]\n";
        assertThat(LockedLibc.replace(lock, "0.2.177", Optional.empty()))
                .contains("version = \"0.2.177\"\n[[package]]")
                .contains(entry("1.0.3"))
                .contains("\"libc 0.2.177\",\n \"libc 1.0.3\"");
    }

    @Test
    @DisplayName("a lock file without libc, or with one by path or git, stays as it is")
    void leavesAlone() {
        String byPath = "[[package]]\nname = \"libc\"\nversion = \"0.2.191\"\n";
        String byGit = "[[package]]\nname = \"libc\"\nversion = \"0.2.191\"\nsource = \"git+https://x/y#1\"\n";
        assertThat(LockedLibc.replace(byPath + byGit, "0.2.177", Optional.empty()))
                .isEqualTo(byPath + byGit);
        assertThat(LockedLibc.version(byPath)).isEmpty();
    }
}
