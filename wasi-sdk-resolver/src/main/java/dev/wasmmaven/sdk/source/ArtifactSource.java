package dev.wasmmaven.sdk.source;

import dev.wasmmaven.sdk.SdkException;
import dev.wasmmaven.sdk.SdkListener;
import dev.wasmmaven.sdk.SdkRequest;
import dev.wasmmaven.sdk.cache.SdkCache;
import dev.wasmmaven.sdk.release.SdkRelease;
import dev.wasmmaven.sdk.release.SdkReleases;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.support.digest.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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
                listener -> installer.install(key, new Fetcher(release, request.offline()), request, listener)));
    }

    private final class Fetcher implements SdkInstaller.ArchiveFetcher {
        private final SdkRelease release;
        private final boolean offline;

        Fetcher(SdkRelease release, boolean offline) {
            this.release = release;
            this.offline = offline;
        }

        @Override
        public URI origin() {
            return repository.coordinates(release);
        }

        @Override
        public SdkInstaller.Fetched fetch(Optional<Digest> pinned, SdkListener listener) {
            Path file = repository
                    .find(release, offline)
                    .orElseThrow(
                            () -> new SdkException(
                                    DiagnosticId.SDK_NOT_PUBLISHED,
                                    "the repository has no " + origin(),
                                    "deploy the archive under these coordinates, or leave the artifact out of the configuration"));
            try (InputStream stream = Files.newInputStream(file)) {
                Digest digest = Digest.of(pinned.map(Digest::algorithm).orElse(Digest.Algorithm.SHA256), stream);
                if (pinned.isPresent() && !pinned.get().equals(digest)) {
                    throw new SdkException(
                            DiagnosticId.SDK_DIGEST_MISMATCH,
                            origin() + " has the digest " + digest + ", pinned is " + pinned.get(),
                            "find out which of the two is right before changing the pinned one: the artifact may be tampered"
                                    + " with");
                }
                return new SdkInstaller.Fetched(file, digest);
            } catch (IOException e) {
                throw new SdkException(
                        DiagnosticId.IO_FAILED,
                        "cannot read '" + file + "': " + e,
                        "check the permissions of the local repository",
                        e);
            }
        }

        @Override
        public void discard(SdkInstaller.Fetched archive) {
            // The file belongs to the repository.
        }
    }
}
