package dev.wasmmaven.toolkit.build;

import dev.wasmmaven.support.cache.PathLock;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.support.process.CommandException;
import dev.wasmmaven.support.process.CommandRunner;
import dev.wasmmaven.toolkit.build.BuildContext.Purpose;
import dev.wasmmaven.toolkit.cargo.Cargo;
import dev.wasmmaven.toolkit.diagnostics.ToolkitException;
import dev.wasmmaven.toolkit.std.LibcChoice;
import dev.wasmmaven.toolkit.toolchain.HostSystem;
import dev.wasmmaven.toolkit.toolchain.ToolLocks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Builds crates for WebAssembly: toolchain, target, {@code cargo metadata}, one cargo call, artifacts. Safe for use by several
 * threads; cargo itself makes builds with one target directory wait for each other. Every method throws {@link ToolkitException} or
 * {@link CommandException}, both of which carry an id and a next step.
 */
public final class CrateBuilder {

    private final HostSystem system;
    private final CommandRunner runner;

    /** A builder for this machine and this process's environment. */
    public CrateBuilder() {
        this(HostSystem.current());
    }

    /** A builder that knows only the given machine. */
    public CrateBuilder(HostSystem system) {
        this.system = system;
        this.runner = CommandRunner.withEnvironment(system.environment());
    }

    /** Builds what the request selects; does nothing if it is built already and nothing has changed. */
    public BuildResult build(BuildRequest request, BuildListener listener) {
        Optional<BuildMemory> memory = BuildMemory.of(request, system, listener);
        Optional<BuildResult> known = memory.flatMap(BuildMemory::recall);
        if (known.isPresent()) {
            return known.get();
        }
        BuildSetup setup = prepare(request, Purpose.BUILD, listener);
        return memory.isEmpty()
                ? buildNow(request, setup, new BuildEvents(setup, listener), listener)
                : buildAndRemember(request, setup, memory.get(), listener);
    }

    /** Under a lock, so that no other build of ours replaces the outputs before they are remembered. */
    private BuildResult buildAndRemember(
            BuildRequest request, BuildSetup setup, BuildMemory memory, BuildListener listener) {
        Path target = setup.metadata().targetDirectory();
        try {
            return PathLock.holding(
                    ToolLocks.file(target), () -> listener.info("Waiting for another build in " + target), () -> {
                        memory.forget();
                        Optional<BuildRecording> recording = memory.start(setup);
                        BuildEvents events = new BuildEvents(setup, listener);
                        BuildResult result = buildNow(request, setup, events, listener);
                        recording.ifPresent(started -> memory.finish(started, setup, events, result));
                        return result;
                    });
        } catch (IOException e) {
            throw new ToolkitException(
                    DiagnosticId.IO_FAILED,
                    "cannot lock " + target + " for this build: " + e.getMessage(),
                    "check the permissions of the folder for temporary files",
                    e);
        }
    }

    private BuildResult buildNow(BuildRequest request, BuildSetup setup, BuildEvents events, BuildListener listener) {
        new Cargo(runner).build(setup.calls().build(), listener, events, listener::warn);
        events.requireReplacements(!(request.std().libc() instanceof LibcChoice.Automatic));
        List<WasmArtifact> artifacts = new ArtifactCollector(
                        request.select(),
                        PackageSelection.ids(request, setup.crate(), setup.metadata()),
                        setup.metadata())
                .collect(events.artifacts());
        List<WasmArtifact> documented = request.provenance().documents()
                ? new ProvenanceDocuments(request, setup, runner, listener).write(artifacts)
                : artifacts;
        return new BuildResult(documented, false, events.warnings().size());
    }

    /**
     * Builds test executables without running them: unit tests of library and bins, integration tests, examples' tests. Doctests are
     * not among them, because cargo gives no executable for them.
     */
    public List<TestExecutable> buildTests(BuildRequest request, TestTargets targets, BuildListener listener) {
        BuildSetup setup = prepare(request, Purpose.TEST, listener);
        BuildEvents events = new BuildEvents(setup, listener);
        new Cargo(runner).build(setup.calls().tests(targets), listener, events, listener::warn);
        events.requireReplacements(!(request.std().libc() instanceof LibcChoice.Automatic));
        return new TestCollector(setup.metadata(), request.target(), listener).collect(events);
    }

    /** Runs {@code cargo check}: compiles without generating code. */
    public CheckResult check(BuildRequest request, BuildListener listener) {
        return check("check", request, listener);
    }

    /** Runs {@code cargo clippy}. */
    public CheckResult clippy(BuildRequest request, BuildListener listener) {
        return check("clippy", request, listener);
    }

    private CheckResult check(String subcommand, BuildRequest request, BuildListener listener) {
        BuildSetup setup = prepare(request, Purpose.CHECK, listener);
        BuildEvents events = new BuildEvents(setup, listener);
        new Cargo(runner).build(setup.calls().check(subcommand), listener, events, listener::warn);
        events.requireReplacements(!(request.std().libc() instanceof LibcChoice.Automatic));
        return new CheckResult(events.warnings().size());
    }

    private BuildSetup prepare(BuildRequest request, Purpose purpose, BuildListener listener) {
        return BuildSetup.prepare(request, purpose, system, runner, listener);
    }
}
