package dev.wasmmaven.toolkit.build;

import dev.wasmmaven.support.diagnostic.Diagnosed;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.support.process.CommandException;
import dev.wasmmaven.support.process.CommandResult;
import dev.wasmmaven.support.process.CommandRunner;
import dev.wasmmaven.toolkit.build.DoctorReport.Finding;
import dev.wasmmaven.toolkit.cargo.Cargo;
import dev.wasmmaven.toolkit.cargo.CargoMetadata;
import dev.wasmmaven.toolkit.cargo.CargoPackage;
import dev.wasmmaven.toolkit.diagnostics.ToolkitException;
import dev.wasmmaven.toolkit.std.StdPlan;
import dev.wasmmaven.toolkit.std.StdProvisioner;
import dev.wasmmaven.toolkit.toolchain.Compatibility;
import dev.wasmmaven.toolkit.toolchain.Compatibility.Row;
import dev.wasmmaven.toolkit.toolchain.HostSystem;
import dev.wasmmaven.toolkit.toolchain.KnownTargets;
import dev.wasmmaven.toolkit.toolchain.RustToolchain;
import dev.wasmmaven.toolkit.toolchain.ToolEnvironment;
import dev.wasmmaven.toolkit.toolchain.ToolchainProbe;
import dev.wasmmaven.toolkit.toolchain.ToolchainRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Looks at everything that a build needs, changes nothing, and says what is missing and what to do. */
public final class Doctor {

    private final HostSystem machine;
    private final CommandRunner runner;

    /** A doctor for this machine and this process's environment. */
    public Doctor() {
        this(HostSystem.current());
    }

    /** A doctor that knows only the given machine. */
    public Doctor(HostSystem machine) {
        this.machine = machine;
        this.runner = CommandRunner.withEnvironment(machine.environment());
    }

