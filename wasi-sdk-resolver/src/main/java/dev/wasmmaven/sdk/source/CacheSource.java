package dev.wasmmaven.sdk.source;

import dev.wasmmaven.sdk.HostPlatform;
import dev.wasmmaven.sdk.SdkRequest;
import dev.wasmmaven.sdk.cache.CacheEntry;
import dev.wasmmaven.sdk.cache.SdkCache;
import dev.wasmmaven.support.digest.Digest;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What has been downloaded before: the preferred version first, then the newest; programs for this machine before others that run. */
public final class CacheSource implements SdkSource {

    private final SdkCache cache;

    /** The source for a cache. */
    public CacheSource(SdkCache cache) {
        this.cache = cache;
    }

    @Override
    public String name() {
        return "cache";
    }

    @Override
    public List<SdkOffer> look(SdkRequest request) {
        HostPlatform machine = request.platform();
        List<CacheEntry> entries = cache.entries().stream()
                .filter(entry -> machine.runs(entry.platform()))
                .filter(entry -> request.versions().contains(entry.version()))
                .sorted(Comparator.comparing(
                                (CacheEntry entry) -> !request.preferred().equals(Optional.of(entry.version())))
                        .thenComparing(CacheEntry::version, Comparator.reverseOrder())
                        .thenComparing(entry -> entry.platform() != machine))
                .toList();
        if (entries.isEmpty()) {
            return List.of(new SdkOffer.Nothing("none of this version in '" + cache.root() + "'"));
        }
        return entries.stream().map(entry -> offer(entry, request)).toList();
    }

    private SdkOffer offer(CacheEntry entry, SdkRequest request) {
        Optional<Digest> pinned = request.pins().digest(entry.version(), entry.platform());
        if (pinned.isPresent() && !pinned.get().equals(entry.digest())) {
            return new SdkOffer.Nothing(
                    "'" + entry.folder() + "' was unpacked from " + entry.digest() + ", pinned is " + pinned.get());
        }
        if (pinned.isEmpty() && request.trust() == SdkRequest.Trust.PINNED_ONLY) {
            return new SdkOffer.Nothing("no digest is pinned for '" + entry.folder() + "'");
        }
        return directory(entry);
    }

    static SdkOffer.Directory directory(CacheEntry entry) {
        return new SdkOffer.Directory(
                entry.root(), Optional.of(entry.version()), Optional.empty(), Optional.of(entry.digest()));
    }
}
