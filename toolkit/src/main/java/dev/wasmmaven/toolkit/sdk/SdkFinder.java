package dev.wasmmaven.toolkit.sdk;

import dev.wasmmaven.sdk.HostPlatform;
import dev.wasmmaven.sdk.PinnedDigests;
import dev.wasmmaven.sdk.ResolvedSdk;
import dev.wasmmaven.sdk.SdkException;
import dev.wasmmaven.sdk.SdkListener;
import dev.wasmmaven.sdk.SdkRequest;
import dev.wasmmaven.sdk.WasiSdkRange;
import dev.wasmmaven.sdk.WasiSdkVersion;
import dev.wasmmaven.sdk.cache.SdkCache;
import dev.wasmmaven.sdk.lock.LockedSdk;
import dev.wasmmaven.sdk.lock.ToolchainLock;
import dev.wasmmaven.sdk.lock.ToolchainLockFile;
import dev.wasmmaven.sdk.release.ConfiguredArchive;
import dev.wasmmaven.sdk.release.ReleaseAddress;
import dev.wasmmaven.sdk.release.SdkReleases;
import dev.wasmmaven.sdk.resolve.LockUpdater;
import dev.wasmmaven.sdk.resolve.SdkResolverBuilder;
import dev.wasmmaven.sdk.resolve.SurveyLine;
import dev.wasmmaven.sdk.source.ArtifactRepository;
import dev.wasmmaven.sdk.source.ComposedSource;
import dev.wasmmaven.sdk.source.EnvironmentSource;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.support.digest.Digest;
import dev.wasmmaven.support.process.CommandRunner;
import dev.wasmmaven.toolkit.sdk.SdkNeed.RustLibc;
import dev.wasmmaven.toolkit.toolchain.HostSystem;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the wasi-sdk that a project's settings and a build's need lead to. Immutable; safe for use by several threads. */
public final class SdkFinder {

    private final SdkSettings settings;
    private final SdkAccess access;

    /** A finder for a project. */
    public SdkFinder(SdkSettings settings, SdkAccess access) {
        this.settings = settings;
        this.access = access;
    }

    /** A finder for a project that says nothing, with the JDK's own means. */
    public static SdkFinder standard() {
        return new SdkFinder(SdkSettings.standard(), SdkAccess.plain());
    }

    /** What the project says. */
    public SdkSettings settings() {
        return settings;
    }

    /**
     * Finds the SDK, downloading it if it must be and may be.
     *
     * @throws SdkException there is none that serves, with the reason of each place
     */
    public ResolvedSdk find(SdkNeed need, HostSystem system, CommandRunner runner, SdkListener listener) {
        SdkRequest request = request(need);
        return builder(system, runner, need.mayDownload()).build().resolve(request, listener);
    }

    /** What each place has for a need, without obtaining anything. */
    public List<SurveyLine> survey(SdkNeed need, HostSystem system, CommandRunner runner) {
        SdkRequest request = request(need);
        return builder(system, runner, need.mayDownload()).build().survey(request);
    }

    /**
     * Puts the digests of the configured SDK's archives into a lock. Of a range the version that is locked already is kept.
     *
     * @param current what is locked already
     * @param machines the machines that the project is built on
     * @param newest takes the newest release of the range, whatever is locked
     * @throws SdkException nothing that could be locked is configured, or a download did not succeed
     */
    public ToolchainLock lock(
            ToolchainLock current,
            Set<HostPlatform> machines,
            boolean newest,
            HostSystem system,
            SdkListener listener) {
        SdkChoice choice = settings.choice();
        if (choice instanceof SdkChoice.Directory || choice instanceof SdkChoice.SystemPackages) {
            throw new SdkException(
                    DiagnosticId.CONFIGURATION_INVALID,
                    "a directory or the system's packages have no archive whose digest could be locked",
                    "configure a release, an address or an artifact: <sdk>34</sdk> (property wasm.sdk)");
        }
        SdkResolverBuilder builder = new SdkResolverBuilder(cache(system));
        if (choice instanceof SdkChoice.Artifact artifact) {
            builder.artifacts(repository(artifact));
        }
        Optional<ConfiguredArchive> archive = archive(choice);
        if (archive.isEmpty() && choice instanceof SdkChoice.Address address) {
            builder.releaseAddress(ReleaseAddress.of(address.address()));
        }
        LockUpdater updater = builder.lockUpdater(access.transport());
        return archive.isPresent()
                ? updater.lock(current, archive.get(), listener)
                : updater.lock(current, versionToLock(current, newest), machines, listener);
    }

    private WasiSdkVersion versionToLock(ToolchainLock current, boolean newest) {
        WasiSdkRange range = settings.choice().versions();
        Optional<WasiSdkVersion> locked = current.sdks().stream()
                .map(LockedSdk::version)
                .filter(range::contains)
                .findFirst();
        return range.exact()
                .or(() -> newest ? Optional.empty() : locked)
                .or(() -> SdkReleases.builtIn().newest(range, HostPlatform.require()))
                .orElseThrow(() -> new SdkException(
                        DiagnosticId.SDK_NOT_FOUND,
                        "no known release is in the range " + range + " and has a file for " + HostPlatform.require(),
                        "configure another range: <sdk>[22,34]</sdk> (property wasm.sdk)"));
    }

