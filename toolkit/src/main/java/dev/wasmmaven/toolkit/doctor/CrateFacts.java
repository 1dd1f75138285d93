package dev.wasmmaven.toolkit.doctor;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The crate, and the workspace that it belongs to.
 *
 * @param manifest its {@code Cargo.toml}
 * @param packages names of the workspace's packages; empty: cargo could not tell
 * @param targetDirectory where cargo puts what it builds; empty: cargo could not tell
 */
public record CrateFacts(Path manifest, List<String> packages, Optional<Path> targetDirectory) {

    public CrateFacts {
        packages = List.copyOf(packages);
    }
}
