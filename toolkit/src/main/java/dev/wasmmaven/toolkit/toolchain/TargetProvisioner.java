package dev.wasmmaven.toolkit.toolchain;

import dev.wasmmaven.support.cache.PathLock;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.support.process.Command;
import dev.wasmmaven.support.process.CommandRunner;
import dev.wasmmaven.toolkit.diagnostics.Diagnoses;
import dev.wasmmaven.toolkit.diagnostics.ToolkitException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Sees to it that a toolchain has the standard library for a target. */
public final class TargetProvisioner {

    private final CommandRunner runner;
    private final ToolchainProbe probe;

    public TargetProvisioner(CommandRunner runner, ToolchainProbe probe) {
        this.runner = runner;
        this.probe = probe;
    }

    /**
     * Does nothing if the standard library is there, and otherwise has rustup install it.
     *
     * @throws ToolkitException it is missing and cannot or may not be installed; the next step names the command
     */
    public void ensure(ToolchainRequest request, RustToolchain toolchain, String target, ToolOutput output) {
        if (toolchain.hasStd(target)) {
            return;
        }
        List<String> known = probe.knownTargets(request, toolchain, output);
        if (!known.contains(target)) {
            throw KnownTargets.unknown(target, known);
        }
        Path rustup = toolchain.rustup().orElseThrow(() -> withoutRustup(toolchain, target));
        List<String> line = commandLine(rustup, toolchain, target);
        if (request.offline() || !request.installMissing()) {
            throw notInstalled(request, toolchain, target, line);
        }
        try {
            PathLock.holding(
                    ToolLocks.file(toolchain.sysroot()),
                    () -> output.info("Waiting for another build that changes the toolchain"),
                    () -> {
                        // rustup has no lock of its own against two installations at once.
                        // Another build may have installed it while this one waited for the lock.
                        if (!toolchain.hasStd(target)) {
                            install(request, toolchain, target, line, output);
                        }
                        return toolchain;
                    });
        } catch (IOException e) {
            throw new ToolkitException(
                    DiagnosticId.IO_FAILED,
                    "cannot lock the toolchain while " + target + " is installed: " + e.getMessage(),
                    "run `" + display(line) + "` by hand",
                    e);
        }
    }

    private void install(
            ToolchainRequest request, RustToolchain toolchain, String target, List<String> line, ToolOutput output) {
        Command command = request.command(line);
        output.info("Installing the standard library for " + target + ": " + display(line));
        output.debug(command.display());
        List<String> said = new ArrayList<>();
        int exitCode = runner.run(command, output::progress, text -> {
            said.add(text);
            output.progress(text);
        });
        if (exitCode != 0) {
            throw Diagnoses.find(said).orElseGet(() -> failed(line, exitCode, said));
        }
        if (!toolchain.hasStd(target)) {
            throw new ToolkitException(
                    DiagnosticId.RUSTUP_FAILED,
                    "rustup reported success, but " + toolchain.rustlib().resolve(target) + " has no standard library",
                    "run `" + display(line) + "` by hand, or reinstall the toolchain");
        }
    }

    private static List<String> commandLine(Path rustup, RustToolchain toolchain, String target) {
        List<String> line = new ArrayList<>(List.of(rustup.toString(), "target", "add", target));
        toolchain.name().ifPresent(name -> line.addAll(List.of("--toolchain", name)));
        return line;
    }

    /** The command as a user would type it. */
    private static String display(List<String> line) {
        return "rustup " + String.join(" ", line.subList(1, line.size()));
    }

    private static ToolkitException notInstalled(
            ToolchainRequest request, RustToolchain toolchain, String target, List<String> line) {
        String reason = request.offline() ? "this build is offline" : "installing is switched off";
        return new ToolkitException(
                DiagnosticId.TARGET_NOT_INSTALLED,
                "the standard library for " + target + " is not installed for the toolchain "
                        + toolchain.name().orElse(toolchain.sysroot().toString()) + ", and " + reason,
                "run `" + display(line) + "`");
    }

    private static ToolkitException withoutRustup(RustToolchain toolchain, String target) {
        return new ToolkitException(
                DiagnosticId.TARGET_NOT_INSTALLED,
                "the standard library for " + target + " is not in " + toolchain.rustlib()
                        + ", and rustup does not manage this toolchain",
                "install Rust with rustup (https://rustup.rs) and put its cargo first in PATH, or install the target's"
                        + " standard library with the package manager that Rust came from");
    }

    private static ToolkitException failed(List<String> line, int exitCode, List<String> said) {
        String last = said.stream()
                .filter(text -> text.startsWith("error: "))
                .reduce((first, second) -> second)
                .map(text -> ": " + text.substring("error: ".length()))
                .orElse("");
        return new ToolkitException(
                DiagnosticId.RUSTUP_FAILED,
                "`" + display(line) + "` failed with exit code " + exitCode + last,
                "run the command by hand");
    }
}
