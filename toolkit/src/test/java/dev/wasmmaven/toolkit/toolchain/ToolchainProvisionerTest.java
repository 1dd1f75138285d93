package dev.wasmmaven.toolkit.toolchain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.support.process.CommandRunner;
import dev.wasmmaven.toolkit.diagnostics.ToolkitException;
import dev.wasmmaven.toolkit.toolchain.ToolchainRequest.InstallToolchain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With scripts in the place of cargo, rustc and rustup, which know a toolchain once it is installed. */
@DisabledOnOs(OS.WINDOWS)
class ToolchainProvisionerTest {

    private static final ToolOutput QUIET = new ToolOutput() {
        @Override
        public void progress(String line) {}

        @Override
        public void info(String message) {}

        @Override
        public void debug(String message) {}
    };

    @TempDir
    Path temp;

    @BeforeEach
    void tools() throws IOException {
        String unlessInstalled = "name=${1#+}; [ -e " + temp
                + "/installed-$name ] || { echo \"error: toolchain '$name' is not" + " installed\" >&2; exit 1; }\n";
        script("cargo", unlessInstalled + "echo cargo 1.95.0");
        script(
                "rustc",
                unlessInstalled + "case \"$2\" in -vV) echo release: 1.95.0; echo host: h;; *) echo " + temp
                        + ";; esac");
        script(
                "rustup",
                "echo \"$@\" >> " + temp + "/calls\n"
                        + "case \"$1 $2\" in 'toolchain install') touch " + temp + "/installed-$3;;"
                        + " 'which rustc') [ -e " + temp + "/installed-$4 ];; *) exit 1;; esac");
    }

    private void script(String name, String body) throws IOException {
        Path file = Files.createDirectories(temp.resolve("bin")).resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private RustToolchain ensure(String name, InstallToolchain policy, boolean offline) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.keySet().removeAll(List.of("CARGO", "RUSTC", "RUSTUP"));
        environment.put("PATH", temp.resolve("bin") + ":/usr/bin:/bin");
        HostSystem system = new HostSystem(environment, temp, false);
        ToolchainRequest request = new ToolchainRequest(
                temp, Optional.of(name), Optional.empty(), Map.of(), offline, true, policy, Optional.empty());
        return new ToolchainProvisioner(system, CommandRunner.withEnvironment(environment)).ensure(request, QUIET);
    }

    private void refused(String name, InstallToolchain policy, boolean offline, String nextStep) {
        assertThatThrownBy(() -> ensure(name, policy, offline))
                .isInstanceOfSatisfying(ToolkitException.class, problem -> {
                    assertThat(problem.diagnosticId()).isEqualTo(DiagnosticId.TOOLCHAIN_NOT_INSTALLED);
                    assertThat(problem.getMessage()).contains(name);
                    assertThat(problem.nextStep())
                            .contains("rustup toolchain install " + name)
                            .contains(nextStep);
                });
        assertThat(temp.resolve("installed-" + name)).doesNotExist();
    }

    @Test
    @DisplayName("a toolchain named by a version or a date is installed, minimal, once")
    void installsPinned() throws IOException {
        for (String name : new String[] {"1.90.0", "nightly-2026-05-20"}) {
            assertThat(ensure(name, InstallToolchain.PINNED, false).version().minor())
                    .isEqualTo(95);
            ensure(name, InstallToolchain.PINNED, false);
            assertThat(Files.readAllLines(temp.resolve("calls")).stream()
                            .filter(("toolchain install " + name + " --profile minimal --no-self-update")::equals))
                    .hasSize(1);
        }
    }

    @Test
    @DisplayName("a channel, whose toolchain changes from day to day, is installed only if any may be")
    void channels() {
        refused("nightly", InstallToolchain.PINNED, false, "-Dwasm.installToolchain=any");
        assertThat(ensure("nightly", InstallToolchain.ANY, false).override()).contains("nightly");
    }

    @Test
    @DisplayName("nothing is installed offline, nor if that is switched off: the command is named")
    void forbidden() {
        refused("1.90.0", InstallToolchain.ANY, true, "");
        refused("1.90.0", InstallToolchain.NEVER, false, "");
    }
}
