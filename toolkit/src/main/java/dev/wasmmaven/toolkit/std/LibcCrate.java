package dev.wasmmaven.toolkit.std;

import dev.wasmmaven.support.digest.Digest;
import dev.wasmmaven.toolkit.fingerprint.InputTrees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Sources of the crate libc.
 *
 * @param directory holds its {@code Cargo.toml}
 * @param version as that says
 */
public record LibcCrate(Path directory, String version) {

    /** A {@code Cargo.lock} with these sources, as those of {@link LibcRegistry}, in the place of the versions that they can replace. */
    public String locked(String lock) {
        return LockedLibc.replace(lock, version, Optional.of(LibcRegistry.SOURCE));
    }

    /** A digest of the sources, the same wherever they are. */
    Digest digest() throws IOException {
        return InputTrees.digest(directory, leftOut());
    }

    /** What may be there from a build by hand. */
    Set<Path> leftOut() {
        return Set.of(directory.resolve("target"));
    }
}
