package dev.wasmmaven.plugin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.support.diagnostic.Diagnosed;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrateLocationTest {

    @TempDir
    Path basedir;

    private Path crate(String directory) throws IOException {
        Path crate = Files.createDirectories(basedir.resolve(directory)).normalize();
        Files.writeString(crate.resolve("Cargo.toml"), "");
        return crate;
    }

    @Test
    @DisplayName("the project's own directory comes before src/main/rust")
    void conventions() throws IOException {
        assertThat(CrateLocation.find(null, basedir)).isEmpty();
        Path conventional = crate("src/main/rust");
        assertThat(CrateLocation.find(null, basedir)).contains(conventional);
        crate(".");
        assertThat(CrateLocation.find(null, basedir)).contains(basedir);
    }

    @Test
    @DisplayName("a configured crate wins, named by its directory or by its Cargo.toml")
    void configured() throws IOException {
        crate(".");
        Path other = crate("other");
        assertThat(CrateLocation.find(other, basedir)).contains(other);
        assertThat(CrateLocation.find(other.resolve("Cargo.toml"), basedir)).contains(other);
        assertThat(CrateLocation.find(other.resolve("../other"), basedir)).contains(other);
    }

    @Test
    @DisplayName("a configured crate that is not there is an error that names the path and the parameter")
    void missing() throws IOException {
        Path nowhere = basedir.resolve("nowhere");
        Path empty = Files.createDirectory(basedir.resolve("empty"));
        assertThatThrownBy(() -> CrateLocation.find(nowhere, basedir))
                .hasMessage("the crate directory " + nowhere + " does not exist")
                .extracting(e -> ((Diagnosed) e).diagnosticId())
                .isEqualTo(DiagnosticId.CRATE_NOT_FOUND);
        assertThatThrownBy(() -> CrateLocation.find(empty, basedir))
                .hasMessage("the directory " + empty + " has no Cargo.toml")
                .extracting(e -> ((Diagnosed) e).nextStep())
                .asString()
                .contains("<crate>", "wasm.crate");
        assertThat(CrateLocation.missing(basedir)).hasMessageContaining(basedir.toString());
    }
}
