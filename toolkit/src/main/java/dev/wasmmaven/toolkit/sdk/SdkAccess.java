package dev.wasmmaven.toolkit.sdk;

import dev.wasmmaven.sdk.source.ArtifactRepository;
import dev.wasmmaven.sdk.source.ToolchainDirectories;
import dev.wasmmaven.sdk.transfer.HttpSettings;
import dev.wasmmaven.sdk.transfer.HttpTransport;
import dev.wasmmaven.sdk.transfer.Transport;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The means by which a build tool reaches what is not in a folder.
 *
 * @param transport fetches files, by the tool's mirrors, proxies and credentials
 * @param artifacts the repository for a choice of artifacts; empty: there is none
 * @param toolchains the directories in the tool's toolchain registry
 */
public record SdkAccess(
        Transport transport,
        Function<SdkChoice.Artifact, Optional<ArtifactRepository>> artifacts,
        ToolchainDirectories toolchains) {

    /** The JDK's HTTP client with the JVM's proxies; no artifacts, no toolchains. */
    public static SdkAccess plain() {
        return new SdkAccess(new HttpTransport(HttpSettings.defaults()), choice -> Optional.empty(), List::of);
    }
}
