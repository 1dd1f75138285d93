package dev.wasmmaven.toolkit.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CDependenciesTest {

    @TempDir
    Path temp;

    @Test
    @DisplayName("the crates that build scripts compile C with are found among a lock file's packages")
    void helpers() throws IOException {
        Path lock = temp.resolve("Cargo.lock");
        assertThat(CDependencies.in(lock)).isEmpty();
        Files.writeString(lock, "version = 4\n\n[[package]]\nname = \"serde\"\nversion = \"1.0.0\"\n");
        assertThat(CDependencies.in(lock).orElseThrow()).isEmpty();
        Files.writeString(
                lock,
                "version = 4\n\n[[package]]\nname = \"zstd-sys\"\nversion = \"2.0.0\"\ndependencies = [\n \"cc\",\n]\n"
                        + "\n[[package]]\nname = \"cc\"\nversion = \"1.2.0\"\n"
                        + "\n[[package]]\nname = \"accc\"\nversion = \"1.2.0\"\n");
        assertThat(CDependencies.in(lock).orElseThrow()).containsExactly("cc");
    }
}
