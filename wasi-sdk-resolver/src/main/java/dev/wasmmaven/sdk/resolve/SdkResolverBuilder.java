package dev.wasmmaven.sdk.resolve;

import dev.wasmmaven.sdk.archive.UnpackLimits;
import dev.wasmmaven.sdk.archive.Unpacker;
import dev.wasmmaven.sdk.cache.SdkCache;
import dev.wasmmaven.sdk.inspect.ClangProbe;
import dev.wasmmaven.sdk.inspect.SdkInspector;
import dev.wasmmaven.sdk.inspect.SystemToolchain;
import dev.wasmmaven.sdk.release.ConfiguredArchive;
import dev.wasmmaven.sdk.release.ReleaseAddress;
import dev.wasmmaven.sdk.release.SdkReleases;
import dev.wasmmaven.sdk.source.ArchiveSource;
import dev.wasmmaven.sdk.source.ArtifactRepository;
import dev.wasmmaven.sdk.source.ArtifactSource;
import dev.wasmmaven.sdk.source.CacheSource;
import dev.wasmmaven.sdk.source.ComposedSource;
import dev.wasmmaven.sdk.source.DirectorySource;
import dev.wasmmaven.sdk.source.EnvironmentSource;
import dev.wasmmaven.sdk.source.ReleaseSource;
import dev.wasmmaven.sdk.source.SdkInstaller;
import dev.wasmmaven.sdk.source.SdkOffer;
import dev.wasmmaven.sdk.source.SdkSource;
import dev.wasmmaven.sdk.source.ToolchainDirectories;
import dev.wasmmaven.sdk.source.ToolchainSource;
import dev.wasmmaven.sdk.transfer.Downloader;
import dev.wasmmaven.sdk.transfer.RetryPolicy;
import dev.wasmmaven.sdk.transfer.Transport;
import dev.wasmmaven.support.process.CommandRunner;
import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Puts a resolver together, with the sources in their order: configured directory, {@code WASI_SDK_PATH}, toolchains, cache, artifact, release, system
 * packages. What is not given is left out. Not for several threads.
 */
public final class SdkResolverBuilder {

    /** No wasi-sdk release is as large as this: 2 GiB. */
    private static final long MOST_DOWNLOAD_BYTES = 2L << 30;

    private final SdkCache cache;
    private CommandRunner runner = CommandRunner.inheriting();
    private Optional<Path> directory = Optional.empty();
    private Optional<Map<String, String>> environment = Optional.empty();
    private Optional<ToolchainDirectories> toolchains = Optional.empty();
    private Optional<ArtifactRepository> artifacts = Optional.empty();
    private Optional<Transport> transport = Optional.empty();
    private ReleaseAddress address = ReleaseAddress.official();
    private RetryPolicy retries = RetryPolicy.defaults();
    private UnpackLimits limits = UnpackLimits.defaults();
    private long mostDownloadBytes = MOST_DOWNLOAD_BYTES;
    private List<Path> systemSysroots = List.of();
    private boolean systemFirst;
    private boolean systemOnly;
    private Optional<ConfiguredArchive> archive = Optional.empty();

    /** A resolver that keeps what it downloads in a cache. */
    public SdkResolverBuilder(SdkCache cache) {
        this.cache = cache;
    }

    /** Starts compilers with this runner instead of one that inherits the environment. */
    public SdkResolverBuilder commandRunner(CommandRunner value) {
        this.runner = value;
        return this;
    }

    /** The directory that the user has configured; then no other place is looked at. */
    public SdkResolverBuilder directory(Path value) {
        this.directory = Optional.of(value);
        return this;
    }

    /** Looks at {@code WASI_SDK_PATH}, {@code WASI_SYSROOT} and {@code PATH} of an environment. */
    public SdkResolverBuilder environment(Map<String, String> value) {
        this.environment = Optional.of(Map.copyOf(value));
        return this;
    }

    /** Looks at a toolchain registry. */
    public SdkResolverBuilder toolchains(ToolchainDirectories value) {
        this.toolchains = Optional.of(value);
        return this;
    }

    /** Looks for artifacts. */
    public SdkResolverBuilder artifacts(ArtifactRepository value) {
        this.artifacts = Optional.of(value);
        return this;
    }

