package dev.wasmmaven.plugin;

import dev.wasmmaven.plugin.diagnosis.GoalException;
import dev.wasmmaven.plugin.sdk.MemorySize;
import dev.wasmmaven.plugin.sdk.WasmConfigurator;
import dev.wasmmaven.sdk.cache.CacheEntry;
import dev.wasmmaven.sdk.cache.CachePruner;
import dev.wasmmaven.sdk.cache.SdkCache;
import dev.wasmmaven.support.cache.FolderCachePruner;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.support.text.Durations;
import dev.wasmmaven.toolkit.diagnostics.ToolkitException;
import dev.wasmmaven.toolkit.toolchain.CacheFolder;
import dev.wasmmaven.toolkit.toolchain.HostSystem;
import dev.wasmmaven.toolkit.worker.KeptJvms;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Deletes from the cache what nobody has used for long: wasi-sdks, patched standard libraries, sources of libc, C and C++ libraries, archives
 * of classes for tests' JVMs; and what interrupted downloads left. What was used within the last two hours stays, and JVMs that are kept
 * for tests go on.
 */
@Mojo(name = "prune", configurator = WasmConfigurator.NAME, requiresProject = false, threadSafe = true)
public final class PruneMojo extends AbstractSdkMojo {

    private static final long MIB = 1 << 20;

    /** How long something must not have been used to be deleted, for example {@code 30d}, {@code 12h}. */
    @Parameter(property = "wasm.prune.unusedFor", defaultValue = "30d")
    private String unusedFor = "30d";

    /** The most that wasi-sdks may take, for example {@code 2g}: the least recently used go. No limit by default. */
    @Parameter(property = "wasm.prune.maxSize")
    private @Nullable String maxSize;

    /** Says what would be deleted, and deletes nothing. */
    @Parameter(property = "wasm.prune.dryRun", defaultValue = "false")
    private boolean dryRun;

    @Inject
    PruneMojo(MavenSession session, MavenProject project, MavenAccess access) {
        super(session, project, access);
    }

    @Override
    void perform() {
        Duration age = age();
        OptionalLong most = MemorySize.parse(maxSize, "maxSize");
        HostSystem system = HostSystem.current();
        sdks(finder().cache(system), age, most);
        for (CacheFolder each : CacheFolder.values()) {
            folders(each, system.cacheHome(), age);
        }
        keptJvms(system.cacheHome());
    }

    /** They hold on to what is deleted, and go on. */
    private void keptJvms(Path home) {
        try {
            int kept = new KeptJvms(home).list().size();
            if (kept > 0) {
                getLog().info(kept + " JVMs that are kept for tests stay; mvn wasm:stop ends them");
            }
        } catch (ToolkitException e) {
            getLog().warn(e.getMessage() + "; " + e.nextStep());
        }
    }

    private void sdks(SdkCache cache, Duration age, OptionalLong most) {
        CachePruner.Options options = new CachePruner.Options(
                Optional.of(age), most.isPresent() ? Optional.of(most.getAsLong()) : Optional.empty(), dryRun);
        CachePruner.Report report = new CachePruner(cache).prune(options);
        report.deleted().forEach(entry -> getLog().info(verb() + describe(entry)));
        report.failed().forEach(entry -> getLog().warn("Cannot delete " + describe(entry) + ": it is in use"));
        getLog().info(verb() + report.deleted().size() + " of "
                + (report.deleted().size()
                        + report.kept().size()
                        + report.failed().size())
                + " wasi-sdks in " + cache.root() + ", " + report.freedBytes() / MIB + " MiB");
    }

    private void folders(CacheFolder kind, Path home, Duration age) {
        try {
            FolderCachePruner.Report report =
                    new FolderCachePruner(home, Clock.systemUTC()).prune(kind.group(), age, dryRun);
            int all = report.deleted().size() + report.kept().size();
            if (all > 0) {
                getLog().info(verb() + report.deleted().size() + " of " + all + " " + kind.content() + " in "
                        + home.resolve(kind.group()) + ", " + report.freedBytes() / MIB + " MiB");
            }
        } catch (IOException e) {
            throw new GoalException(
                    DiagnosticId.IO_FAILED,
                    "the cache in " + home + " cannot be read: " + e,
                    "check its permissions, or name another in WASM_MAVEN_CACHE");
        }
    }

    private String verb() {
        return dryRun ? "Would delete " : "Deleted ";
    }

    /** Here zero means what it says: all that is not in use. */
    private Duration age() {
        try {
            return Durations.parse(unusedFor);
        } catch (IllegalArgumentException e) {
            throw GoalException.configuration(
                    "<unusedFor> is no duration: " + unusedFor,
                    "write a number with a unit, for example -Dwasm.prune.unusedFor=30d (units: s, m, h, d)");
        }
    }

    private static String describe(CacheEntry entry) {
        return "wasi-sdk " + entry.version() + " for " + entry.platform() + " (" + entry.bytes() / MIB
                + " MiB, last used " + entry.lastUsed() + ")";
    }
}
