package dev.wasmmaven.toolkit.toolchain;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.support.process.Command;
import dev.wasmmaven.support.process.CommandException;
import dev.wasmmaven.support.process.CommandResult;
import dev.wasmmaven.support.process.CommandRunner;
import dev.wasmmaven.toolkit.diagnostics.Diagnoses;
import dev.wasmmaven.toolkit.diagnostics.ToolkitException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks the tools what they are. */
public final class ToolchainProbe {

    private final HostSystem system;
    private final CommandRunner runner;

    public ToolchainProbe(HostSystem system, CommandRunner runner) {
        this.system = system;
        this.runner = runner;
    }

    /**
     * The toolchain that a request means, in the request's directory. A toolchain that is missing is installed if rustup does
     * so by itself and the request allows it.
     *
     * @throws ToolkitException there is no cargo or rustc, the toolchain is not installed, or an answer is not understood
     */
    public RustToolchain probe(ToolchainRequest request, ToolOutput output) {
        ToolLocator locator = new ToolLocator(system);
        Path cargo = locator.cargo(request.cargo());
        Path rustc = locator.rustc(cargo);
        // First, because rustup's proxy says here what is wrong, and only cargo says so when it is no proxy.
        String cargoVersion = first(ask(request, output, cargo, request.toolchain(), "-V"), cargo);
        // A rustc named by the user is not rustup's to choose.
        Optional<String> rustcOverride = system.variable("RUSTC").isPresent() ? Optional.empty() : request.toolchain();
        List<String> verbose = ask(request, output, rustc, rustcOverride, "-vV");
        RustVersion version = RustVersion.parse(field(verbose, "release", rustc))
                .orElseThrow(() -> notUnderstood(rustc, String.join(" ", verbose)));
        Path sysroot = Path.of(first(ask(request, output, rustc, rustcOverride, "--print", "sysroot"), rustc));
        Optional<Path> rustup = locator.rustup(cargo);
        Optional<String> name = rustup.flatMap(path -> activeToolchain(request, path, sysroot));
        return new RustToolchain(
                cargo,
                rustc,
                name.isPresent() ? rustup : Optional.empty(),
                name,
                request.toolchain(),
                version,
                commit(verbose),
                cargoVersion,
                field(verbose, "host", rustc),
                sysroot);
    }

    /** Builds of distributions may leave it out, or say {@code unknown}. */
    private static Optional<RustToolchain.Commit> commit(List<String> verbose) {
        String hash = "";
        String date = "";
        for (String line : verbose) {
            if (line.startsWith("commit-hash: ")) {
                hash = line.substring("commit-hash: ".length()).strip();
            } else if (line.startsWith("commit-date: ")) {
                date = line.substring("commit-date: ".length()).strip();
            }
        }
        return hash.matches("[0-9a-f]{40}") && date.matches("\\d{4}-\\d{2}-\\d{2}")
                ? Optional.of(new RustToolchain.Commit(hash, date))
                : Optional.empty();
    }

    /** Every target that a toolchain's rustc knows, installed or not. */
    public List<String> knownTargets(ToolchainRequest request, RustToolchain toolchain, ToolOutput output) {
        return ask(request, output, toolchain.rustc(), toolchain.override(), "--print", "target-list");
    }

    private List<String> ask(
            ToolchainRequest request, ToolOutput output, Path tool, Optional<String> toolchain, String... arguments) {
        List<String> line = new ArrayList<>();
        line.add(tool.toString());
        toolchain.ifPresent(name -> line.add("+" + name));
        line.addAll(List.of(arguments));
        Command command = request.command(line).withEnvironment(ToolEnvironment.path(system, tool));
        output.debug(command.display());
        List<String> stdout = new ArrayList<>();
        List<String> stderr = new ArrayList<>();
        int exitCode = run(command, output, stdout, stderr);
        if (exitCode != 0) {
            throw Diagnoses.find(stderr).orElseGet(() -> failed(command, exitCode, stderr));
        }
        return stdout;
    }

    private int run(Command command, ToolOutput output, List<String> stdout, List<String> stderr) {
        try {
            return runner.run(command, stdout::add, text -> {
                stderr.add(text);
                output.progress(text);
            });
        } catch (CommandException.NotStarted e) {
            throw new ToolkitException(
                    DiagnosticId.CARGO_NOT_FOUND,
                    e.getMessage(),
                    "install Rust with rustup (https://rustup.rs), and check that the crate's directory exists",
                    e);
        }
    }

    /** The name of the active toolchain, if rustup is the one who manages the sysroot in use. */
    private Optional<String> activeToolchain(ToolchainRequest request, Path rustup, Path sysroot) {
        CommandResult active = rustup(request, rustup, "show", "active-toolchain");
        if (!active.succeeded() || active.stdout().isEmpty()) {
            return Optional.empty();
        }
        String name = active.stdout().get(0).split("\\s", 2)[0];
        CommandResult which = rustup(request, rustup, "which", "rustc");
        boolean same = which.succeeded()
                && !which.stdout().isEmpty()
                && real(Path.of(which.stdout().get(0).strip())).startsWith(real(sysroot));
        return same ? Optional.of(name) : Optional.empty();
    }

    private CommandResult rustup(ToolchainRequest request, Path rustup, String... arguments) {
        List<String> line = new ArrayList<>();
        line.add(rustup.toString());
        request.toolchain().ifPresent(name -> line.add("+" + name));
        line.addAll(List.of(arguments));
        return runner.run(request.command(line));
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path.toAbsolutePath().normalize();
        }
    }

    private static String first(List<String> lines, Path tool) {
        return lines.stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElseThrow(() -> notUnderstood(tool, "nothing"));
    }

    private static String field(List<String> lines, String name, Path tool) {
        String prefix = name + ": ";
        return lines.stream()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()).strip())
                .findFirst()
                .orElseThrow(() -> notUnderstood(tool, String.join(" ", lines)));
    }

    private static ToolkitException notUnderstood(Path tool, String answer) {
        return new ToolkitException(
                DiagnosticId.TOOLCHAIN_PROBE_FAILED,
                "the answer of " + tool + " is not understood: '" + answer + "'",
                "run `" + tool + " -vV` by hand; a wrapper in its place may say something else");
    }

    private static ToolkitException failed(Command command, int exitCode, List<String> stderr) {
        String said = stderr.isEmpty() ? "" : ": " + stderr.get(stderr.size() - 1);
        return new ToolkitException(
                DiagnosticId.TOOLCHAIN_PROBE_FAILED,
                "'" + command.display() + "' failed with exit code " + exitCode + said,
                "run the command by hand in "
                        + command.directory().map(Path::toString).orElse("the crate's directory"));
    }
}
