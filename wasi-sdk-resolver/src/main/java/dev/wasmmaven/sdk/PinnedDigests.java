package dev.wasmmaven.sdk;

import dev.wasmmaven.support.digest.Digest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The digests that a user has vouched for, in configuration or in a lock file: one for each version and platform. */
public final class PinnedDigests {

    private static final PinnedDigests NONE = new PinnedDigests(Map.of());

    private final Map<Key, Digest> digests;

    private PinnedDigests(Map<Key, Digest> digests) {
        this.digests = Map.copyOf(digests);
    }

    /** No digest is known. */
    public static PinnedDigests none() {
        return NONE;
    }

    /** These and one more, which wins over an earlier one for the same version and platform. */
    public PinnedDigests with(WasiSdkVersion version, HostPlatform platform, Digest digest) {
        Map<Key, Digest> all = new HashMap<>(digests);
        all.put(new Key(version, platform), digest);
        return new PinnedDigests(all);
    }

    /** These and others, which win. */
    public PinnedDigests with(PinnedDigests others) {
        Map<Key, Digest> all = new HashMap<>(digests);
        all.putAll(others.digests);
        return new PinnedDigests(all);
    }

    /** The digest that the archive of this version for this platform must have. */
    public Optional<Digest> digest(WasiSdkVersion version, HostPlatform platform) {
        return Optional.ofNullable(digests.get(new Key(version, platform)));
    }

    private record Key(WasiSdkVersion version, HostPlatform platform) {}
}