    /** Looks at what a build of this request would use. Problems are findings, not exceptions. */
    public DoctorReport examine(BuildRequest request, BuildListener listener) {
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok(
                "machine",
                System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", Java "
                        + System.getProperty("java.version")));
        Optional<Path> crate = crate(request, findings);
        // What an ordinary build would install is named here, and not installed.
        BuildRequest looking = request.toBuilder().installMissing(false).build();
        HostSystem system = machine.with(request.env());
        ToolchainRequest tools =
                BuildSetup.toolchainRequest(looking, crate.orElse(Path.of("").toAbsolutePath()), system);
        toolchain(tools, system, findings, listener).ifPresent(toolchain -> {
            target(request, tools, toolchain, system, findings, listener);
            clippy(tools, toolchain, system, findings);
            crate.ifPresent(folder -> workspace(looking, tools, toolchain, system, findings, listener));
            findings.addAll(new SdkExamination(runner).examine(looking, crate, toolchain, system));
        });
        network(request, system, findings);
        return new DoctorReport(findings);
    }

    private static Optional<Path> crate(BuildRequest request, List<Finding> findings) {
        try {
            Path crate = BuildSetup.crate(request.crate());
            findings.add(Finding.ok("crate", crate.resolve("Cargo.toml").toString()));
            return Optional.of(crate);
        } catch (ToolkitException e) {
            findings.add(Finding.problem("crate", e));
            return Optional.empty();
        }
    }

    private Optional<RustToolchain> toolchain(
            ToolchainRequest tools, HostSystem system, List<Finding> findings, BuildListener listener) {
        try {
            RustToolchain toolchain = new ToolchainProbe(system, runner).probe(tools, listener);
            findings.add(Finding.ok("cargo", toolchain.cargoVersion() + " (" + toolchain.cargo() + ")"));
            findings.add(Finding.ok(
                    "rustc",
                    toolchain.version() + " for " + toolchain.host() + " (sysroot " + toolchain.sysroot() + ")"));
            findings.add(rustup(toolchain));
            return Optional.of(toolchain);
        } catch (ToolkitException | CommandException e) {
            findings.add(Finding.problem("toolchain", (Diagnosed) e));
            return Optional.empty();
        }
    }

    private static Finding rustup(RustToolchain toolchain) {
        return toolchain
                .rustup()
                .map(path ->
                        Finding.ok("rustup", "toolchain " + toolchain.name().orElse("") + " (" + path + ")"))
                .orElseGet(() -> Finding.note(
                        "rustup",
                        "does not manage this toolchain, so that nothing can be installed automatically",
                        Optional.of("install Rust with rustup (https://rustup.rs) if a target is missing")));
    }

    private void target(
            BuildRequest request,
            ToolchainRequest tools,
            RustToolchain toolchain,
            HostSystem system,
            List<Finding> findings,
            BuildListener listener) {
        Compatibility.builtIn().find(request.target(), toolchain).ifPresent(row -> findings.add(known(row, toolchain)));
        try {
            StdPlan plan = new StdProvisioner(runner, new ToolchainProbe(system, runner))
                    .ensure(tools, toolchain, request.target(), request.std(), listener);
            findings.add(Finding.ok(
                    "target " + request.target(),
                    plan instanceof StdPlan.Compiled
                            ? "the standard library is compiled with the crate (-Zbuild-std)"
                            : "the standard library is installed"));
        } catch (ToolkitException | CommandException e) {
            findings.add(missingTarget(request, (Diagnosed) e));
        }
        String others = KnownTargets.WASI.stream()
                .filter(name -> !name.equals(request.target()) && toolchain.hasStd(name))
                .collect(Collectors.joining(", "));
        if (!others.isEmpty()) {
            findings.add(Finding.ok("further WASI targets", others));
        }
    }

    /** What the table knows of the target with this rustc. */
    private static Finding known(Row row, RustToolchain toolchain) {
        List<String> facts = new ArrayList<>();
        facts.add("tier " + row.tier());
        facts.add(
                row.prebuilt()
                        ? "rustup may have a compiled standard library"
                        : "rustup has no compiled standard library");
        String cLibrary = switch (row.cLibrary()) {
            case SHIPPED -> "its own";
            case LENT ->
                row.lender()
                        .map(lender -> "that of " + lender.target() + " from Rust " + lender.toolchain())
                        .orElse("");
            case WASI_SDK -> "that of a wasi-sdk " + row.wasiSdk();
        };
        facts.add("C library if it is compiled here: " + cLibrary);
        facts.add("wasi-sdk for C code: " + row.wasiSdk());
        row.libcMinimum().ifPresent(minimum -> facts.add("crate libc: " + minimum + " or later"));
        row.broken().ifPresent(broken -> facts.add("cannot be compiled: " + broken.reason()));
        return Finding.ok("known of " + row.target() + " with rustc " + toolchain.release(), String.join("; ", facts));
    }

    /** What the next build would install by itself is no problem. */
    private static Finding missingTarget(BuildRequest request, Diagnosed problem) {
        boolean automatic = (problem.diagnosticId() == DiagnosticId.TARGET_NOT_INSTALLED
                        || problem.diagnosticId() == DiagnosticId.RUST_SRC_NOT_INSTALLED)
                && request.installMissing()
                && !request.offline()
                && problem.nextStep().startsWith("run `rustup");
        return automatic
                ? Finding.note(
                        "target " + request.target(),
                        problem.diagnosticId() == DiagnosticId.RUST_SRC_NOT_INSTALLED
                                ? "the sources of the standard library, which is to be compiled, are not installed; the next"
                                        + " build has rustup install them"
                                : "the standard library is not installed; the next build has rustup install it",
                        Optional.of("nothing, or " + problem.nextStep()))
                : Finding.problem("target " + request.target(), problem);
    }

    private void clippy(ToolchainRequest tools, RustToolchain toolchain, HostSystem system, List<Finding> findings) {
        List<String> line = new ArrayList<>(toolchain.cargoCommand());
        line.addAll(List.of("clippy", "--version"));
        CommandResult result =
                runner.run(tools.command(line).withEnvironment(ToolEnvironment.path(system, toolchain.cargo())));
        findings.add(
                result.succeeded()
                        ? Finding.ok("clippy", String.join(" ", result.stdout()))
                        : Finding.note(
                                "clippy",
                                "not installed; only the goal clippy needs it",
                                Optional.of("run `rustup component add clippy`")));
    }

    private void workspace(
            BuildRequest request,
            ToolchainRequest tools,
            RustToolchain toolchain,
            HostSystem system,
            List<Finding> findings,
            BuildListener listener) {
        try {
            CargoMetadata metadata =
                    new Cargo(runner).metadata(new CargoCalls(request, tools, toolchain, system).metadata(), listener);
            findings.add(Finding.ok(
                    "workspace",
                    metadata.packages().stream().map(CargoPackage::name).collect(Collectors.joining(", "))
                            + "; target directory "
                            + request.targetDirectory()
                                    .map(tools.directory()::resolve)
                                    .orElse(metadata.targetDirectory())));
        } catch (ToolkitException | CommandException e) {
            findings.add(Finding.problem("workspace", (Diagnosed) e));
        }
    }

    private static void network(BuildRequest request, HostSystem system, List<Finding> findings) {
        if (request.offline()) {
            findings.add(Finding.note(
                    "network", "this build is offline: only what is in cargo's cache can be used", Optional.empty()));
        }
        boolean own = system.variable("HTTPS_PROXY")
                .or(() -> system.variable("https_proxy"))
                .isPresent();
        if (own) {
            findings.add(Finding.ok("proxy", "from the environment (HTTPS_PROXY)"));
        } else if (request.proxy().https().or(() -> request.proxy().http()).isPresent()) {
            findings.add(Finding.ok("proxy", "passed on to cargo and rustup"));
        }
    }
}
