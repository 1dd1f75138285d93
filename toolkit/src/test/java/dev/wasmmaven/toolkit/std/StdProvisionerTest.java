package dev.wasmmaven.toolkit.std;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.support.process.CommandRunner;
import dev.wasmmaven.toolkit.diagnostics.ToolkitException;
import dev.wasmmaven.toolkit.toolchain.HostSystem;
import dev.wasmmaven.toolkit.toolchain.RustToolchain;
import dev.wasmmaven.toolkit.toolchain.RustVersion;
import dev.wasmmaven.toolkit.toolchain.ToolchainProbe;
import dev.wasmmaven.toolkit.toolchain.ToolchainRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With scripts in the place of rustc and rustup, whose channel has sources and no compiled standard library. */
@DisabledOnOs(OS.WINDOWS)
class StdProvisionerTest {

    private static final StdSettings ALWAYS =
            new StdSettings(BuildStd.ALWAYS, false, new LibcChoice.Automatic(), Optional.empty());
    private static final StdSettings BOOTSTRAP =
            new StdSettings(BuildStd.AUTO, true, new LibcChoice.Automatic(), Optional.empty());

    @TempDir
    Path temp;

    private Path rustc;
    private Path rustup;
    private Path sources;

    @BeforeEach
    void tools() throws IOException {
        sources = temp.resolve("lib/rustlib/src/rust/library");
        rustc = script("rustc", "echo wasm32-wasip1; echo wasm32-wasip1-threads; echo wasm32-wasip3");
        rustup = script(
                "rustup",
                "case \"$1\" in component) mkdir -p " + sources + "; touch " + sources + "/Cargo.lock; exit 0;; esac\n"
                        + "echo \"error: component 'rust-std' for target '$3' is unavailable for download for channel 'x'\""
                        + " >&2; exit 1");
    }

