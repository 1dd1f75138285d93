package dev.wasmmaven.toolkit.build;

import dev.wasmmaven.support.cache.AtomicFiles;
import dev.wasmmaven.toolkit.diagnostics.ToolkitException;
import dev.wasmmaven.toolkit.fingerprint.BuildState;
import dev.wasmmaven.toolkit.fingerprint.UpToDate;
import dev.wasmmaven.toolkit.toolchain.HostSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** Remembers a build in the state directory, and says later whether it still holds. Whatever goes wrong here only costs a skip. */
final class BuildMemory {

    private static final long NANOS = 1_000_000_000L;

    private final BuildRequest request;
    private final HostSystem system;
    private final BuildListener listener;
    private final BuildKey key;
    private final Path file;

    private BuildMemory(
            BuildRequest request, HostSystem system, BuildListener listener, BuildKey key, Path stateDirectory) {
        this.request = request;
        this.system = system;
        this.listener = listener;
        this.key = key;
        this.file = stateDirectory.toAbsolutePath().normalize().resolve("build-" + key.slot() + ".json");
    }

    /** The memory for a request; empty if it has no state directory, or names tools or a crate that are not there. */
    static Optional<BuildMemory> of(BuildRequest request, HostSystem machine, BuildListener listener) {
        if (request.stateDirectory().isEmpty()) {
            return Optional.empty();
        }
        HostSystem system = machine.with(request.env());
        try {
            BuildKey key = BuildKey.of(request, BuildSetup.crate(request.crate()), system);
            return Optional.of(new BuildMemory(
                    request, system, listener, key, request.stateDirectory().get()));
        } catch (ToolkitException e) {
            // The build itself meets the same problem next, and reports it.
            return Optional.empty();
        }
    }

    static long now() {
        Instant now = Instant.now();
        return now.getEpochSecond() * NANOS + now.getNano();
    }

    /** The earlier result, if nothing has changed since. */
    Optional<BuildResult> recall() {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            long now = now();
            Optional<BuildState> state = BuildState.parse(Files.readString(file));
            return state.isEmpty() ? Optional.empty() : compare(state.get(), now);
        } catch (IOException | IllegalArgumentException e) {
            listener.debug("Not skipped, because the state of the last build cannot be compared: " + e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<BuildResult> compare(BuildState state, long now) throws IOException {
        UpToDate.Verdict verdict = UpToDate.compare(
                state, key.digest(), key.toolchain(state.sysroot(), request.target()), now, system::exactVariable);
        if (verdict instanceof UpToDate.Changed changed) {
            listener.debug("Not skipped, because this has changed: " + changed.reason());
            return Optional.empty();
        }
        if (verdict instanceof UpToDate.Unchanged unchanged && unchanged.refreshed()) {
            AtomicFiles.writeString(file, unchanged.state().toJson());
        }
        return Optional.of(ResultJson.read(state.result(), listener));
    }

    /** Stamps all inputs that are known before a build starts. */
    Optional<BuildRecording> start(BuildSetup setup) {
        long now = now();
        try {
            return Optional.of(BuildRecording.start(
                    BuildInputs.of(request, setup, system),
                    key.toolchain(setup.toolchain().sysroot(), request.target()),
                    now));
        } catch (IOException e) {
            listener.debug("Will not be skipped next time: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** Remembers a finished build, if it can be told what it depends on and none of that changed meanwhile. */
    void finish(BuildRecording recording, BuildSetup setup, BuildEvents events, BuildResult result) {
        try {
            BuildState state = recording.finish(key, request, setup, system, events, result);
            AtomicFiles.writeString(file, state.toJson());
        } catch (IOException | DiscoveredInputs.UntraceableException e) {
            listener.debug("Will not be skipped next time: " + e.getMessage());
            forget();
        }
    }

    /** Forgets an earlier build, before another one replaces its outputs. */
    void forget() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            listener.debug("Cannot delete " + file + ": " + e.getMessage());
        }
    }
}
