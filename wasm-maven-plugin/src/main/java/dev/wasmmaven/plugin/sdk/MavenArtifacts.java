package dev.wasmmaven.plugin.sdk;

import dev.wasmmaven.sdk.SdkException;
import dev.wasmmaven.sdk.WasiSdkVersion;
import dev.wasmmaven.sdk.release.SdkRelease;
import dev.wasmmaven.sdk.source.ArtifactRepository;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.toolkit.sdk.SdkChoice;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.eclipse.aether.transfer.RepositoryOfflineException;

/** SDKs as Maven artifacts, resolved like any dependency of the project: classifier is the platform, type {@code tar.gz}. */
final class MavenArtifacts implements ArtifactRepository {

    private static final String EXTENSION = "tar.gz";
    private static final int DEPTH = 20;

    private final RepositorySystem repositories;
    private final RepositorySystemSession session;
    private final List<RemoteRepository> remotes;
    private final SdkChoice.Artifact choice;

    MavenArtifacts(
            RepositorySystem repositories,
            RepositorySystemSession session,
            List<RemoteRepository> remotes,
            SdkChoice.Artifact choice) {
        this.repositories = repositories;
        this.session = session;
        this.remotes = List.copyOf(remotes);
        this.choice = choice;
    }

    @Override
    public URI coordinates(SdkRelease release) {
        return URI.create("maven:" + artifact(release, release.version().toString()));
    }

    @Override
    public Optional<Path> find(SdkRelease release, boolean offline) {
        Optional<Path> found = find(artifact(release, release.version().toString()));
        WasiSdkVersion version = release.version();
        boolean hasShortForm = found.isEmpty() && version.equals(WasiSdkVersion.of(version.major(), 0));
        return hasShortForm ? find(artifact(release, Integer.toString(version.major()))) : found;
    }

    private Artifact artifact(SdkRelease release, String version) {
        return new DefaultArtifact(
                choice.groupId(), choice.artifactId(), release.platform().id(), EXTENSION, version);
    }

    private Optional<Path> find(Artifact artifact) {
        try {
            return Optional.of(repositories
                    .resolveArtifact(session, new ArtifactRequest(artifact, remotes, null))
                    .getArtifact()
                    .getFile()
                    .toPath());
        } catch (ArtifactResolutionException e) {
            if (has(e, RepositoryOfflineException.class)) {
                throw new SdkException(
                        DiagnosticId.SDK_OFFLINE,
                        "Maven is offline, and the local repository does not have " + artifact,
                        "run once without -o",
                        e);
            }
            if (has(e, ArtifactNotFoundException.class)) {
                return Optional.empty();
            }
            throw new SdkException(
                    DiagnosticId.SDK_DOWNLOAD_FAILED,
                    "cannot get the artifact " + artifact + ": " + e.getMessage(),
                    "check the repository, its mirror and its server's credentials in Maven's settings",
                    e);
        }
    }

    private static boolean has(ArtifactResolutionException failure, Class<? extends Throwable> type) {
        return failure.getResult().getExceptions().stream().anyMatch(each -> isOrHas(each, type));
    }

    private static boolean isOrHas(Throwable failure, Class<? extends Throwable> type) {
        Throwable at = failure;
        for (int i = 0; at != null && i < DEPTH; i++, at = at.getCause()) {
            if (type.isInstance(at)) {
                return true;
            }
        }
        return false;
    }
}
