package dev.wasmmaven.sdk.source;

import dev.wasmmaven.sdk.SdkRequest;
import dev.wasmmaven.sdk.cache.SdkCache;
import dev.wasmmaven.sdk.release.ConfiguredArchive;
import dev.wasmmaven.sdk.transfer.Downloader;
import java.util.List;

/** The one archive whose address the user has configured. */
public final class ArchiveSource implements SdkSource {

    private final ConfiguredArchive archive;
    private final Downloader downloader;
    private final SdkCache cache;
    private final SdkInstaller installer;

    /**
     * @param archive what is in it, and its address
     * @param downloader brings it
     * @param cache where it goes
     * @param installer unpacks it there
     */
    public ArchiveSource(ConfiguredArchive archive, Downloader downloader, SdkCache cache, SdkInstaller installer) {
        this.archive = archive;
        this.downloader = downloader;
        this.cache = cache;
        this.installer = installer;
    }

    @Override
    public String name() {
        return "configured archive";
    }

    @Override
    public boolean isDecisive() {
        return true;
    }

    @Override
    public List<SdkOffer> look(SdkRequest request) {
        if (!request.versions().contains(archive.version())) {
            return List.of(new SdkOffer.Nothing(archive.address() + " is wasi-sdk " + archive.version() + ", and "
                    + request.versions() + " is needed"));
        }
        if (!request.platform().runs(archive.platform())) {
            return List.of(new SdkOffer.Nothing(
                    archive.address() + " is for " + archive.platform() + ", this machine is " + request.platform()));
        }
        if (request.offline()) {
            return List.of(new SdkOffer.Nothing("offline, " + archive.address() + " is not downloaded"));
        }
        SdkCache.Key key = new SdkCache.Key(archive.version(), archive.platform());
        return List.of(new SdkOffer.Obtainable(
                "download of " + archive.address(),
                listener -> installer.install(
                        key, new DownloadFetcher(cache, downloader, key, archive.address()), request, listener)));
    }
}
