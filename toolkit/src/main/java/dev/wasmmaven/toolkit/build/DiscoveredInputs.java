package dev.wasmmaven.toolkit.build;

import dev.wasmmaven.toolkit.cargo.CargoEvent;
import dev.wasmmaven.toolkit.cargo.CargoMetadata;
import dev.wasmmaven.toolkit.fingerprint.BuildScriptOutput;
import dev.wasmmaven.toolkit.fingerprint.DepInfo;
import dev.wasmmaven.toolkit.std.PatchedStd;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a finished build says it has read: files that the source includes from elsewhere, variables that it asks for, what build scripts
 * depend on, and packages by path that are not in the workspace.
 *
 * @param roots folders all of whose files count
 * @param files single files
 * @param variables names of environment variables
 */
record DiscoveredInputs(Set<Path> roots, Set<Path> files, Set<String> variables) {

    /** The build cannot tell everything that it depends on, so that it must not be skipped. */
    static final class UntraceableException extends Exception {
        private static final long serialVersionUID = 1;

        UntraceableException(String reason) {
            super(reason);
        }
    }

    static DiscoveredInputs of(CargoMetadata metadata, BuildEvents events, List<WasmArtifact> artifacts)
            throws IOException, UntraceableException {
        Discovery discovery = new Discovery(metadata);
        for (WasmArtifact each : artifacts) {
            discovery.artifact(each.file());
        }
        for (CargoEvent.Artifact each : events.artifacts()) {
            discovery.unit(each);
        }
        for (CargoEvent.BuildScript each : events.buildScripts()) {
            discovery.buildScript(each, manifestFolder(each, events));
        }
        return new DiscoveredInputs(discovery.roots, discovery.files, discovery.variables);
    }

    private static Optional<Path> manifestFolder(CargoEvent.BuildScript script, BuildEvents events) {
        return events.artifacts().stream()
                .filter(each -> each.packageId().equals(script.packageId()))
                .flatMap(each -> Optional.ofNullable(each.manifest().getParent()).stream())
                .findFirst();
    }

    private static final class Discovery {

        private final CargoMetadata metadata;
        private final Set<Path> roots = new LinkedHashSet<>();
        private final Set<Path> files = new TreeSet<>();
        private final Set<String> variables = new TreeSet<>();
        private final Set<Path> seen = new LinkedHashSet<>();

        Discovery(CargoMetadata metadata) {
            this.metadata = metadata;
        }

        /** The rule for a final artifact lists the sources of every package by path that went into it. */
        void artifact(Path file) throws IOException, UntraceableException {
            Path folder = folder(file);
            boolean told = false;
            for (DepInfo each : read(folder)) {
                if (each.targets().contains(file)) {
                    told = true;
                    each.files().forEach(this::addFile);
                }
            }
            if (!told) {
                throw new UntraceableException("cargo left no list of the sources of " + file);
            }
            Path profile = metadata.targetDirectory().relativize(folder);
            Path builds = metadata.buildDirectory().resolve(profile);
            // Of an example: the folder of the profile is one above.
            variables(folder.endsWith("examples") ? folder(builds) : builds);
        }

        /** rustc's own rules, among cargo's intermediate files, name the variables. */
        private void variables(Path profile) throws IOException, UntraceableException {
            if (!seen.add(profile)) {
                return;
            }
            Path deps = profile.resolve("deps");
            if (!Files.isDirectory(deps)) {
                throw new UntraceableException("cargo keeps its intermediate files elsewhere than in " + deps);
            }
            // Build scripts and macros are built for this machine, in a folder of the same name beside the target's.
            Path host = metadata.buildDirectory().resolve(profile.getFileName());
            for (Path each : List.of(deps, profile.resolve("examples"), host.resolve("deps"))) {
                read(each).forEach(info -> variables.addAll(info.variables()));
            }
            if (Files.isDirectory(host.resolve("build"))) {
                try (DirectoryStream<Path> scripts =
                        Files.newDirectoryStream(host.resolve("build"), Files::isDirectory)) {
                    for (Path script : scripts) {
                        read(script).forEach(info -> variables.addAll(info.variables()));
                    }
                }
            }
        }

        /** Packages by path may lie outside of the workspace, behind other packages by path. */
        void unit(CargoEvent.Artifact built) {
            if (built.packageId().startsWith("path+") && !isOfToolchain(built.manifest())) {
                roots.add(folder(built.manifest()));
            }
        }

        void buildScript(CargoEvent.BuildScript script, Optional<Path> manifestFolder)
                throws IOException, UntraceableException {
            Path output = folder(script.outDirectory()).resolve("output");
            if (manifestFolder.isEmpty() || !Files.isRegularFile(output)) {
                throw new UntraceableException("cargo left no output of the build script of " + script.packageId());
            }
            BuildScriptOutput said = BuildScriptOutput.parse(Files.readAllLines(output));
            variables.addAll(said.changedVariables());
            for (String each : said.changedPaths()) {
                Path path = manifestFolder.get().resolve(each).normalize();
                if (Files.isDirectory(path)) {
                    roots.add(path);
                } else if (Files.exists(path)) {
                    addFile(path);
                } else {
                    throw new UntraceableException("the build script of " + script.packageId()
                            + " depends on a file that is not there: " + path);
                }
            }
        }

        private void addFile(Path file) {
            Path path = file.toAbsolutePath().normalize();
            // What the build itself generates has its cause elsewhere.
            if (!path.startsWith(metadata.targetDirectory())
                    && !path.startsWith(metadata.buildDirectory())
                    && !isOfToolchain(path)) {
                files.add(path);
            }
        }

        /** The sources of the standard library, where it is compiled: the toolchain's identity stands for them. */
        private static boolean isOfToolchain(Path file) {
            return PatchedStd.holds(file)
                    || file.toString().replace('\\', '/').contains("/lib/rustlib/src/rust/library/");
        }

        private static List<DepInfo> read(Path folder) throws IOException {
            if (!Files.isDirectory(folder)) {
                return List.of();
            }
            List<DepInfo> infos = new ArrayList<>();
            try (DirectoryStream<Path> rules = Files.newDirectoryStream(folder, "*.d")) {
                for (Path each : rules) {
                    infos.add(DepInfo.parse(Files.readAllLines(each)));
                }
            }
            return infos;
        }

        private static Path folder(Path file) {
            Path folder = file.getParent();
            return folder == null ? file : folder;
        }
    }
}
