package dev.wasmmaven.sdk.cache;

import dev.wasmmaven.sdk.HostPlatform;
import dev.wasmmaven.sdk.WasiSdkVersion;
import dev.wasmmaven.support.digest.Digest;
import java.nio.file.Path;
import java.time.Instant;

/**
 * One unpacked SDK.
 *
 * @param folder the entry's folder
 * @param version the SDK's version
 * @param platform the machine that its programs are for
 * @param digest the digest of the archive
 * @param origin the address or coordinates that the archive came from
 * @param files the number of regular files
 * @param bytes their content together
 * @param lastUsed when it was last asked for; written at most once an hour
 */
public record CacheEntry(
        Path folder,
        WasiSdkVersion version,
        HostPlatform platform,
        Digest digest,
        String origin,
        long files,
        long bytes,
        Instant lastUsed) {

    /** The SDK's root. */
    public Path root() {
        return folder.resolve(EntryNote.SDK);
    }
}
