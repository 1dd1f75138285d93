package dev.wasmmaven.sdk.source;

import dev.wasmmaven.sdk.release.SdkRelease;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** A repository that has SDKs' archives as artifacts, as a company's Maven repository may. */
public interface ArtifactRepository {

    /** The artifact's name, for messages and for the cache's records, such as {@code maven:org.example:wasi-sdk:34.0}. */
    URI coordinates(SdkRelease release);

    /**
     * The archive of a release, downloaded by the repository's own means.
     *
     * @param offline the network must not be used
     * @return empty: the repository does not have it
     * @throws dev.wasmmaven.sdk.SdkException the repository cannot be reached or refuses
     */
    Optional<Path> find(SdkRelease release, boolean offline);
}
