package dev.wasmmaven.plugin;

import dev.wasmmaven.sdk.SdkRequest.Trust;
import dev.wasmmaven.sdk.lock.ToolchainLockFile;
import dev.wasmmaven.toolkit.sdk.SdkChoice;
import dev.wasmmaven.toolkit.sdk.SdkFinder;
import dev.wasmmaven.toolkit.sdk.SdkSettings;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** Parameters of every goal that may use a wasi-sdk, and the finder that they make. */
abstract class AbstractSdkMojo extends AbstractWasmMojo {

    private final MavenAccess access;

    /**
     * Which wasi-sdk to use for C in crates: a release ({@code 34}, {@code 22.0}) or a range of them ({@code [22,34]}), downloaded
     * when it is needed; a directory; the address of an archive or of a mirror; or an element with a kind:
     * {@code <sdk kind="path" path="…"/>}, {@code <sdk kind="url" url="…" digest="sha256:…"/>},
     * {@code <sdk kind="maven" groupId="…" artifactId="…" version="…"/>}, {@code <sdk kind="system"/>} (the system's clang, lld and
     * headers only) or {@code <sdk kind="any"/>}. By default what is on the machine is used: {@code WASI_SDK_PATH}, {@code
     * toolchains.xml}, what was downloaded before, the system's packages.
     */
    @Parameter(property = "wasm.sdk")
    private @Nullable SdkChoice sdk;

    /**
     * Folder that downloaded wasi-sdks are unpacked to, shared by all projects. By default {@code wasi-sdk} in {@code
     * WASM_MAVEN_CACHE} or in the system's folder for caches ({@code ~/.cache/wasm-maven} on Linux).
     */
    @Parameter(property = "wasm.sdkCache")
    private @Nullable File sdkCache;

    /**
     * File with the digests of the archives that this project trusts, written by {@code wasm:lock}. By default {@code
     * wasm-toolchain.lock} in the project's directory, or in the nearest one above that has it.
     */
    @Parameter(property = "wasm.lockFile")
    private @Nullable File lockFile;

    /** Refuses a wasi-sdk archive whose digest is neither in the lock file nor configured. */
    @Parameter(property = "wasm.requirePinnedSdk", defaultValue = "false")
    private boolean requirePinnedSdk;

    AbstractSdkMojo(MavenSession session, MavenProject project, MavenAccess access) {
        super(session, project);
        this.access = access;
    }

    final MavenAccess access() {
        return access;
    }

    /** Finds the wasi-sdk that the parameters ask for. */
    final SdkFinder finder() {
        return access.sdks().finder(settings(), session(), project());
    }

    /** The lock file, be it there or not. */
    final Path lockFile() {
        if (lockFile != null) {
            return lockFile.toPath();
        }
        for (Path folder = basedir(); folder != null; folder = folder.getParent()) {
            Path file = folder.resolve(ToolchainLockFile.NAME);
            if (Files.isRegularFile(file)) {
                return file;
            }
        }
        return basedir().resolve(ToolchainLockFile.NAME);
    }

    private SdkSettings settings() {
        return new SdkSettings(
                sdk == null ? new SdkChoice.OnMachine() : absolute(sdk),
                Optional.ofNullable(sdkCache).map(File::toPath),
                Optional.of(lockFile()),
                requirePinnedSdk ? Trust.PINNED_ONLY : Trust.ON_FIRST_USE,
                session().isOffline());
    }

    /** A directory is relative to the project, not to where Maven was started. */
    private SdkChoice absolute(SdkChoice choice) {
        return choice instanceof SdkChoice.Directory directory
                ? new SdkChoice.Directory(basedir().resolve(directory.path()).normalize())
                : choice;
    }
}
