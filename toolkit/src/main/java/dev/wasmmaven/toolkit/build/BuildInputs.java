package dev.wasmmaven.toolkit.build;

import dev.wasmmaven.toolkit.cargo.CargoMetadata;
import dev.wasmmaven.toolkit.cargo.CargoPackage;
import dev.wasmmaven.toolkit.fingerprint.FileStamp;
import dev.wasmmaven.toolkit.fingerprint.FileStamps;
import dev.wasmmaven.toolkit.fingerprint.InputTrees;
import dev.wasmmaven.toolkit.toolchain.HostSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files that a build reads, as far as they are known before it starts.
 *
 * @param roots folders all of whose files count
 * @param leftOut folders in them that do not
 * @param watched single files that count, whether they are there or not
 */
record BuildInputs(List<Path> roots, Set<Path> leftOut, Set<Path> watched) {

    BuildInputs {
        roots = List.copyOf(roots);
        leftOut = Set.copyOf(leftOut);
        watched = Set.copyOf(watched);
    }

    static BuildInputs of(BuildRequest request, BuildSetup setup, HostSystem system) {
        CargoMetadata metadata = setup.metadata();
        Set<Path> packages = new LinkedHashSet<>();
        packages.add(metadata.workspaceRoot());
        for (CargoPackage each : metadata.packages()) {
            packages.add(each.directory());
            packages.addAll(each.pathDependencies());
        }
        Set<Path> leftOut = new LinkedHashSet<>(List.of(metadata.targetDirectory(), metadata.buildDirectory()));
        packages.forEach(folder -> leftOut.add(folder.resolve("target")));
        request.stateDirectory()
                .ifPresent(folder -> leftOut.add(folder.toAbsolutePath().normalize()));

        Set<Path> watched = new LinkedHashSet<>();
        watched.add(metadata.workspaceRoot().resolve("Cargo.lock"));
        watched.addAll(setup.additions().inputs());
        configuration(setup.crate(), system, watched);
        for (String argument : request.cargoArguments()) {
            file(setup.crate(), argument).ifPresent(watched::add);
        }
        file(setup.crate(), request.target()).ifPresent(watched::add);
        List<Path> roots = new ArrayList<>(InputTrees.outermost(packages));
        for (Path each : request.extraInputs()) {
            Path extra = setup.crate().resolve(each).normalize();
            (Files.isDirectory(extra) ? roots : watched).add(extra);
        }
        return new BuildInputs(roots, leftOut, watched);
    }

    /** These inputs without a folder. */
    BuildInputs without(Path folder) {
        Set<Path> more = new LinkedHashSet<>(leftOut);
        more.add(folder.normalize());
        return new BuildInputs(roots, more, watched);
    }

    /** These inputs and some more. */
    BuildInputs and(Set<Path> moreRoots, Set<Path> moreFiles) {
        List<Path> allRoots = new ArrayList<>(roots);
        for (Path each : moreRoots) {
            boolean covered = roots.stream().anyMatch(each::startsWith)
                    && leftOut.stream().noneMatch(each::startsWith);
            if (!covered) {
                allRoots.add(each);
            }
        }
        Set<Path> allWatched = new LinkedHashSet<>(watched);
        allWatched.addAll(moreFiles);
        return new BuildInputs(allRoots, leftOut, allWatched);
    }

    /** Every file with its stamp; empty for one that is not there. */
    SortedMap<Path, Optional<FileStamp>> stamp(FileStamps stamps) throws IOException {
        Set<Path> files = new LinkedHashSet<>(InputTrees.files(roots, leftOut));
        files.addAll(watched);
        SortedMap<Path, Optional<FileStamp>> all = new TreeMap<>();
        for (Path each : files) {
            all.put(each, stamps.of(each));
        }
        return all;
    }

    /** Where cargo and rustup look for their configuration (The Cargo Book, "Configuration"; The rustup book, "Overrides"). */
    private static void configuration(Path crate, HostSystem system, Set<Path> watched) {
        for (Path folder = crate; folder != null; folder = folder.getParent()) {
            watched.add(folder.resolve(".cargo").resolve("config"));
            watched.add(folder.resolve(".cargo").resolve("config.toml"));
            watched.add(folder.resolve("rust-toolchain"));
            watched.add(folder.resolve("rust-toolchain.toml"));
            // A new one above could make the crate a member of another workspace.
            watched.add(folder.resolve("Cargo.toml"));
        }
        watched.add(system.cargoHome().resolve("config"));
        watched.add(system.cargoHome().resolve("config.toml"));
        watched.add(system.rustupHome().resolve("settings.toml"));
        watched.add(Path.of("/etc/rustup/settings.toml"));
    }

    /** An argument such as {@code --config=extra.toml} that names a file. */
    private static Optional<Path> file(Path crate, String argument) {
        String value = argument.startsWith("-") ? argument.substring(argument.indexOf('=') + 1) : argument;
        try {
            return Optional.of(crate.resolve(value).normalize()).filter(Files::isRegularFile);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
