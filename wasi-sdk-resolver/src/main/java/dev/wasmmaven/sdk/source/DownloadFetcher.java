package dev.wasmmaven.sdk.source;

import dev.wasmmaven.sdk.SdkListener;
import dev.wasmmaven.sdk.cache.SdkCache;
import dev.wasmmaven.sdk.transfer.Downloader;
import dev.wasmmaven.support.digest.Digest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Downloads one archive into the cache's folder for downloads. */
final class DownloadFetcher implements SdkInstaller.ArchiveFetcher {

    private final SdkCache cache;
    private final Downloader downloader;
    private final SdkCache.Key key;
    private final URI address;

    DownloadFetcher(SdkCache cache, Downloader downloader, SdkCache.Key key, URI address) {
        this.cache = cache;
        this.downloader = downloader;
        this.key = key;
        this.address = address;
    }

    @Override
    public URI origin() {
        return address;
    }

    @Override
    public SdkInstaller.Fetched fetch(Optional<Digest> pinned, SdkListener listener) {
        Path part = cache.download(key, address);
        return new SdkInstaller.Fetched(part, downloader.download(address, part, pinned, listener));
    }

    @Override
    public void discard(SdkInstaller.Fetched archive) {
        try {
            Downloader.discard(archive.file());
        } catch (IOException e) {
            // Pruning the cache deletes old downloads.
            return;
        }
    }
}
