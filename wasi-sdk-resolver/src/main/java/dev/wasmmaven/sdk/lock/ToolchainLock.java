package dev.wasmmaven.sdk.lock;

import dev.wasmmaven.sdk.PinnedDigests;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The content of {@code wasm-toolchain.lock}.
 *
 * @param sdks one for each version and platform, in the order of the file: newest version first, then by platform
 */
public record ToolchainLock(List<LockedSdk> sdks) {

    private static final Comparator<LockedSdk> ORDER = Comparator.comparing(LockedSdk::version)
            .reversed()
            .thenComparing(sdk -> sdk.version().toString())
            .thenComparing(sdk -> sdk.platform().id());

    public ToolchainLock {
        sdks = sdks.stream().sorted(ORDER).toList();
    }

    /** A lock without content. */
    public static ToolchainLock empty() {
        return new ToolchainLock(List.of());
    }

    /** This lock with one more archive, which takes the place of the one for the same version and platform. */
    public ToolchainLock with(LockedSdk sdk) {
        List<LockedSdk> all = new ArrayList<>(sdks);
        all.removeIf(each -> each.version().equals(sdk.version()) && each.platform() == sdk.platform());
        all.add(sdk);
        return new ToolchainLock(all);
    }

    /** The digests for a request. */
    public PinnedDigests pins() {
        PinnedDigests pins = PinnedDigests.none();
        for (LockedSdk sdk : sdks) {
            pins = pins.with(sdk.version(), sdk.platform(), sdk.digest());
        }
        return pins;
    }
}
