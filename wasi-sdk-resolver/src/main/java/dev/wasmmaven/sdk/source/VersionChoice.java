package dev.wasmmaven.sdk.source;

import dev.wasmmaven.sdk.SdkRequest;
import dev.wasmmaven.sdk.WasiSdkVersion;
import dev.wasmmaven.sdk.WasiTarget;
import dev.wasmmaven.sdk.release.SdkRelease;
import dev.wasmmaven.sdk.release.SdkReleases;
import java.util.Optional;

/** Which release to obtain for a request: the only one in the range, else the preferred one, else the newest. */
final class VersionChoice {

    private VersionChoice() {}

    /**
     * A release, or why there is none.
     *
     * @param release the release
     * @param reason empty if there is a release
     */
    record Choice(Optional<SdkRelease> release, String reason) {}

    static Choice choose(SdkRequest request, SdkReleases releases) {
        Optional<WasiSdkVersion> version = request.versions()
                .exact()
                .or(() -> request.preferred().filter(request.versions()::contains))
                .or(() -> releases.newest(request.versions(), request.platform()));
        if (version.isEmpty()) {
            return none("no known release is in the range " + request.versions() + " and has a file for "
                    + request.platform());
        }
        for (WasiTarget target : request.targets()) {
            if (!version.get().isAtLeast(target.firstRelease())) {
                return none("release " + version.get() + " has no sysroot for " + target
                        + "; the first one that has is " + target.firstRelease());
            }
        }
        Optional<SdkRelease> release = releases.find(version.get(), request.platform());
        return release.isEmpty()
                ? none("release " + version.get() + " has no file for " + request.platform())
                : new Choice(release, "");
    }

    private static Choice none(String reason) {
        return new Choice(Optional.empty(), reason);
    }
}
