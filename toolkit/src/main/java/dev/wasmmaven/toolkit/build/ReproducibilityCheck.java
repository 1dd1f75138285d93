package dev.wasmmaven.toolkit.build;

import dev.wasmmaven.support.cache.FolderCache;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.support.process.CommandRunner;
import dev.wasmmaven.toolkit.diagnostics.ToolkitException;
import dev.wasmmaven.toolkit.fingerprint.InputTrees;
import dev.wasmmaven.toolkit.provenance.WasmComparison;
import dev.wasmmaven.toolkit.toolchain.HostSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Builds a crate twice from copies of its workspace, in two folders and, where the system has symbolic links, with two names each of
 * cargo's home and of our cache, and compares the results byte by byte.
 */
public final class ReproducibilityCheck {

    private static final String CARGO_HOME = "cargo-home";
    private static final String CACHE = "cache";

    private final HostSystem system;

    /** A check on this machine. */
    public ReproducibilityCheck() {
        this.system = HostSystem.current();
    }

    /**
     * What the two builds gave.
     *
     * @param differences by file name; empty: the same bytes
     * @param outside folders of dependencies by path outside of the workspace, by whose place cargo names things
     * @param kept where both builds' files were left to be looked at; empty if they are the same
     */
    public record Outcome(int files, Map<String, List<String>> differences, List<Path> outside, Optional<Path> kept) {

        public Outcome {
            outside = List.copyOf(outside);
        }

        /** Whether both builds gave the same bytes. */
        public boolean reproducible() {
            return differences.isEmpty();
        }
    }

    /**
     * Builds and compares.
     *
     * @param scratch a folder for the copies, emptied first; below the workspace or not
     * @throws ToolkitException a build failed, or files cannot be copied
     */
    public Outcome check(BuildRequest request, Path scratch, BuildListener listener) {
        try {
            FolderCache.delete(scratch);
            Sources sources = Sources.of(request, system, scratch, listener);
            Map<String, Path> first = build(sources, scratch.resolve("first"), Map.of(), listener);
            Path second = scratch.resolve("second").resolve("and-deeper");
            Map<String, Path> again = build(sources, second, otherUser(request, scratch, listener), listener);
            Outcome outcome = compare(first, again, sources.outside(), scratch);
            FolderCache.delete(scratch.resolve(CARGO_HOME));
            Files.deleteIfExists(scratch.resolve(CACHE));
            if (outcome.reproducible()) {
                FolderCache.delete(scratch);
            }
            return outcome;
        } catch (IOException e) {
            throw new ToolkitException(
                    DiagnosticId.IO_FAILED,
                    "cannot copy the workspace to build it twice: " + e.getMessage(),
                    "check the permissions of " + scratch + " and the space on its disk",
                    e);
        }
    }

    /** The workspace's files, and where the crate is among them. */
    private record Sources(BuildRequest request, Path base, List<Path> files, Path crate, List<Path> outside) {

        static Sources of(BuildRequest request, HostSystem machine, Path scratch, BuildListener listener)
                throws IOException {
            BuildSetup setup = BuildSetup.prepare(
                    request,
                    BuildContext.Purpose.BUILD,
                    machine,
                    CommandRunner.withEnvironment(machine.environment()),
                    listener);
            BuildInputs inputs = BuildInputs.of(request, setup, machine).without(scratch.toAbsolutePath());
            Path base = setup.metadata().workspaceRoot();
            List<Path> outside = PathMappings.outside(setup.metadata());
            for (Path each : outside) {
                while (!each.startsWith(base)) {
                    base = Optional.ofNullable(base.getParent())
                            .orElseThrow(() -> new IOException("no folder holds both the workspace and " + each));
                }
            }
            Path common = base;
            List<Path> files = Stream.concat(
                            InputTrees.files(inputs.roots(), inputs.leftOut()).stream(),
                            Stream.of(setup.metadata().workspaceRoot().resolve("Cargo.lock")))
                    .filter(file -> file.startsWith(common) && Files.exists(file))
                    .distinct()
                    .toList();
            return new Sources(request, common, files, setup.crate(), outside);
        }

        Path copyTo(Path folder) throws IOException {
            for (Path each : files) {
                Path place = folder.resolve(base.relativize(each));
                Files.createDirectories(Optional.ofNullable(place.getParent()).orElse(folder));
                Files.copy(each, place);
            }
            return folder.resolve(base.relativize(crate)).normalize();
        }
    }

    private static Map<String, Path> build(
            Sources sources, Path folder, Map<String, String> environment, BuildListener listener) throws IOException {
        Path crate = sources.copyTo(folder.resolve("sources"));
        listener.info("Building in " + crate);
        BuildRequest request = sources.request();
        Map<String, String> variables = new HashMap<>(request.env());
        variables.putAll(environment);
        BuildRequest.Provenance asked = request.provenance();
        BuildRequest copy = request.toBuilder(crate)
                .env(variables)
                .targetDirectory(Optional.of(folder.resolve("target")))
                .stateDirectory(Optional.empty())
                .provenance(
                        new BuildRequest.Provenance(asked.reproducible(), asked.sourceDateEpoch(), false, asked.tool()))
                .build();
        Map<String, Path> files = new LinkedHashMap<>();
        for (WasmArtifact each : new CrateBuilder().build(copy, listener).artifacts()) {
            files.put(each.packageName() + "/" + each.kind() + "/" + each.name(), each.file());
        }
        return files;
    }

    /** The same registry and the same cache under other paths, as another user would have them. */
    private Map<String, String> otherUser(BuildRequest request, Path scratch, BuildListener listener)
            throws IOException {
        HostSystem asked = system.with(request.env());
        Path cargoHome = asked.cargoHome();
        Path other = Files.createDirectories(scratch.resolve(CARGO_HOME)).toAbsolutePath();
        Path cache = scratch.resolve(CACHE).toAbsolutePath();
        try (Stream<Path> entries = Files.isDirectory(cargoHome) ? Files.list(cargoHome) : Stream.empty()) {
            for (Path each : entries.toList()) {
                Files.createSymbolicLink(other.resolve(each.getFileName()), each.toAbsolutePath());
            }
            Files.createSymbolicLink(
                    cache, Files.createDirectories(asked.cacheHome().toAbsolutePath()));
        } catch (IOException | UnsupportedOperationException e) {
            listener.info("Both builds use the same CARGO_HOME and the same cache: no symbolic links can be made here");
            return Map.of();
        }
        return Map.of("CARGO_HOME", other.toString(), "WASM_MAVEN_CACHE", cache.toString());
    }

    private static Outcome compare(Map<String, Path> first, Map<String, Path> second, List<Path> outside, Path scratch)
            throws IOException {
        Map<String, List<String>> differences = new LinkedHashMap<>();
        for (Map.Entry<String, Path> each : first.entrySet()) {
            Path other = second.get(each.getKey());
            List<String> found = other == null
                    ? List.of("the second build does not give it")
                    : WasmComparison.differences(Files.readAllBytes(each.getValue()), Files.readAllBytes(other));
            if (!found.isEmpty()) {
                differences.put(String.valueOf(each.getValue().getFileName()), new ArrayList<>(found));
            }
        }
        return new Outcome(
                first.size(), differences, outside, differences.isEmpty() ? Optional.empty() : Optional.of(scratch));
    }
}
