package dev.wasmmaven.toolkit.toolchain;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.support.process.CommandRunner;
import dev.wasmmaven.toolkit.diagnostics.ToolkitException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Sees to it that a toolchain which the user names is there. */
public final class ToolchainProvisioner {

    private final HostSystem system;
    private final CommandRunner runner;
    private final ToolchainProbe probe;

    public ToolchainProvisioner(HostSystem system, CommandRunner runner) {
        this.system = system;
        this.runner = runner;
        this.probe = new ToolchainProbe(system, runner);
    }

    /**
     * The toolchain that a request means, installed first if it is missing and may be installed.
     *
     * @throws ToolkitException as {@link ToolchainProbe#probe}
     */
    public RustToolchain ensure(ToolchainRequest request, ToolOutput output) {
        try {
            return probe.probe(request, output);
        } catch (ToolkitException e) {
            Optional<Path> rustup = rustup(request);
            if (e.diagnosticId() != DiagnosticId.TOOLCHAIN_NOT_INSTALLED
                    || request.toolchain().isEmpty()
                    || rustup.isEmpty()) {
                throw e;
            }
            install(request, request.toolchain().get(), List.of(), rustup.get(), output);
            return probe.probe(request, output);
        }
    }

    /**
     * A toolchain that only lends a part, such as its C library, installed first if it is missing.
     *
     * @param name as rustup names it
     * @param target whose standard library it must have
     * @return empty without rustup
     * @throws ToolkitException it cannot or may not be installed; the next step names the command
     */
    public Optional<RustToolchain> ensureLender(
            ToolchainRequest request, String name, String target, ToolOutput output) {
        Optional<Path> rustup = rustup(request);
        if (rustup.isEmpty()) {
            return Optional.empty();
        }
        ToolchainRequest lender = request.of(name);
        if (!isInstalled(lender, rustup.get(), name)) {
            install(lender, name, List.of("--target", target), rustup.get(), output);
        }
        RustToolchain toolchain = probe.probe(lender, output);
        new TargetProvisioner(runner, probe).ensure(lender, toolchain, target, output);
        return Optional.of(toolchain);
    }

    private Optional<Path> rustup(ToolchainRequest request) {
        ToolLocator locator = new ToolLocator(system);
        return locator.rustup(locator.cargo(request.cargo()));
    }

    private void install(ToolchainRequest request, String name, List<String> more, Path rustup, ToolOutput output) {
        List<String> arguments =
                new ArrayList<>(List.of("toolchain", "install", name, "--profile", "minimal", "--no-self-update"));
        arguments.addAll(more);
        Installation wanted = new Installation(
                "the Rust toolchain " + name,
                rustup,
                arguments,
                system.rustupHome().resolve("toolchains").resolve(name),
                () -> isInstalled(request, rustup, name));
        if (request.mayInstall() && !request.installToolchain().allows(name)) {
            throw new ToolkitException(
                    DiagnosticId.TOOLCHAIN_NOT_INSTALLED,
                    "the Rust toolchain '" + name + "' is not installed, and <installToolchain> is "
                            + request.installToolchain().name().toLowerCase(Locale.ROOT),
                    "run `" + wanted.command() + "`, or allow it with -Dwasm.installToolchain=any");
        }
        new RustupInstaller(runner).ensure(request, wanted, DiagnosticId.TOOLCHAIN_NOT_INSTALLED, output);
    }

    private boolean isInstalled(ToolchainRequest request, Path rustup, String name) {
        return runner.run(request.command(List.of(rustup.toString(), "which", "rustc", "--toolchain", name)))
                .succeeded();
    }
}
