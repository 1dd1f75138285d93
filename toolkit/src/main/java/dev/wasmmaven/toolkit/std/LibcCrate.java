package dev.wasmmaven.toolkit.std;

import java.nio.file.Path;

/**
 * Sources of the crate libc.
 *
 * @param directory holds its {@code Cargo.toml}
 * @param version as that says
 */
public record LibcCrate(Path directory, String version) {

    /** A {@code Cargo.lock} with these sources in the place of the versions that they can replace. */
    public String locked(String lock) {
        return LockedLibc.replace(lock, version);
    }
}
