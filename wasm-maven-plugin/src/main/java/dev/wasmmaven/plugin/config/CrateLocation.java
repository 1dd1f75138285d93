package dev.wasmmaven.plugin.config;

import dev.wasmmaven.plugin.diagnosis.GoalException;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a project's crate is. */
public final class CrateLocation {

    private static final String MANIFEST = "Cargo.toml";
    private static final Path CONVENTION = Path.of("src", "main", "rust");

    private CrateLocation() {}

    /**
     * The directory that holds {@code Cargo.toml}: the configured one, else the project's own, else
     * {@code src/main/rust}.
     *
     * @param configured the parameter {@code crate}, absolute; a {@code Cargo.toml} itself is taken as its directory
     * @return empty if nothing is configured and neither conventional place has a manifest
     * @throws GoalException if a crate is configured and has no manifest
     */
    public static Optional<Path> find(@Nullable Path configured, Path basedir) {
        if (configured != null) {
            return Optional.of(explicit(configured.normalize()));
        }
        if (isCrate(basedir)) {
            return Optional.of(basedir);
        }
        Path conventional = basedir.resolve(CONVENTION);
        return isCrate(conventional) ? Optional.of(conventional) : Optional.empty();
    }

    /** Why there is no crate to build in a project that configures none. */
    public static GoalException missing(Path basedir) {
        return new GoalException(
                DiagnosticId.CRATE_NOT_FOUND,
                "no Cargo.toml in " + basedir + " or in " + basedir.resolve(CONVENTION),
                "create one with `cargo init`, or say where the crate is: <crate>path/to/crate</crate> or"
                        + " -Dwasm.crate=path/to/crate");
    }

    private static Path explicit(Path configured) {
        Path directory = MANIFEST.equals(String.valueOf(configured.getFileName())) ? parent(configured) : configured;
        if (!isCrate(directory)) {
            throw new GoalException(
                    DiagnosticId.CRATE_NOT_FOUND,
                    Files.isDirectory(directory)
                            ? "the directory " + directory + " has no Cargo.toml"
                            : "the crate directory " + directory + " does not exist",
                    "correct <crate> (property wasm.crate): the directory that holds Cargo.toml, relative to the project");
        }
        return directory;
    }

    private static Path parent(Path manifest) {
        Path parent = manifest.getParent();
        return parent == null ? manifest : parent;
    }

    private static boolean isCrate(Path directory) {
        return Files.isRegularFile(directory.resolve(MANIFEST));
    }
}
