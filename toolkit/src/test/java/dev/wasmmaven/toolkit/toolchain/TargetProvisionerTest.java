package dev.wasmmaven.toolkit.toolchain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.support.process.CommandRunner;
import dev.wasmmaven.toolkit.diagnostics.ToolkitException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With scripts in the place of rustc and rustup, so that success and every failure can be had without a network. */
@DisabledOnOs(OS.WINDOWS)
class TargetProvisionerTest {

    private static final String TARGET = "wasm32-wasip1";

    @TempDir
    Path temp;

    private final List<String> told = new ArrayList<>();
    private final ToolOutput output = new ToolOutput() {
        @Override
        public void progress(String line) {
            told.add("progress " + line);
        }

        @Override
        public void info(String message) {
            told.add("info " + message);
        }

        @Override
        public void debug(String message) {
            told.add("debug " + message);
        }
    };

    private Path lib;
    private Path rustc;

    @BeforeEach
    void prepare() throws IOException {
        lib = temp.resolve("lib/rustlib").resolve(TARGET).resolve("lib");
        rustc = script("rustc", "echo " + TARGET);
    }

    private Path script(String name, String body) throws IOException {
        Path file = temp.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    private void ensure(Path rustup) {
        CommandRunner runner = CommandRunner.inheriting();
        HostSystem system = HostSystem.current();
        RustToolchain toolchain = new RustToolchain(
                temp.resolve("cargo"),
                rustc,
                Optional.of(rustup),
                Optional.of("mine"),
                Optional.empty(),
                RustVersion.parse("1.95.0").orElseThrow(),
                Optional.empty(),
                "cargo 1.95.0",
                "host",
                temp);
        ToolchainRequest request = new ToolchainRequest(
                temp,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                false,
                true,
                ToolchainRequest.InstallToolchain.PINNED,
                Optional.empty());
        new TargetProvisioner(runner, new ToolchainProbe(system, runner)).ensure(request, toolchain, TARGET, output);
    }

    @Test
    @DisplayName("a missing target is installed once, for the toolchain in use, and the user is told the command")
    void installs() throws IOException {
        Path rustup = script(
                "rustup",
                "echo \"$@\" >> " + temp.resolve("calls")
                        + "; echo 'info: downloading component rust-std' >&2; mkdir -p " + lib + "; touch "
                        + lib.resolve("libcore-1.rlib"));
        ensure(rustup);
        ensure(rustup);
        assertThat(temp.resolve("calls")).hasContent("target add wasm32-wasip1 --toolchain mine");
        assertThat(told)
                .contains(
                        "info Installing the standard library for wasm32-wasip1 of the toolchain mine: rustup target add"
                                + " wasm32-wasip1 --toolchain mine",
                        "progress info: downloading component rust-std");
    }

    @Test
    @DisplayName("rustup's own message is turned into its id; one that nobody knows is passed on")
    void fails() throws IOException {
        Path offline = script("rustup", "echo \"error: could not download file from 'https://x/y'\" >&2; exit 1");
        assertThatThrownBy(() -> ensure(offline))
                .isInstanceOfSatisfying(
                        ToolkitException.class,
                        problem -> assertThat(problem.diagnosticId()).isEqualTo(DiagnosticId.RUSTUP_OFFLINE));
        Path strange = script("rustup", "echo 'error: the moon is full' >&2; exit 3");
        assertThatThrownBy(() -> ensure(strange)).isInstanceOfSatisfying(ToolkitException.class, problem -> {
            assertThat(problem.diagnosticId()).isEqualTo(DiagnosticId.RUSTUP_FAILED);
            assertThat(problem.getMessage()).contains("exit code 3").contains("the moon is full");
        });
    }

    @Test
    @DisplayName("a success that installed nothing is not believed")
    void lies() throws IOException {
        Path liar = script("rustup", "exit 0");
        assertThatThrownBy(() -> ensure(liar))
                .isInstanceOf(ToolkitException.class)
                .hasMessageContaining("reported success");
    }
}
