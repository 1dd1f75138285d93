package dev.wasmmaven.toolkit.std;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.support.process.CommandRunner;
import dev.wasmmaven.toolkit.diagnostics.ToolkitException;
import dev.wasmmaven.toolkit.toolchain.Compatibility;
import dev.wasmmaven.toolkit.toolchain.Compatibility.Row;
import dev.wasmmaven.toolkit.toolchain.RustToolchain;
import dev.wasmmaven.toolkit.toolchain.TargetProvisioner;
import dev.wasmmaven.toolkit.toolchain.ToolOutput;
import dev.wasmmaven.toolkit.toolchain.ToolchainProbe;
import dev.wasmmaven.toolkit.toolchain.ToolchainRequest;
import java.util.Optional;

/** Decides where the standard library comes from, and has rustup install what that needs. */
public final class StdProvisioner {

    private final TargetProvisioner targets;
    private final Compatibility compatibility;

    public StdProvisioner(CommandRunner runner, ToolchainProbe probe) {
        this.targets = new TargetProvisioner(runner, probe);
        this.compatibility = Compatibility.builtIn();
    }

    /**
     * The plan for a target.
     *
     * @param panic what panics do; those that unwind need a standard library that is compiled for it
     * @throws ToolkitException there is no standard library for it, and none can be compiled; the next step names what mends it
     */
    public StdPlan ensure(
            ToolchainRequest request,
            RustToolchain toolchain,
            String target,
            StdSettings settings,
            PanicStrategy panic,
            ToolOutput output) {
        Optional<Row> row = compatibility.find(target, toolchain);
        boolean unwinds = panic == PanicStrategy.UNWIND && settings.buildStd() != BuildStd.NEVER;
        if (settings.buildStd() == BuildStd.ALWAYS || unwinds) {
            targets.requireKnown(request, toolchain, target, output);
            return compiled(request, toolchain, target, settings, row, panic, output);
        }
        if (toolchain.hasStd(target)) {
            return new StdPlan.Shipped();
        }
        if (settings.buildStd() == BuildStd.NEVER) {
            targets.ensure(request, toolchain, target, output);
            return new StdPlan.Shipped();
        }
        if (row.filter(known -> !known.prebuilt()).isPresent()) {
            targets.requireKnown(request, toolchain, target, output);
            return compiled(request, toolchain, target, settings, row, panic, output);
        }
        try {
            targets.ensure(request, toolchain, target, output);
            return new StdPlan.Shipped();
        } catch (ToolkitException e) {
            if (!unstable(toolchain, settings) || !mayHelp(e, toolchain)) {
                throw withToolchain(e, target, row);
            }
            output.info("No compiled standard library for " + target + ": " + e.getMessage());
            return compiled(request, toolchain, target, settings, row, panic, output);
        }
    }

    /** Names a toolchain that is known to have what this one lacks. */
    private static ToolkitException withToolchain(ToolkitException problem, String target, Optional<Row> row) {
        return row.flatMap(Row::lender)
                .filter(lender -> problem.diagnosticId() == DiagnosticId.TARGET_UNAVAILABLE
                        && lender.target().equals(target))
                .map(lender -> new ToolkitException(
                        problem.diagnosticId(),
                        problem.getMessage(),
                        "use a toolchain that has one: <toolchain>" + lender.toolchain()
                                + "</toolchain> (property wasm.toolchain), or a nightly, which compiles it",
                        problem))
                .orElse(problem);
    }

    /** The channel has none; or there may be one, but what is needed to compile one is here already. */
    private static boolean mayHelp(ToolkitException problem, RustToolchain toolchain) {
        return switch (problem.diagnosticId()) {
            case TARGET_UNAVAILABLE -> true;
            case TARGET_NOT_INSTALLED, RUSTUP_OFFLINE -> toolchain.hasStdSources();
            default -> false;
        };
    }

    private StdPlan compiled(
            ToolchainRequest request,
            RustToolchain toolchain,
            String target,
            StdSettings settings,
            Optional<Row> row,
            PanicStrategy panic,
            ToolOutput output) {
        row.flatMap(Row::broken).ifPresent(broken -> {
            throw new ToolkitException(
                    DiagnosticId.STD_BROKEN,
                    "rustc " + toolchain.release() + " cannot build the standard library for " + target + ": "
                            + broken.reason(),
                    broken.mend());
        });
        if (!unstable(toolchain, settings)) {
            throw new ToolkitException(
                    DiagnosticId.UNSTABLE_NOT_ALLOWED,
                    "Rust " + toolchain.version() + " has no compiled standard library for " + target
                            + (panic == PanicStrategy.UNWIND ? " whose panics unwind" : "")
                            + ", and only a nightly compiles one",
                    "configure a nightly, for example <toolchain>nightly-2026-05-20</toolchain>, or have this toolchain take"
                            + " unstable options: <rustcBootstrap>true</rustcBootstrap> (property wasm.rustcBootstrap)");
        }
        targets.ensureSources(request, toolchain, output);
        output.info("Compiling the standard library for " + target + " with the crate");
        return new StdPlan.Compiled(toolchain.stdSources(), row, panic);
    }

    private static boolean unstable(RustToolchain toolchain, StdSettings settings) {
        return toolchain.version().isNightly() || settings.bootstrap();
    }
}
