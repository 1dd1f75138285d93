package dev.wasmmaven.toolkit.build;

import dev.wasmmaven.toolkit.cargo.CargoMetadata;
import dev.wasmmaven.toolkit.fingerprint.InputTrees;
import dev.wasmmaven.toolkit.toolchain.HostSystem;
import dev.wasmmaven.toolkit.toolchain.RustToolchain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The folders whose paths compilers write into what they build, and the names that stand for them there, the same on every
 * machine. Later ones win where both match, as in rustc and clang, so that a folder inside another comes after it.
 *
 * @param all from absolute folders to names
 */
record PathMappings(Map<Path, String> all) {

    private static final String WORKSPACE = "/workspace";
    private static final String CARGO_HOME = "/cargo";
    private static final String CACHE = "/wasm-maven-cache";
    private static final String PATH_DEPENDENCY = "/path/";

    /**
     * The mappings for a build.
     *
     * @param places further folders and their names, which win
     */
    static PathMappings of(
            HostSystem system, RustToolchain toolchain, CargoMetadata metadata, Map<Path, String> places) {
        Map<Path, String> found = new LinkedHashMap<>();
        places.forEach((folder, name) -> putBoth(found, folder, name));
        putBoth(found, system.cacheHome().toAbsolutePath().normalize(), CACHE);
        Path cargoHome = system.cargoHome().toAbsolutePath().normalize();
        put(found, cargoHome, CARGO_HOME);
        // rustc runs in a dependency's folder and notes where that is, symbolic links resolved.
        for (String part : List.of("registry", "git")) {
            put(found, real(cargoHome.resolve(part)), CARGO_HOME + "/" + part);
        }
        Path root = metadata.workspaceRoot();
        for (Path each : outside(metadata)) {
            put(found, each, PATH_DEPENDENCY + each.getFileName());
        }
        put(found, root, WORKSPACE);
        // Code that build scripts generate is compiled from there; one in the workspace goes by that.
        for (Path each : List.of(metadata.targetDirectory(), metadata.buildDirectory())) {
            if (!each.startsWith(root)) {
                putBoth(found, each, WORKSPACE + "/target");
            }
        }
        // The name that rustc itself uses wherever rust-src is not installed.
        toolchain
                .commit()
                .ifPresent(commit ->
                        put(found, toolchain.rustlib().resolve("src").resolve("rust"), "/rustc/" + commit.hash()));
        Map<Path, String> ordered = new LinkedHashMap<>();
        found.entrySet().stream()
                .sorted(Comparator.comparingInt(entry -> entry.getKey().getNameCount()))
                .forEach(entry -> ordered.put(entry.getKey(), entry.getValue()));
        return new PathMappings(ordered);
    }

    /** Folders of dependencies by path that are not in the workspace's. */
    static List<Path> outside(CargoMetadata metadata) {
        return InputTrees.outermost(metadata.packages().stream()
                .flatMap(each -> Stream.concat(Stream.of(each.directory()), each.pathDependencies().stream()))
                .filter(folder -> !folder.startsWith(metadata.workspaceRoot()))
                .toList());
    }

    private static void put(Map<Path, String> found, Path folder, String name) {
        found.putIfAbsent(folder, name);
    }

    /** A compiler that is started in a folder notes where that is, symbolic links resolved. */
    private static void putBoth(Map<Path, String> found, Path folder, String name) {
        put(found, folder, name);
        put(found, real(folder), name);
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            return folder;
        }
    }

    /** {@code FOLDER=NAME} for each. */
    List<String> assignments() {
        List<String> assignments = new ArrayList<>();
        all.forEach((folder, name) -> assignments.add(folder + "=" + name));
        return assignments;
    }

    /** A text with the names in place of the folders. */
    String apply(String text) {
        List<Map.Entry<Path, String>> longestFirst = new ArrayList<>(all.entrySet());
        Collections.reverse(longestFirst);
        String mapped = text;
        for (Map.Entry<Path, String> each : longestFirst) {
            mapped = mapped.replace(each.getKey().toString(), each.getValue());
        }
        return mapped;
    }
}
