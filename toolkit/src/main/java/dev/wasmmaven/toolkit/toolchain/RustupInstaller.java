package dev.wasmmaven.toolkit.toolchain;

import dev.wasmmaven.support.cache.PathLock;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.support.process.Command;
import dev.wasmmaven.support.process.CommandRunner;
import dev.wasmmaven.toolkit.diagnostics.Diagnoses;
import dev.wasmmaven.toolkit.diagnostics.ToolkitException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Has rustup install what is missing: only if that is allowed, and one installation at a time. */
final class RustupInstaller {

    private final CommandRunner runner;

    RustupInstaller(CommandRunner runner) {
        this.runner = runner;
    }

    /**
     * Does nothing if the thing is there, and otherwise installs it.
     *
     * @param missing the problem if it is not there and may not be installed
     * @throws ToolkitException it is missing and cannot or may not be installed; the next step names the command
     */
    void ensure(ToolchainRequest request, Installation wanted, DiagnosticId missing, ToolOutput output) {
        if (wanted.present().getAsBoolean()) {
            return;
        }
        if (!request.mayInstall()) {
            throw new ToolkitException(
                    missing,
                    wanted.what() + " is not installed, and "
                            + (request.offline() ? "this build is offline" : "installing is switched off"),
                    "run `" + wanted.command() + "`");
        }
        try {
            PathLock.holding(
                    ToolLocks.file(wanted.lock()),
                    () -> output.info("Waiting for another build that changes the toolchain"),
                    () -> {
                        // rustup has no lock of its own against two installations at once.
                        // Another build may have installed it while this one waited for the lock.
                        if (!wanted.present().getAsBoolean()) {
                            install(request, wanted, output);
                        }
                        return wanted;
                    });
        } catch (IOException e) {
            throw new ToolkitException(
                    DiagnosticId.IO_FAILED,
                    "cannot lock the toolchain while " + wanted.what() + " is installed: " + e.getMessage(),
                    "run `" + wanted.command() + "` by hand",
                    e);
        }
    }

    private void install(ToolchainRequest request, Installation wanted, ToolOutput output) {
        List<String> line = new ArrayList<>(List.of(wanted.rustup().toString()));
        line.addAll(wanted.arguments());
        Command command = request.command(line);
        output.info("Installing " + wanted.what() + ": " + wanted.command());
        output.debug(command.display());
        List<String> said = new ArrayList<>();
        int exitCode = runner.run(command, output::progress, text -> {
            said.add(text);
            output.progress(text);
        });
        if (exitCode != 0) {
            throw Diagnoses.find(said).orElseGet(() -> failed(wanted, exitCode, said));
        }
        if (!wanted.present().getAsBoolean()) {
            throw new ToolkitException(
                    DiagnosticId.RUSTUP_FAILED,
                    "rustup reported success, but " + wanted.what() + " is still missing",
                    "run `" + wanted.command() + "` by hand, or reinstall the toolchain");
        }
    }

    private static ToolkitException failed(Installation wanted, int exitCode, List<String> said) {
        String last = said.stream()
                .filter(text -> text.startsWith("error: "))
                .reduce((first, second) -> second)
                .map(text -> ": " + text.substring("error: ".length()))
                .orElse("");
        return new ToolkitException(
                DiagnosticId.RUSTUP_FAILED,
                "`" + wanted.command() + "` failed with exit code " + exitCode + last,
                "run the command by hand");
    }
}
