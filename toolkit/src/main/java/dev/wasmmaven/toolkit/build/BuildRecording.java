package dev.wasmmaven.toolkit.build;

import dev.wasmmaven.support.digest.Digest;
import dev.wasmmaven.toolkit.fingerprint.BuildState;
import dev.wasmmaven.toolkit.fingerprint.FileStamp;
import dev.wasmmaven.toolkit.fingerprint.FileStamps;
import dev.wasmmaven.toolkit.fingerprint.UpToDate;
import dev.wasmmaven.toolkit.json.Json;
import dev.wasmmaven.toolkit.toolchain.HostSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The inputs of a build that is running. They are stamped before cargo starts and again after it has ended: what is the same both times
 * is what cargo saw.
 */
final class BuildRecording {

    private final BuildInputs inputs;
    private final SortedMap<Path, Optional<FileStamp>> before;
    private final Digest toolchain;
    private final long startedAt;

    private BuildRecording(
            BuildInputs inputs, SortedMap<Path, Optional<FileStamp>> before, Digest toolchain, long startedAt) {
        this.inputs = inputs;
        this.before = before;
        this.toolchain = toolchain;
        this.startedAt = startedAt;
    }

    /**
     * Stamps what is known before the build.
     *
     * @param toolchain the toolchain's identity
     * @param now the time, in nanoseconds since 1970
     */
    static BuildRecording start(BuildInputs inputs, Digest toolchain, long now) throws IOException {
        return new BuildRecording(inputs, inputs.stamp(new FileStamps()), toolchain, now);
    }

    BuildState finish(
            BuildKey key,
            BuildRequest request,
            BuildSetup setup,
            HostSystem system,
            BuildEvents events,
            BuildResult result)
            throws IOException, DiscoveredInputs.UntraceableException {
        long takenAt = BuildMemory.now();
        DiscoveredInputs discovered = DiscoveredInputs.of(setup.metadata(), events, result.artifacts());
        BuildInputs all = inputs.and(discovered.roots(), discovered.files());
        SortedMap<Path, Optional<FileStamp>> after = all.stamp(stampsOf(before));
        requireUnchanged(after, setup.metadata().workspaceRoot().resolve("Cargo.lock"));
        requirePlainConfiguration(after);
        Path sysroot = setup.toolchain().sysroot();
        if (!toolchain.equals(key.toolchain(sysroot, request.target()))) {
            throw new DiscoveredInputs.UntraceableException("the toolchain changed during the build");
        }

        SortedMap<Path, FileStamp> outputs = new TreeMap<>();
        FileStamps stamps = new FileStamps();
        for (WasmArtifact each : result.artifacts()) {
            for (Path file : each.files()) {
                outputs.put(file, stamps.of(file).orElseThrow(() -> new IOException(file + " is gone")));
            }
        }
        Map<String, String> variables = new HashMap<>();
        discovered.variables().forEach(name -> variables.put(name, UpToDate.digest(system.exactVariable(name))));
        return new BuildState(
                key.digest(),
                takenAt,
                sysroot,
                toolchain,
                all.roots(),
                all.leftOut(),
                variables,
                after,
                outputs,
                Json.parse(ResultJson.write(result, events.warnings())));
    }

    private FileStamps stampsOf(SortedMap<Path, Optional<FileStamp>> stamps) {
        Map<Path, FileStamp> known = new HashMap<>();
        stamps.forEach((path, stamp) -> stamp.ifPresent(present -> known.put(path, present)));
        return new FileStamps(known, startedAt);
    }

    private void requireUnchanged(SortedMap<Path, Optional<FileStamp>> after, Path lockFile)
            throws DiscoveredInputs.UntraceableException {
        for (Map.Entry<Path, Optional<FileStamp>> each : before.entrySet()) {
            Optional<FileStamp> now = after.getOrDefault(each.getKey(), Optional.empty());
            boolean same = now.map(FileStamp::digest).equals(each.getValue().map(FileStamp::digest));
            // cargo writes the first Cargo.lock itself.
            boolean born = each.getKey().equals(lockFile) && each.getValue().isEmpty();
            if (!same && !born) {
                throw new DiscoveredInputs.UntraceableException(each.getKey() + " changed during the build");
            }
        }
        Set<Path> known = before.keySet();
        for (Map.Entry<Path, Optional<FileStamp>> each : after.entrySet()) {
            boolean young = each.getValue()
                    .map(stamp -> Math.max(stamp.modified(), stamp.changed()) >= startedAt)
                    .orElse(false);
            if (young && !known.contains(each.getKey())) {
                throw new DiscoveredInputs.UntraceableException(each.getKey() + " was written during the build");
            }
        }
    }

    /** A configuration file that includes others would have inputs that nobody knows of. */
    private static void requirePlainConfiguration(SortedMap<Path, Optional<FileStamp>> after)
            throws IOException, DiscoveredInputs.UntraceableException {
        for (Map.Entry<Path, Optional<FileStamp>> each : after.entrySet()) {
            if (each.getValue().isPresent() && ConfigurationFiles.includesOthers(each.getKey())) {
                throw new DiscoveredInputs.UntraceableException(each.getKey() + " includes other files");
            }
        }
    }
}
