package dev.wasmmaven.toolkit.sdk;

import dev.wasmmaven.sdk.SdkRequest.Trust;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a project says of its wasi-sdk; immutable.
 *
 * @param choice which one
 * @param cache the folder of unpacked SDKs; empty: the user's, see {@link dev.wasmmaven.support.cache.CacheHome}
 * @param lockFile {@code wasm-toolchain.lock}, which need not exist; empty: none
 * @param trust whether an archive without a pinned digest is used
 * @param offline the network must not be used
 */
public record SdkSettings(
        SdkChoice choice, Optional<Path> cache, Optional<Path> lockFile, Trust trust, boolean offline) {

    /** What is on the machine, and a download only where nothing else can do. */
    public static SdkSettings standard() {
        return new SdkSettings(
                new SdkChoice.OnMachine(), Optional.empty(), Optional.empty(), Trust.ON_FIRST_USE, false);
    }
}
