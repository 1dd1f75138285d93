package dev.wasmmaven.toolkit.toolchain;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.support.process.CommandRunner;
import dev.wasmmaven.toolkit.diagnostics.ToolkitException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Sees to it that a toolchain has the standard library for a target, compiled or as sources. */
public final class TargetProvisioner {

    private final ToolchainProbe probe;
    private final RustupInstaller installer;

    public TargetProvisioner(CommandRunner runner, ToolchainProbe probe) {
        this.probe = probe;
        this.installer = new RustupInstaller(runner);
    }

    /**
     * Does nothing if the compiled standard library is there, and otherwise has rustup install it.
     *
     * @throws ToolkitException it is missing and cannot or may not be installed; the next step names the command
     */
    public void ensure(ToolchainRequest request, RustToolchain toolchain, String target, ToolOutput output) {
        if (toolchain.hasStd(target)) {
            return;
        }
        requireKnown(request, toolchain, target, output);
        Path rustup = toolchain.rustup().orElseThrow(() -> withoutRustup(toolchain, target));
        installer.ensure(
                request,
                installation(
                        "the standard library for " + target,
                        toolchain,
                        rustup,
                        List.of("target", "add", target),
                        () -> toolchain.hasStd(target)),
                DiagnosticId.TARGET_NOT_INSTALLED,
                output);
    }

    /**
     * Does nothing if the sources of the standard library are there, and otherwise has rustup install them.
     *
     * @throws ToolkitException they are missing and cannot or may not be installed; the next step names the command
     */
    public void ensureSources(ToolchainRequest request, RustToolchain toolchain, ToolOutput output) {
        if (toolchain.hasStdSources()) {
            return;
        }
        Path rustup = toolchain
                .rustup()
                .orElseThrow(() -> new ToolkitException(
                        DiagnosticId.RUST_SRC_NOT_INSTALLED,
                        "the sources of the standard library are not in " + toolchain.stdSources()
                                + ", and rustup does not manage this toolchain",
                        "install Rust with rustup (https://rustup.rs) and put its cargo first in PATH, or install the"
                                + " sources (rust-src) with the package manager that Rust came from"));
        installer.ensure(
                request,
                installation(
                        "the component rust-src, the sources of the standard library,",
                        toolchain,
                        rustup,
                        List.of("component", "add", "rust-src"),
                        toolchain::hasStdSources),
                DiagnosticId.RUST_SRC_NOT_INSTALLED,
                output);
    }

    /**
     * Checks a target's name.
     *
     * @throws ToolkitException the toolchain's rustc does not know it
     */
    public void requireKnown(ToolchainRequest request, RustToolchain toolchain, String target, ToolOutput output) {
        List<String> known = probe.knownTargets(request, toolchain, output);
        if (!known.contains(target)) {
            throw KnownTargets.unknown(target, known);
        }
    }

    private static Installation installation(
            String what, RustToolchain toolchain, Path rustup, List<String> arguments, BooleanSupplier present) {
        List<String> line = new ArrayList<>(arguments);
        toolchain.name().ifPresent(name -> line.addAll(List.of("--toolchain", name)));
        return new Installation(
                what + " of the toolchain " + toolchain.displayName(), rustup, line, toolchain.sysroot(), present);
    }

    private static ToolkitException withoutRustup(RustToolchain toolchain, String target) {
        return new ToolkitException(
                DiagnosticId.TARGET_NOT_INSTALLED,
                "the standard library for " + target + " is not in " + toolchain.rustlib()
                        + ", and rustup does not manage this toolchain",
                "install Rust with rustup (https://rustup.rs) and put its cargo first in PATH, or install the target's"
                        + " standard library with the package manager that Rust came from");
    }
}
