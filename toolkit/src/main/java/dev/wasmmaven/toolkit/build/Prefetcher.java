package dev.wasmmaven.toolkit.build;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.support.process.CommandRunner;
import dev.wasmmaven.toolkit.build.BuildContext.Purpose;
import dev.wasmmaven.toolkit.cargo.Cargo;
import dev.wasmmaven.toolkit.diagnostics.ToolkitException;
import dev.wasmmaven.toolkit.toolchain.HostSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Obtains all that a build needs from a network, so that it works without one afterwards: toolchain and target, the crates, the
 * standard library's dependencies where it is compiled, and the wasi-sdk where C is.
 */
public final class Prefetcher {

    private final HostSystem system;
    private final CommandRunner runner;

    /** A prefetcher for this machine and this process's environment. */
    public Prefetcher() {
        this(HostSystem.current());
    }

    /** A prefetcher that knows only the given machine. */
    public Prefetcher(HostSystem system) {
        this.system = system;
        this.runner = CommandRunner.withEnvironment(system.environment());
    }

    /**
     * Obtains what builds and tests of a request need.
     *
     * @throws ToolkitException the request is offline, or something cannot be had
     */
    public void prefetch(BuildRequest request, BuildListener listener) {
        if (request.offline()) {
            throw new ToolkitException(
                    DiagnosticId.CARGO_OFFLINE,
                    "what a build needs is to be fetched, and this one is offline",
                    "run wasm:prefetch without -o");
        }
        Cargo cargo = new Cargo(runner);
        // The crates first: whether C is compiled is known from Cargo.lock, which cargo may write only now.
        BuildRequest withoutC = request.toBuilder()
                .interop(new Interop(InteropMode.NONE, request.interop().maxMemory()))
                .build();
        BuildSetup crates = BuildSetup.prepare(withoutC, Purpose.TEST, system, runner, listener);
        cargo.ask(crates.calls().fetch(), listener);
        BuildSetup setup = BuildSetup.prepare(request, Purpose.TEST, system, runner, listener);
        if (compilesStd(request, setup)) {
            Path manifest = setup.toolchain().stdSources().resolve("Cargo.toml");
            if (Files.isRegularFile(manifest)) {
                listener.info("Fetching the dependencies of the standard library");
                cargo.ask(setup.calls().fetchStd(manifest), listener);
            }
        }
    }

    private static boolean compilesStd(BuildRequest request, BuildSetup setup) {
        return Stream.concat(request.cargoArguments().stream(), setup.calls().plan().arguments().stream())
                .anyMatch(argument -> argument.contains("build-std"));
    }
}
