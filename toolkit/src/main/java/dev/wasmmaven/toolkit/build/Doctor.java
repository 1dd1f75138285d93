package dev.wasmmaven.toolkit.build;

import dev.wasmmaven.support.diagnostic.Diagnosed;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.support.process.CommandException;
import dev.wasmmaven.support.process.CommandResult;
import dev.wasmmaven.support.process.CommandRunner;
import dev.wasmmaven.toolkit.cargo.Cargo;
import dev.wasmmaven.toolkit.cargo.CargoMetadata;
import dev.wasmmaven.toolkit.cargo.CargoPackage;
import dev.wasmmaven.toolkit.diagnostics.ToolkitException;
import dev.wasmmaven.toolkit.doctor.CFacts;
import dev.wasmmaven.toolkit.doctor.CrateFacts;
import dev.wasmmaven.toolkit.doctor.DoctorReport;
import dev.wasmmaven.toolkit.doctor.Finding;
import dev.wasmmaven.toolkit.doctor.MachineFacts;
import dev.wasmmaven.toolkit.doctor.TargetFacts;
import dev.wasmmaven.toolkit.doctor.ToolchainFacts;
import dev.wasmmaven.toolkit.std.PanicStrategy;
import dev.wasmmaven.toolkit.std.StdPlan;
import dev.wasmmaven.toolkit.std.StdProvisioner;
import dev.wasmmaven.toolkit.toolchain.Compatibility;
import dev.wasmmaven.toolkit.toolchain.Compatibility.Row;
import dev.wasmmaven.toolkit.toolchain.HostSystem;
import dev.wasmmaven.toolkit.toolchain.InstalledToolchains;
import dev.wasmmaven.toolkit.toolchain.KnownTargets;
import dev.wasmmaven.toolkit.toolchain.RustToolchain;
import dev.wasmmaven.toolkit.toolchain.ToolEnvironment;
import dev.wasmmaven.toolkit.toolchain.ToolchainProbe;
import dev.wasmmaven.toolkit.toolchain.ToolchainRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at everything that builds need, changes nothing, and says what is missing and what to do. */
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

    /**
     * Looks at what builds of these requests would use. Problems are findings, not exceptions.
     *
     * @param requests at least one, for one crate, each for another target
     */
    public DoctorReport examine(List<BuildRequest> requests, BuildListener listener) {
        return new Examination(requests, listener).report();
    }

    /** One look at everything. */
    private final class Examination {

        private final List<BuildRequest> requests;
        private final BuildRequest first;
        private final BuildListener listener;
        private final HostSystem system;
        private final Optional<Path> crate;
        private final ToolchainRequest tools;
        private final List<Finding> findings = new ArrayList<>();

        Examination(List<BuildRequest> requests, BuildListener listener) {
            // What an ordinary build would install is named, and not installed.
            this.requests = requests.stream()
                    .map(each -> each.toBuilder().installMissing(false).build())
                    .toList();
            this.first = requests.get(0);
            this.listener = listener;
            this.system = machine.with(first.env());
            this.crate = crate();
            this.tools = BuildSetup.toolchainRequest(
                    this.requests.get(0), crate.orElse(Path.of("").toAbsolutePath()), system);
        }

        DoctorReport report() {
            Optional<RustToolchain> toolchain = toolchain();
            Optional<CrateFacts> crateFacts = crate.map(folder -> toolchain
                    .map(each -> workspace(folder, each))
                    .orElseGet(() -> new CrateFacts(folder.resolve("Cargo.toml"), List.of(), Optional.empty())));
            Optional<ToolchainFacts> toolchainFacts = toolchain.map(this::facts);
            List<TargetFacts> targets = toolchain.map(this::targets).orElseGet(this::targetsWithoutToolchain);
            if (first.offline()) {
                findings.add(Finding.note(
                        "network",
                        "this build is offline: only what is in cargo's cache can be used",
                        Optional.empty()));
            }
            return new DoctorReport(MachineFacts.current(proxy()), crateFacts, toolchainFacts, targets, findings);
        }

        private Optional<Path> crate() {
            try {
                return Optional.of(BuildSetup.crate(first.crate()));
            } catch (ToolkitException e) {
                findings.add(Finding.problem("crate", e));
                return Optional.empty();
            }
        }

        private Optional<RustToolchain> toolchain() {
            try {
                return Optional.of(new ToolchainProbe(system, runner).probe(tools, listener));
            } catch (ToolkitException | CommandException e) {
                findings.add(Finding.problem("toolchain", (Diagnosed) e));
                return Optional.empty();
            }
        }

        private CrateFacts workspace(Path folder, RustToolchain toolchain) {
            Path manifest = folder.resolve("Cargo.toml");
            try {
                CargoMetadata metadata = new Cargo(runner)
                        .metadata(new CargoCalls(requests.get(0), tools, toolchain, system).metadata(), listener);
                return new CrateFacts(
                        manifest,
                        metadata.packages().stream().map(CargoPackage::name).toList(),
                        Optional.of(first.targetDirectory()
                                .map(tools.directory()::resolve)
                                .orElse(metadata.targetDirectory())));
            } catch (ToolkitException | CommandException e) {
                findings.add(Finding.problem("workspace", (Diagnosed) e));
                return new CrateFacts(manifest, List.of(), Optional.empty());
            }
        }

        private ToolchainFacts facts(RustToolchain toolchain) {
            if (toolchain.rustup().isEmpty()) {
                findings.add(Finding.note(
                        "rustup",
                        "does not manage this toolchain, so that nothing can be installed automatically",
                        Optional.of("install Rust with rustup (https://rustup.rs) if a target is missing")));
            }
            List<String> line = new ArrayList<>(toolchain.cargoCommand());
            line.addAll(List.of("clippy", "--version"));
            CommandResult clippy =
                    runner.run(tools.command(line).withEnvironment(ToolEnvironment.path(system, toolchain.cargo())));
            if (!clippy.succeeded()) {
                findings.add(Finding.note(
                        "clippy",
                        "not installed; only the goal clippy needs it",
                        Optional.of("run `rustup component add clippy`")));
            }
            return new ToolchainFacts(
                    toolchain,
                    toolchain
                            .rustup()
                            .map(rustup -> InstalledToolchains.of(tools, rustup, runner))
                            .orElseGet(List::of),
                    clippy.succeeded() ? Optional.of(String.join(" ", clippy.stdout())) : Optional.empty());
        }

        private List<TargetFacts> targets(RustToolchain toolchain) {
            List<TargetFacts> all = new ArrayList<>();
            for (BuildRequest request : requests) {
                TargetFacts.Std std = requested(request, toolchain);
                Optional<CFacts> c =
                        new SdkExamination(runner, findings).examine(request, crate, Optional.of(toolchain), system);
                all.add(new TargetFacts(request.target(), true, std, known(request.target(), toolchain), c));
            }
            List<String> names = requests.stream().map(BuildRequest::target).toList();
            KnownTargets.WASI.stream()
                    .filter(name -> !names.contains(name))
                    .map(name -> new TargetFacts(
                            name, false, notRequested(name, toolchain), known(name, toolchain), Optional.empty()))
                    .forEach(all::add);
            return all;
        }

        /** So that everything that is missing is told at once. */
        private List<TargetFacts> targetsWithoutToolchain() {
            SdkExamination sdks = new SdkExamination(runner, findings);
            return requests.stream()
                    .map(each -> new TargetFacts(
                            each.target(),
                            true,
                            TargetFacts.Std.UNAVAILABLE,
                            Optional.empty(),
                            sdks.examine(each, crate, Optional.empty(), system)))
                    .toList();
        }

        private static Optional<Row> known(String target, RustToolchain toolchain) {
            return Compatibility.builtIn().find(target, toolchain);
        }

        private TargetFacts.Std requested(BuildRequest request, RustToolchain toolchain) {
            try {
                StdPlan plan = new StdProvisioner(runner, new ToolchainProbe(system, runner))
                        .ensure(
                                tools,
                                toolchain,
                                request.target(),
                                request.std(),
                                request.std().panic().orElse(PanicStrategy.ABORT),
                                listener);
                return plan instanceof StdPlan.Compiled ? TargetFacts.Std.COMPILED : TargetFacts.Std.INSTALLED;
            } catch (ToolkitException | CommandException e) {
                Finding finding = missingTarget(request, (Diagnosed) e);
                findings.add(finding);
                return finding.id().isEmpty() ? TargetFacts.Std.INSTALLABLE : TargetFacts.Std.UNAVAILABLE;
            }
        }

        private TargetFacts.Std notRequested(String target, RustToolchain toolchain) {
            if (toolchain.hasStd(target)) {
                return TargetFacts.Std.INSTALLED;
            }
            Optional<Row> row = known(target, toolchain);
            if (row.map(Row::prebuilt).orElse(false) && toolchain.rustup().isPresent()) {
                return TargetFacts.Std.INSTALLABLE;
            }
            boolean unstable = toolchain.version().isNightly() || first.std().bootstrap();
            return unstable && row.flatMap(Row::broken).isEmpty()
                    ? TargetFacts.Std.COMPILED
                    : TargetFacts.Std.UNAVAILABLE;
        }

        /** What the next build would install by itself is no problem. */
        private Finding missingTarget(BuildRequest request, Diagnosed problem) {
            String subject = "target " + request.target();
            boolean automatic = (problem.diagnosticId() == DiagnosticId.TARGET_NOT_INSTALLED
                            || problem.diagnosticId() == DiagnosticId.RUST_SRC_NOT_INSTALLED)
                    && first.installMissing()
                    && !request.offline()
                    && problem.nextStep().startsWith("run `rustup");
            if (!automatic) {
                return Finding.problem(subject, problem);
            }
            String missing = problem.diagnosticId() == DiagnosticId.RUST_SRC_NOT_INSTALLED
                    ? "the sources of the standard library, which is to be compiled, are not installed; the next build has"
                            + " rustup install them"
                    : "the standard library is not installed; the next build has rustup install it";
            return Finding.note(subject, missing, Optional.of("nothing, or " + problem.nextStep()));
        }

        private Optional<String> proxy() {
            if (system.variable("HTTPS_PROXY")
                    .or(() -> system.variable("https_proxy"))
                    .isPresent()) {
                return Optional.of("from the environment (HTTPS_PROXY)");
            }
            return first.proxy().https().or(() -> first.proxy().http()).map(any -> "passed on to cargo and rustup");
        }
    }
}