    /** The folder of unpacked SDKs. */
    public SdkCache cache(HostSystem system) {
        Path folder = settings.cache().orElseGet(() -> system.cacheHome().resolve("wasi-sdk"));
        return new SdkCache(folder, Clock.systemUTC());
    }

    /** All that decides which SDK is found, apart from the machine's state: for telling one build from another. */
    public String identity() {
        Optional<Digest> lock = settings.lockFile()
                .map(ToolchainLockFile::read)
                .map(content -> Digest.sha256(content.sdks().toString()));
        return settings.choice() + " " + settings.trust() + " " + lock + " "
                + access.toolchains().directories();
    }

    private SdkRequest request(SdkNeed need) {
        HostPlatform machine = HostPlatform.require();
        ToolchainLock lock = settings.lockFile().map(ToolchainLockFile::read).orElse(ToolchainLock.empty());
        WasiSdkRange versions = versions(need);
        SdkRequest.Builder request = SdkRequest.builder(machine)
                .targets(List.of(need.target()))
                .use(need.use())
                .versions(versions)
                .rustLibc(need.rustLibc() == RustLibc.NONE ? List.of() : List.of(need.target()))
                .interim(need.rustLibc() == RustLibc.INTERIM)
                .pins(lock.pins().with(pin(machine)))
                .trust(settings.trust())
                .offline(settings.offline());
        // What the project has locked is what it is built with, even where a newer one is in the range.
        lock.sdks().stream()
                .filter(sdk -> machine.runs(sdk.platform()))
                .map(LockedSdk::version)
                .filter(versions::contains)
                .findFirst()
                .ifPresent(request::preferred);
        return request.build();
    }

    private WasiSdkRange versions(SdkNeed need) {
        WasiSdkRange wanted = archive(settings.choice())
                .map(archive -> WasiSdkRange.exactly(archive.version()))
                .orElse(settings.choice().versions());
        return wanted.intersect(need.versions())
                .orElseThrow(() -> new SdkException(
                        DiagnosticId.SDK_UNUSABLE,
                        "wasi-sdk " + wanted + " is configured, but " + need.target() + " needs " + need.versions()
                                + " with this Rust toolchain",
                        "configure a version in that range: <sdk>" + need.versions() + "</sdk> (property wasm.sdk)"));
    }

    /** The digest in the configuration, which is for the one version that is configured with it. */
    private PinnedDigests pin(HostPlatform machine) {
        SdkChoice choice = settings.choice();
        Optional<Digest> digest = choice instanceof SdkChoice.Address address
                ? address.digest()
                : choice instanceof SdkChoice.Artifact artifact ? artifact.digest() : Optional.empty();
        if (digest.isEmpty()) {
            return PinnedDigests.none();
        }
        Optional<ConfiguredArchive> archive = archive(choice);
        if (archive.isPresent()) {
            return PinnedDigests.none()
                    .with(archive.get().version(), archive.get().platform(), digest.get());
        }
        WasiSdkVersion version = choice.versions()
                .exact()
                .orElseThrow(() -> new SdkException(
                        DiagnosticId.CONFIGURATION_INVALID,
                        "a digest is configured for a wasi-sdk of the versions " + choice.versions(),
                        "configure one version with the digest, or leave the digest out and run wasm:lock"));
        return PinnedDigests.none().with(version, machine, digest.get());
    }

    private static Optional<ConfiguredArchive> archive(SdkChoice choice) {
        return choice instanceof SdkChoice.Address address && ConfiguredArchive.isArchive(address.address())
                ? Optional.of(ConfiguredArchive.of(address.address(), address.version(), HostPlatform.require()))
                : Optional.empty();
    }

    private SdkResolverBuilder builder(HostSystem system, CommandRunner runner, boolean mayDownload) {
        SdkResolverBuilder builder = new SdkResolverBuilder(cache(system)).commandRunner(runner);
        SdkChoice choice = settings.choice();
        if (choice instanceof SdkChoice.Directory directory) {
            return builder.directory(directory.path());
        }
        if (choice instanceof SdkChoice.SystemPackages) {
            Map<String, String> variables = new HashMap<>(system.environment());
            variables.remove(EnvironmentSource.SDK_PATH);
            return builder.environment(variables)
                    .systemPackages(ComposedSource.USUAL_SYSROOTS)
                    .onlySystemPackages();
        }
        builder.environment(system.environment()).toolchains(access.toolchains());
        if (choice instanceof SdkChoice.OnMachine || choice instanceof SdkChoice.Release) {
            builder.systemPackages(ComposedSource.USUAL_SYSROOTS)
                    .systemPackagesFirst(choice instanceof SdkChoice.OnMachine);
        }
        if (choice instanceof SdkChoice.Artifact artifact) {
            return builder.artifacts(repository(artifact));
        }
        if (choice instanceof SdkChoice.Address address) {
            archive(choice)
                    .ifPresentOrElse(
                            builder::archive, () -> builder.releaseAddress(ReleaseAddress.of(address.address())));
        }
        return mayDownload ? builder.releases(access.transport()) : builder;
    }

    private ArtifactRepository repository(SdkChoice.Artifact artifact) {
        return access.artifacts()
                .apply(artifact)
                .orElseThrow(() -> new SdkException(
                        DiagnosticId.CONFIGURATION_INVALID,
                        "there is no artifact repository here to get " + artifact.groupId() + ":"
                                + artifact.artifactId() + " from",
                        "configure a version, a directory or an address instead"));
    }
}
