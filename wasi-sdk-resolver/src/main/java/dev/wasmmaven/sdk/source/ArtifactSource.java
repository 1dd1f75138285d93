package dev.wasmmaven.sdk.source;

import dev.wasmmaven.sdk.SdkRequest;
import dev.wasmmaven.sdk.cache.SdkCache;
import dev.wasmmaven.sdk.release.SdkRelease;
import dev.wasmmaven.sdk.release.SdkReleases;
import java.util.List;

/** The releases' archives as artifacts of a repository. */
public final class ArtifactSource implements SdkSource {

    private final SdkReleases releases;
    private final ArtifactRepository repository;
    private final SdkInstaller installer;

    /**
     * @param releases which versions there are
     * @param repository has the archives
     * @param installer unpacks them
     */
    public ArtifactSource(SdkReleases releases, ArtifactRepository repository, SdkInstaller installer) {
        this.releases = releases;
        this.repository = repository;
        this.installer = installer;
    }

    @Override
    public String name() {
        return "artifact";
    }

    @Override
    public List<SdkOffer> look(SdkRequest request) {
        VersionChoice.Choice choice = VersionChoice.choose(request, releases);
        if (choice.release().isEmpty()) {
            return List.of(new SdkOffer.Nothing(choice.reason()));
        }
        SdkRelease release = choice.release().get();
        SdkCache.Key key = new SdkCache.Key(release.version(), release.platform());
        return List.of(new SdkOffer.Obtainable(
                "artifact " + repository.coordinates(release),
                listener -> installer.install(
                        key, new ArtifactFetcher(repository, release, request.offline()), request, listener)));
    }
}
