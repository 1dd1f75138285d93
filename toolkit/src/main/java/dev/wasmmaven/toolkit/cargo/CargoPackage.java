package dev.wasmmaven.toolkit.cargo;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A package of the workspace, as {@code cargo metadata} describes it.
 *
 * @param id cargo's id, the same as in build messages
 * @param name package name
 * @param version its version
 * @param manifest its {@code Cargo.toml}, absolute
 * @param targets everything that it can build
 * @param pathDependencies folders of dependencies that are given by path
 * @param environment the {@code CARGO_PKG_…} variables of its compilation and tests
 */
public record CargoPackage(
        String id,
        String name,
        String version,
        Path manifest,
        List<CargoTarget> targets,
        List<Path> pathDependencies,
        Map<String, String> environment) {

    public CargoPackage {
        targets = List.copyOf(targets);
        pathDependencies = List.copyOf(pathDependencies);
        environment = Map.copyOf(environment);
    }

    /** The folder of the manifest. */
    public Path directory() {
        Path folder = manifest.getParent();
        return folder == null ? manifest : folder;
    }
}