    /** Downloads releases through a transport. */
    public SdkResolverBuilder releases(Transport value) {
        this.transport = Optional.of(value);
        return this;
    }

    /** Downloads from a mirror instead of the project's own server. */
    public SdkResolverBuilder releaseAddress(ReleaseAddress value) {
        this.address = value;
        return this;
    }

    /** Downloads this archive, which the user has configured, if no directory, toolchain or cache serves; no release and no system packages. */
    public SdkResolverBuilder archive(ConfiguredArchive value) {
        this.archive = Optional.of(value);
        return this;
    }

    /** How broken downloads are taken up again. */
    public SdkResolverBuilder retries(RetryPolicy value) {
        this.retries = value;
        return this;
    }

    /** How large downloads and what they unpack to may be. */
    public SdkResolverBuilder limits(long downloadBytes, UnpackLimits unpacked) {
        this.mostDownloadBytes = downloadBytes;
        this.limits = unpacked;
        return this;
    }

    /** Composes an SDK from the system's packages; needs {@link #environment} for {@code PATH}. */
    public SdkResolverBuilder systemPackages(List<Path> sysroots) {
        this.systemSysroots = List.copyOf(sysroots);
        return this;
    }

    /** Looks at the system's packages before anything is downloaded; default: after. */
    public SdkResolverBuilder systemPackagesFirst(boolean value) {
        this.systemFirst = value;
        return this;
    }

    /** Looks nowhere but at the system's packages. */
    public SdkResolverBuilder onlySystemPackages() {
        this.systemOnly = true;
        return this;
    }

    /** The resolver. */
    public SdkResolver build() {
        ClangProbe probe = new ClangProbe(runner);
        SdkInstaller installer = new SdkInstaller(cache, new Unpacker(limits));
        SdkReleases releases = SdkReleases.builtIn();
        List<SdkSource> sources = new ArrayList<>();
        if (systemOnly) {
            composed(probe).ifPresent(sources::add);
            return new SdkResolver(sources, new SdkInspector(probe), this::used);
        }
        directory.ifPresent(path -> sources.add(new DirectorySource(path)));
        environment.ifPresent(variables -> sources.add(new EnvironmentSource(variables)));
        toolchains.ifPresent(registry -> sources.add(new ToolchainSource(registry)));
        sources.add(new CacheSource(cache));
        Optional<SdkSource> system = composed(probe);
        if (systemFirst) {
            system.ifPresent(sources::add);
        }
        artifacts.ifPresent(repository -> sources.add(new ArtifactSource(releases, repository, installer)));
        transport
                .map(means -> new Downloader(means, retries, mostDownloadBytes))
                .ifPresent(downloader ->
                        sources.add(archive.<SdkSource>map(one -> new ArchiveSource(one, downloader, cache, installer))
                                .orElseGet(() -> new ReleaseSource(releases, address, downloader, cache, installer))));
        if (!systemFirst) {
            system.ifPresent(sources::add);
        }
        return new SdkResolver(sources, new SdkInspector(probe), this::used);
    }

    private Optional<SdkSource> composed(ClangProbe probe) {
        return environment
                .filter(variables -> !systemSysroots.isEmpty() || variables.containsKey(EnvironmentSource.SYSROOT))
                .filter(variables -> archive.isEmpty())
                .map(variables -> new ComposedSource(
                        new SystemToolchain(probe, programFolders(variables)), variables, systemSysroots));
    }

    /** Fills lock files with the digests of what the same repository or address has. */
    public LockUpdater lockUpdater(Transport means) {
        return new LockUpdater(
                SdkReleases.builtIn(), address, new Downloader(means, retries, mostDownloadBytes), cache, artifacts);
    }

    private void used(SdkOffer.Directory directory) {
        cache.entries().stream()
                .filter(entry -> entry.root().equals(directory.root()))
                .forEach(cache::used);
    }

    private static List<Path> programFolders(Map<String, String> variables) {
        return variables.entrySet().stream()
                .filter(variable -> variable.getKey().equalsIgnoreCase("PATH"))
                .flatMap(variable -> Arrays.stream(variable.getValue().split(File.pathSeparator, -1)))
                .filter(text -> !text.isBlank())
                .flatMap(SdkResolverBuilder::path)
                .toList();
    }

    private static Stream<Path> path(String text) {
        try {
            return Stream.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Stream.empty();
        }
    }
}