    private Path script(String name, String body) throws IOException {
        Path file = temp.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    private StdPlan plan(String version, String date, String target, StdSettings settings, boolean offline) {
        return plan(version, date, target, settings, PanicStrategy.ABORT, offline);
    }

    private StdPlan plan(
            String version, String date, String target, StdSettings settings, PanicStrategy panic, boolean offline) {
        CommandRunner runner = CommandRunner.inheriting();
        RustToolchain toolchain = new RustToolchain(
                temp.resolve("cargo"),
                rustc,
                Optional.of(rustup),
                Optional.of("mine"),
                Optional.empty(),
                RustVersion.parse(version).orElseThrow(),
                Optional.of(new RustToolchain.Commit("0".repeat(40), date)),
                "cargo " + version,
                "host",
                temp);
        ToolchainRequest request = new ToolchainRequest(
                temp,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                offline,
                true,
                ToolchainRequest.InstallToolchain.PINNED,
                Optional.empty());
        return new StdProvisioner(runner, new ToolchainProbe(HostSystem.current(), runner))
                .ensure(request, toolchain, target, settings, panic, new SilentOutput());
    }

    private void refused(
            String version, String date, String target, StdSettings settings, DiagnosticId id, String nextStep) {
        assertThatThrownBy(() -> plan(version, date, target, settings, false))
                .isInstanceOfSatisfying(ToolkitException.class, problem -> {
                    assertThat(problem.diagnosticId()).isEqualTo(id);
                    assertThat(problem.nextStep()).contains(nextStep);
                });
    }

    @Test
    @DisplayName("a nightly compiles what its channel lacks, with sources that rustup installs")
    void compiles() {
        assertThat(plan("1.97.0-nightly", "2026-05-19", "wasm32-wasip1-threads", StdSettings.DEFAULT, false))
                .isInstanceOfSatisfying(StdPlan.Compiled.class, compiled -> {
                    assertThat(compiled.sources()).isEqualTo(sources).isDirectory();
                    assertThat(compiled.row()).isPresent();
                });
        assertThat(plan("1.97.0-nightly", "2026-05-19", "wasm32-wasip3", StdSettings.DEFAULT, true))
                .as("offline, with the sources there")
                .isInstanceOf(StdPlan.Compiled.class);
    }

    @Test
    @DisplayName("where panics unwind the shipped standard library does not serve, which aborts")
    void unwinds() throws IOException {
        Path lib = Files.createDirectories(temp.resolve("lib/rustlib/wasm32-wasip1/lib"));
        Files.writeString(lib.resolve("libcore-1.rlib"), "");
        String nightly = "1.97.0-nightly";
        assertThat(plan(nightly, "2026-05-19", "wasm32-wasip1", StdSettings.DEFAULT, PanicStrategy.UNWIND, false))
                .isInstanceOfSatisfying(
                        StdPlan.Compiled.class,
                        compiled -> assertThat(compiled.panic()).isEqualTo(PanicStrategy.UNWIND));
        assertThatThrownBy(() ->
                        plan("1.98.0", "2026-07-01", "wasm32-wasip1", StdSettings.DEFAULT, PanicStrategy.UNWIND, false))
                .isInstanceOfSatisfying(ToolkitException.class, problem -> {
                    assertThat(problem.diagnosticId()).isEqualTo(DiagnosticId.UNSTABLE_NOT_ALLOWED);
                    assertThat(problem.getMessage()).contains("whose panics unwind");
                });
        StdSettings never =
                new StdSettings(BuildStd.NEVER, false, new LibcChoice.Automatic(), Optional.of(PanicStrategy.UNWIND));
        assertThat(plan(nightly, "2026-05-19", "wasm32-wasip1", never, PanicStrategy.UNWIND, false))
                .as("rustc then says what is wrong")
                .isInstanceOf(StdPlan.Shipped.class);
    }

    @Test
    @DisplayName("a compiled standard library that is there is taken, unless one is to be compiled always")
    void shipped() throws IOException {
        Path lib = Files.createDirectories(temp.resolve("lib/rustlib/wasm32-wasip1/lib"));
        Files.writeString(lib.resolve("libcore-1.rlib"), "");
        assertThat(plan("1.95.0", "2026-04-14", "wasm32-wasip1", StdSettings.DEFAULT, true))
                .isInstanceOf(StdPlan.Shipped.class);
        assertThat(plan("1.97.0-nightly", "2026-05-19", "wasm32-wasip1", ALWAYS, false))
                .isInstanceOf(StdPlan.Compiled.class);
    }

    @Test
    @DisplayName("a stable toolchain compiles none unless it is made to, and the message names one that has it")
    void stable() {
        refused(
                "1.99.1",
                "2026-10-13",
                "wasm32-wasip1-threads",
                StdSettings.DEFAULT,
                DiagnosticId.TARGET_UNAVAILABLE,
                "<toolchain>1.98.0</toolchain>");
        refused(
                "1.95.0",
                "2026-04-14",
                "wasm32-wasip3",
                StdSettings.DEFAULT,
                DiagnosticId.UNSTABLE_NOT_ALLOWED,
                "<rustcBootstrap>");
        assertThat(plan("1.95.0", "2026-04-14", "wasm32-wasip3", BOOTSTRAP, false))
                .isInstanceOf(StdPlan.Compiled.class);
    }

    @Test
    @DisplayName(
            "what is known not to compile is refused before anything is installed, and an earlier toolchain is named")
    void broken() {
        for (StdSettings settings : new StdSettings[] {StdSettings.DEFAULT, ALWAYS}) {
            refused(
                    "1.99.0-nightly",
                    "2026-07-14",
                    "wasm32-wasip3",
                    settings,
                    DiagnosticId.STD_BROKEN,
                    "<toolchain>nightly-2026-05-20</toolchain>");
        }
        assertThat(sources).doesNotExist();
    }

    @Test
    @DisplayName("never means never, and offline no sources are installed: each says what to do")
    void forbidden() {
        refused(
                "1.97.0-nightly",
                "2026-05-19",
                "wasm32-wasip3",
                new StdSettings(BuildStd.NEVER, false, new LibcChoice.Automatic(), Optional.empty()),
                DiagnosticId.TARGET_UNAVAILABLE,
                "<toolchain>");
        assertThatThrownBy(() -> plan("1.97.0-nightly", "2026-05-19", "wasm32-wasip3", StdSettings.DEFAULT, true))
                .isInstanceOfSatisfying(ToolkitException.class, problem -> {
                    assertThat(problem.diagnosticId()).isEqualTo(DiagnosticId.RUST_SRC_NOT_INSTALLED);
                    assertThat(problem.nextStep()).contains("rustup component add rust-src --toolchain mine");
                });
        refused("1.95.0", "2026-04-14", "wasm32-wasip9", ALWAYS, DiagnosticId.TARGET_UNKNOWN, "<target>");
    }
}
