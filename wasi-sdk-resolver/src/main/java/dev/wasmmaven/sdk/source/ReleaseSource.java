package dev.wasmmaven.sdk.source;

import dev.wasmmaven.sdk.SdkRequest;
import dev.wasmmaven.sdk.cache.SdkCache;
import dev.wasmmaven.sdk.release.ReleaseAddress;
import dev.wasmmaven.sdk.release.SdkRelease;
import dev.wasmmaven.sdk.release.SdkReleases;
import dev.wasmmaven.sdk.transfer.Downloader;
import java.net.URI;
import java.util.List;

/** The releases on the project's server, or on a mirror of it. */
public final class ReleaseSource implements SdkSource {

    private final SdkReleases releases;
    private final ReleaseAddress address;
    private final Downloader downloader;
    private final SdkCache cache;
    private final SdkInstaller installer;

    /**
     * @param releases which file has which version
     * @param address where files are
     * @param downloader brings them
     * @param cache where they go
     * @param installer unpacks them there
     */
    public ReleaseSource(
            SdkReleases releases,
            ReleaseAddress address,
            Downloader downloader,
            SdkCache cache,
            SdkInstaller installer) {
        this.releases = releases;
        this.address = address;
        this.downloader = downloader;
        this.cache = cache;
        this.installer = installer;
    }

    @Override
    public String name() {
        return "release";
    }

    @Override
    public List<SdkOffer> look(SdkRequest request) {
        VersionChoice.Choice choice = VersionChoice.choose(request, releases);
        if (choice.release().isEmpty()) {
            return List.of(new SdkOffer.Nothing(choice.reason()));
        }
        SdkRelease release = choice.release().get();
        URI file = address.of(release);
        if (request.offline()) {
            return List.of(new SdkOffer.Nothing("offline, " + file + " is not downloaded"));
        }
        SdkCache.Key key = new SdkCache.Key(release.version(), release.platform());
        return List.of(new SdkOffer.Obtainable(
                "download of " + file,
                listener ->
                        installer.install(key, new DownloadFetcher(cache, downloader, key, file), request, listener)));
    }
}
