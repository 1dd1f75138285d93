package dev.wasmmaven.sdk.resolve;

import dev.wasmmaven.sdk.HostPlatform;
import dev.wasmmaven.sdk.SdkException;
import dev.wasmmaven.sdk.SdkListener;
import dev.wasmmaven.sdk.WasiSdkVersion;
import dev.wasmmaven.sdk.cache.CacheEntry;
import dev.wasmmaven.sdk.cache.SdkCache;
import dev.wasmmaven.sdk.lock.LockedSdk;
import dev.wasmmaven.sdk.lock.ToolchainLock;
import dev.wasmmaven.sdk.release.ConfiguredArchive;
import dev.wasmmaven.sdk.release.ReleaseAddress;
import dev.wasmmaven.sdk.release.SdkRelease;
import dev.wasmmaven.sdk.release.SdkReleases;
import dev.wasmmaven.sdk.source.ArtifactFetcher;
import dev.wasmmaven.sdk.source.ArtifactRepository;
import dev.wasmmaven.sdk.source.SdkInstaller;
import dev.wasmmaven.sdk.transfer.Downloader;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.support.digest.Digest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Puts digests into a lock file, each computed from the archive's bytes: those of an archive that is in the cache already,
 * else of one that is downloaded for it. A digest that is there already is checked, not replaced.
 */
public final class LockUpdater {

    private final SdkReleases releases;
    private final ReleaseAddress address;
    private final Downloader downloader;
    private final SdkCache cache;
    private final Optional<ArtifactRepository> artifacts;

    LockUpdater(
            SdkReleases releases,
            ReleaseAddress address,
            Downloader downloader,
            SdkCache cache,
            Optional<ArtifactRepository> artifacts) {
        this.releases = releases;
        this.address = address;
        this.downloader = downloader;
        this.cache = cache;
        this.artifacts = artifacts;
    }

    /**
     * Adds a version.
     *
     * @param lock what is locked already
     * @param version the version to lock
     * @param machines the machines that the project is built on
     * @throws SdkException the release has no file for a machine, a download did not succeed, or the bytes have another digest than the one that is
     *     locked
     */
    public ToolchainLock lock(
            ToolchainLock lock, WasiSdkVersion version, Set<HostPlatform> machines, SdkListener listener) {
        ToolchainLock result = lock;
        for (HostPlatform machine : machines.stream().sorted().toList()) {
            SdkRelease release = releases.find(version, machine)
                    .orElseThrow(() -> new SdkException(
                            DiagnosticId.SDK_PLATFORM_UNSUPPORTED,
                            "wasi-sdk " + version + " has no file for " + machine,
                            "lock another version, or leave this machine out"));
            Optional<Digest> locked = result.pins().digest(version, release.platform());
            SdkCache.Key key = new SdkCache.Key(version, release.platform());
            Digest digest = artifacts
                    .map(repository -> artifact(repository, release, locked, listener))
                    .orElseGet(() -> digest(key, address.of(release), locked, listener));
            result = result.with(new LockedSdk(version, release.platform(), release.fileName(), digest));
        }
        return result;
    }

    /**
     * Adds a configured archive.
     *
     * @param lock what is locked already
     * @param archive the archive
     * @throws SdkException the download did not succeed, or the bytes have another digest than the one that is locked
     */
    public ToolchainLock lock(ToolchainLock lock, ConfiguredArchive archive, SdkListener listener) {
        SdkCache.Key key = new SdkCache.Key(archive.version(), archive.platform());
        Optional<Digest> locked = lock.pins().digest(archive.version(), archive.platform());
        Digest digest = digest(key, archive.address(), locked, listener);
        return lock.with(new LockedSdk(archive.version(), archive.platform(), archive.fileName(), digest));
    }

    private static Digest artifact(
            ArtifactRepository repository, SdkRelease release, Optional<Digest> locked, SdkListener listener) {
        SdkInstaller.Fetched fetched = new ArtifactFetcher(repository, release, false).fetch(locked, listener);
        if (locked.isEmpty()) {
            listener.trustedOnFirstUse(
                    release.version(), release.platform(), fetched.digest(), repository.coordinates(release));
        }
        return fetched.digest();
    }

    private Digest digest(SdkCache.Key key, URI file, Optional<Digest> locked, SdkListener listener) {
        return cache.locked(key, listener, () -> {
            Optional<CacheEntry> present = cache.find(key, locked);
            return present.isPresent() ? present.get().digest() : download(key, file, locked, listener);
        });
    }

    private Digest download(SdkCache.Key key, URI file, Optional<Digest> locked, SdkListener listener) {
        Path part = cache.download(key, file);
        Digest digest = downloader.download(file, part, locked, listener);
        if (locked.isEmpty()) {
            listener.trustedOnFirstUse(key.version(), key.platform(), digest, file);
        }
        try {
            Downloader.discard(part);
        } catch (IOException e) {
            // Pruning the cache deletes old downloads.
            return digest;
        }
        return digest;
    }
}
