package dev.wasmmaven.sdk.source;

import dev.wasmmaven.sdk.SdkException;
import dev.wasmmaven.sdk.SdkListener;
import dev.wasmmaven.sdk.release.SdkRelease;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.support.digest.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Takes one archive from a repository of artifacts and verifies it. */
public final class ArtifactFetcher implements SdkInstaller.ArchiveFetcher {

    private final ArtifactRepository repository;
    private final SdkRelease release;
    private final boolean offline;

    /**
     * @param repository has the archives
     * @param release which one
     * @param offline the network must not be used
     */
    public ArtifactFetcher(ArtifactRepository repository, SdkRelease release, boolean offline) {
        this.repository = repository;
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
                .orElseThrow(() -> new SdkException(
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
