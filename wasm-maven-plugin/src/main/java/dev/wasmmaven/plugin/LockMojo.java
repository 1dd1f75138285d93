package dev.wasmmaven.plugin;

import dev.wasmmaven.plugin.diagnosis.GoalException;
import dev.wasmmaven.plugin.sdk.WasmConfigurator;
import dev.wasmmaven.sdk.HostPlatform;
import dev.wasmmaven.sdk.lock.LockedSdk;
import dev.wasmmaven.sdk.lock.ToolchainLock;
import dev.wasmmaven.sdk.lock.ToolchainLockFile;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.toolkit.sdk.SdkProgress;
import dev.wasmmaven.toolkit.toolchain.HostSystem;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Writes the digests of the configured wasi-sdk's archives to {@code wasm-toolchain.lock}, computed from the archives' bytes. From then on
 * only these archives are used. Commit the file. A digest that is there already is checked, not replaced.
 */
@Mojo(name = "lock", configurator = WasmConfigurator.NAME, requiresProject = false, threadSafe = true)
public final class LockMojo extends AbstractSdkMojo {

    /**
     * The machines that the project is built on, named as in wasi-sdk's files ({@code x86_64-linux}, {@code arm64-macos}, …), or {@code all}. By
     * default this machine and those that the file has already.
     */
    @Parameter(property = "wasm.lock.machines")
    private @Nullable List<String> machines;

    /** Of a range of versions, takes the newest release instead of the one that is locked. */
    @Parameter(property = "wasm.lock.newest", defaultValue = "false")
    private boolean newest;

    @Inject
    LockMojo(MavenSession session, MavenProject project, MavenAccess access) {
        super(session, project, access);
    }

    @Override
    void perform() {
        if (session().isOffline()) {
            throw new GoalException(
                    DiagnosticId.SDK_OFFLINE,
                    "a digest is computed from the archive's bytes, and Maven is offline",
                    "run wasm:lock without -o");
        }
        Path file = lockFile();
        ToolchainLock before = ToolchainLockFile.read(file);
        ToolchainLock after = finder().lock(
                        before,
                        machines(before),
                        newest,
                        HostSystem.current(),
                        new SdkProgress(getLog()::info, getLog()::debug, getLog()::debug));
        for (LockedSdk sdk : after.sdks()) {
            if (!before.sdks().contains(sdk)) {
                getLog().info("Locked wasi-sdk " + sdk.version() + " for " + sdk.platform() + ": " + sdk.digest());
            }
        }
        if (after.equals(before)) {
            getLog().info(file + " is complete; the archives are those that it names");
        } else {
            ToolchainLockFile.write(file, after);
            getLog().info("Wrote " + file + "; commit it");
        }
    }

    private Set<HostPlatform> machines(ToolchainLock lock) {
        Set<HostPlatform> result = EnumSet.noneOf(HostPlatform.class);
        if (machines == null || machines.isEmpty()) {
            result.add(HostPlatform.require());
            lock.sdks().forEach(sdk -> result.add(sdk.platform()));
            return result;
        }
        for (String name : machines) {
            if (name.equals("all")) {
                result.addAll(EnumSet.allOf(HostPlatform.class));
            } else {
                result.add(HostPlatform.find(name)
                        .orElseThrow(() -> GoalException.configuration(
                                "<machines> has the unknown machine '" + name + "'",
                                "write some of " + HostPlatform.ids() + ", or all")));
            }
        }
        return result;
    }
}
