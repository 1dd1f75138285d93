package dev.wasmmaven.toolkit.build;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.support.process.CommandRunner;
import dev.wasmmaven.toolkit.cargo.Cargo;
import dev.wasmmaven.toolkit.cargo.CargoAdditions;
import dev.wasmmaven.toolkit.cargo.CargoConfiguration;
import dev.wasmmaven.toolkit.cargo.CargoMetadata;
import dev.wasmmaven.toolkit.cargo.CargoPlan;
import dev.wasmmaven.toolkit.diagnostics.ToolkitException;
import dev.wasmmaven.toolkit.std.PanicStrategy;
import dev.wasmmaven.toolkit.std.StdPlan;
import dev.wasmmaven.toolkit.std.StdProvisioner;
import dev.wasmmaven.toolkit.toolchain.HostSystem;
import dev.wasmmaven.toolkit.toolchain.RustToolchain;
import dev.wasmmaven.toolkit.toolchain.ToolEnvironment;
import dev.wasmmaven.toolkit.toolchain.ToolchainProbe;
import dev.wasmmaven.toolkit.toolchain.ToolchainProvisioner;
import dev.wasmmaven.toolkit.toolchain.ToolchainRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Everything that must be known before cargo builds, found out once: the same for every goal.
 *
 * @param crate the crate's folder, real, because cargo reports real paths
 * @param toolchain the toolchain in use, with the standard library for the target
 * @param calls the request's cargo calls
 * @param metadata the workspace
 * @param system the machine, with the request's variables in its environment
 * @param additions what is added to the calls
 */
record BuildSetup(
        Path crate,
        RustToolchain toolchain,
        CargoCalls calls,
        CargoMetadata metadata,
        HostSystem system,
        CargoAdditions additions) {

    /** Everybody who has something to add to a cargo call, in the order in which it is added. */
    private static final List<BuildContributor> CONTRIBUTORS =
            List.of(new InteropContributor(), new StdContributor(), new LibcContributor());

    static BuildSetup prepare(
            BuildRequest request,
            BuildContext.Purpose purpose,
            HostSystem machine,
            CommandRunner runner,
            BuildListener listener) {
        Path crate = crate(request.crate());
        HostSystem system = machine.with(request.env());
        ToolchainRequest tools = toolchainRequest(request, crate, system);
        RustToolchain toolchain = new ToolchainProvisioner(system, runner).ensure(tools, listener);
        CargoCalls bare = new CargoCalls(request, tools, toolchain, system);
        Supplier<CargoConfiguration> configuration = once(() -> configuration(bare, runner));
        StdPlan std = isUsersOwn(request)
                ? new StdPlan.UsersOwn()
                : new StdProvisioner(runner, new ToolchainProbe(system, runner))
                        .ensure(
                                tools,
                                toolchain,
                                request.target(),
                                request.std(),
                                panic(request, system, configuration),
                                listener);
        CargoMetadata metadata = relocated(new Cargo(runner).metadata(bare.metadata(), listener), request, crate);
        BuildContext context = new BuildContext(
                request, purpose, system, tools, toolchain, std, metadata, configuration, runner, listener);
        CargoAdditions contributed = CONTRIBUTORS.stream()
                .map(each -> each.contribute(context))
                .reduce(CargoAdditions.NONE, CargoAdditions::and);
        CargoAdditions additions = contributed.and(ReproducibleBuild.of(context, contributed.places()));
        CargoPlan plan = CargoPlan.of(additions, request.target(), system, configuration);
        return new BuildSetup(crate, toolchain, bare.with(plan), metadata, system, additions);
    }

    /** What panics do. Of the profile's {@code panic = "unwind"} cargo tells rustc nothing, for which it is the default elsewhere. */
    private static PanicStrategy panic(
            BuildRequest request, HostSystem system, Supplier<CargoConfiguration> configuration) {
        return request.std()
                .panic()
                .or(() -> PanicStrategy.in(CargoConfiguration.rustflags(request.target(), system, configuration)))
                .orElse(PanicStrategy.ABORT);
    }

    /** A cargo that does not tell its configuration is one of the distant past or future; its user's flags may be replaced. */
    private static CargoConfiguration configuration(CargoCalls calls, CommandRunner runner) {
        return CargoConfiguration.ask(runner, calls.configuration())
                .map(all -> all.forTarget(runner, calls.cfg()))
                .orElseGet(CargoConfiguration::empty);
    }

    static ToolchainRequest toolchainRequest(BuildRequest request, Path crate, HostSystem system) {
        Map<String, Optional<String>> environment = new HashMap<>(ToolEnvironment.proxies(
                system,
                request.proxy().http(),
                request.proxy().https(),
                request.proxy().noProxy()));
        request.env().forEach((name, value) -> environment.put(name, Optional.of(value)));
        return new ToolchainRequest(
                crate,
                request.toolchain(),
                request.cargo(),
                environment,
                request.offline(),
                request.installMissing(),
                request.installToolchain(),
                request.timeout());
    }

    /**
     * The crate's folder, real.
     *
     * @throws ToolkitException there is no {@code Cargo.toml}
     */
    static Path crate(Path configured) {
        Path folder = configured.endsWith("Cargo.toml") && configured.getParent() != null
                ? configured.getParent()
                : configured;
        if (!Files.isRegularFile(folder.resolve("Cargo.toml"))) {
            String what =
                    Files.exists(folder) ? "there is no Cargo.toml in " : "the crate's directory does not exist: ";
            throw new ToolkitException(
                    DiagnosticId.CRATE_NOT_FOUND,
                    what + folder,
                    "name the directory that holds Cargo.toml: <crate> (property wasm.crate)");
        }
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            throw new ToolkitException(
                    DiagnosticId.IO_FAILED,
                    "cannot read " + folder + ": " + e.getMessage(),
                    "check its permissions",
                    e);
        }
    }

    /** Whoever gives {@code -Zbuild-std} himself knows what he does, and a target by a JSON file is nobody's to install. */
    private static boolean isUsersOwn(BuildRequest request) {
        return request.cargoArguments().stream().anyMatch(each -> each.contains("build-std"))
                || request.target().endsWith(".json");
    }

    private static <T> Supplier<T> once(Supplier<T> supplier) {
        AtomicReference<T> known = new AtomicReference<>();
        return () -> Objects.requireNonNull(known.updateAndGet(value -> value == null ? supplier.get() : value));
    }

    /** {@code cargo metadata} has no {@code --target-dir}. */
    private static CargoMetadata relocated(CargoMetadata metadata, BuildRequest request, Path crate) {
        if (request.targetDirectory().isEmpty()) {
            return metadata;
        }
        Path target = crate.resolve(request.targetDirectory().get()).normalize();
        Path build = metadata.buildDirectory().equals(metadata.targetDirectory()) ? target : metadata.buildDirectory();
        return new CargoMetadata(
                metadata.packages(), metadata.defaultMembers(), metadata.workspaceRoot(), target, build);
    }
}
