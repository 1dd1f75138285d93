package dev.wasmmaven.toolkit.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Our runtime as cargo's runner")
class RunnerConfigurationTest {

    private static final String TARGET = "wasm32-wasip1";
    private static final List<String> COMMAND = List.of("wasi-runtime", "run");

    @TempDir
    Path crate;

    @Test
    @DisplayName("is named in a new file, which goes away with it")
    void newFile() throws IOException {
        RunnerConfiguration configuration = RunnerConfiguration.of(crate);
        assertThat(configuration.remove(TARGET)).isFalse();
        assertThat(configuration.set(TARGET, COMMAND)).isTrue();
        assertThat(configuration.set(TARGET, COMMAND)).isFalse();
        assertThat(crate.resolve(".cargo/config.toml")).content().contains("runner = [\"wasi-runtime\", \"run\"]");
        assertThat(configuration.remove(TARGET)).isTrue();
        assertThat(crate.resolve(".cargo/config.toml")).doesNotExist();
    }

    @Test
    @DisplayName("is named in the file that cargo reads, and what is not understood is left and told")
    void olderName() throws IOException {
        Path older = Files.createDirectory(crate.resolve(".cargo")).resolve("config");
        Files.writeString(older, "[env]\nA = \"1\"\n");
        Files.writeString(crate.resolve(".cargo/config.toml"), "");
        RunnerConfiguration configuration = RunnerConfiguration.of(crate);
        configuration.set(TARGET, COMMAND);
        assertThat(older).content().startsWith("[env]\n").contains("runner");
        Files.writeString(older, "[broken\n");
        assertThatThrownBy(() -> configuration.set(TARGET, COMMAND))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(older + ": line 1");
        assertThat(older).hasContent("[broken\n");
    }

    @Test
    @DisplayName("is installed from its jar, and again only where something has changed")
    void installation() throws IOException {
        Path jar = crate.resolve("cli.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String name : List.of("wasi-runtime", "wasi-runtime.cmd")) {
                zip.putNextEntry(new ZipEntry("dev/wasmmaven/cli/launcher/" + name));
                zip.write(name.getBytes(StandardCharsets.UTF_8));
            }
        }
        Path folder = crate.resolve("with space/runner");
        Path launcher = RunnerInstallation.install(jar, folder, "Linux");
        assertThat(launcher).isEqualTo(folder.resolve("wasi-runtime")).isExecutable();
        assertThat(folder.resolve("wasi-runtime-cli.jar")).hasSameBinaryContentAs(jar);
        Files.writeString(launcher, "damaged");
        assertThat(RunnerInstallation.install(jar, folder, "Windows 11")).hasFileName("wasi-runtime.cmd");
        assertThat(launcher).hasContent("wasi-runtime").isExecutable();
        Files.write(jar, new byte[] {1});
        assertThatThrownBy(() -> RunnerInstallation.install(jar, folder, "Linux"))
                .isInstanceOf(IOException.class);
    }
}
