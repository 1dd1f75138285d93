package dev.wasmmaven.plugin.sdk;

import dev.wasmmaven.toolkit.sdk.SdkAccess;
import dev.wasmmaven.toolkit.sdk.SdkChoice;
import dev.wasmmaven.toolkit.sdk.SdkFinder;
import dev.wasmmaven.toolkit.sdk.SdkSettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import javax.inject.Named;
import javax.inject.Singleton;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.spi.connector.transport.TransporterProvider;

/** Makes finders that reach SDKs by Maven's means. */
@Named
@Singleton
public final class MavenSdks {

    private static final URI OFFICIAL = URI.create("https://github.com/WebAssembly/wasi-sdk/releases/download");

    private final TransporterProvider transporters;
    private final RepositorySystem repositories;
    private final ToolchainManager toolchains;

    @Inject
    MavenSdks(TransporterProvider transporters, RepositorySystem repositories, ToolchainManager toolchains) {
        this.transporters = transporters;
        this.repositories = repositories;
        this.toolchains = toolchains;
    }

    /** A finder for a project's settings. */
    public SdkFinder finder(SdkSettings settings, MavenSession session, MavenProject project) {
        List<URI> bases = new ArrayList<>(List.of(OFFICIAL));
        base(settings.choice()).ifPresent(bases::add);
        MavenTransport transport =
                new MavenTransport(transporters, repositories, session.getRepositorySession(), bases);
        List<RemoteRepository> remotes = project.getRemoteProjectRepositories();
        return new SdkFinder(
                settings,
                new SdkAccess(
                        transport,
                        choice -> Optional.of(new MavenArtifacts(
                                repositories,
                                session.getRepositorySession(),
                                remotes == null ? List.of() : remotes,
                                choice)),
                        new MavenToolchains(toolchains, session)));
    }

    /** What is before the first placeholder of a template, up to the last slash; a mirror's base address as a whole. */
    private static Optional<URI> base(SdkChoice choice) {
        if (!(choice instanceof SdkChoice.Address address)) {
            return Optional.empty();
        }
        String text = address.address().strip();
        int placeholder = text.indexOf('{');
        String base = placeholder < 0 ? text : text.substring(0, text.lastIndexOf('/', placeholder));
        try {
            return Optional.of(URI.create(base.replaceAll("/+$", "")));
        } catch (IllegalArgumentException e) {
            // The address is refused with its own message when it is used.
            return Optional.empty();
        }
    }
}
