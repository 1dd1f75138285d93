package dev.wasmmaven.sdk.source;

import dev.wasmmaven.sdk.SdkException;
import dev.wasmmaven.sdk.SdkListener;
import dev.wasmmaven.sdk.SdkRequest;
import dev.wasmmaven.sdk.archive.Unpacker;
import dev.wasmmaven.sdk.cache.CacheEntry;
import dev.wasmmaven.sdk.cache.SdkCache;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.support.digest.Digest;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Brings an archive into the cache: lock, look again, fetch, verify, unpack, publish. */
public final class SdkInstaller {

    private final SdkCache cache;
    private final Unpacker unpacker;

    /** An installer for a cache. */
    public SdkInstaller(SdkCache cache, Unpacker unpacker) {
        this.cache = cache;
        this.unpacker = unpacker;
    }

    /** Where an archive comes from. */
    public interface ArchiveFetcher {

        /** The address or coordinates, for messages and for the cache's records. */
        URI origin();

        /**
         * Brings the archive; called with the cache's lock held.
         *
         * @param pinned the digest that it must have
         * @throws SdkException it did not come, or has another digest
         */
        Fetched fetch(Optional<Digest> pinned, SdkListener listener);

        /** The archive has been unpacked, or is of no use. */
        void discard(Fetched archive);
    }

    /**
     * An archive that has passed its check.
     *
     * @param file the archive
     * @param digest its digest
     */
    public record Fetched(Path file, Digest digest) {}

    /**
     * The digest that an archive must have.
     *
     * @throws SdkException none is pinned, and the request takes no others
     */
    public static Optional<Digest> pinned(SdkRequest request, SdkCache.Key key) {
        Optional<Digest> pinned = request.pins().digest(key.version(), key.platform());
        if (pinned.isEmpty() && request.trust() == SdkRequest.Trust.PINNED_ONLY) {
            throw new SdkException(
                    DiagnosticId.SDK_NOT_PINNED,
                    "no digest is pinned for wasi-sdk " + key.version() + " on " + key.platform(),
                    "run wasm:lock to write wasm-toolchain.lock and commit it, or give the digest with the SDK");
        }
        return pinned;
    }

    /**
     * Gives the cache's entry for a version, making it if it is not there.
     *
     * @throws SdkException that did not succeed; the cache is as it was
     */
    public SdkOffer.Directory install(
            SdkCache.Key key, ArchiveFetcher fetcher, SdkRequest request, SdkListener listener) {
        Optional<Digest> pinned = pinned(request, key);
        return cache.locked(key, listener, () -> {
            Optional<CacheEntry> present = cache.find(key, pinned).filter(cache::isIntact);
            return CacheSource.directory(present.orElseGet(() -> make(key, fetcher, pinned, listener)));
        });
    }

    private CacheEntry make(SdkCache.Key key, ArchiveFetcher fetcher, Optional<Digest> pinned, SdkListener listener) {
        Fetched archive = fetcher.fetch(pinned, listener);
        if (pinned.isEmpty()) {
            listener.trustedOnFirstUse(key.version(), key.platform(), archive.digest(), fetcher.origin());
        }
        try {
            CacheEntry entry =
                    cache.publish(key, archive.digest(), fetcher.origin().toString(), folder -> {
                        listener.unpacking("wasi-sdk " + key.version());
                        Unpacker.Summary summary = unpacker.unpack(archive.file(), folder);
                        return new SdkCache.Content(summary.files(), summary.bytes());
                    });
            fetcher.discard(archive);
            return entry;
        } catch (SdkException e) {
            // A full disk leaves the archive for the next try; a bad archive would be bad again.
            if (e.diagnosticId() != DiagnosticId.SDK_CACHE_FAILED) {
                fetcher.discard(archive);
            }
            throw e;
        }
    }
}
