package dev.wasmmaven.plugin;

import dev.wasmmaven.plugin.diagnosis.GoalException;
import dev.wasmmaven.plugin.sdk.MemorySize;
import dev.wasmmaven.plugin.sdk.WasmConfigurator;
import dev.wasmmaven.sdk.cache.CacheEntry;
import dev.wasmmaven.sdk.cache.CachePruner;
import dev.wasmmaven.sdk.cache.SdkCache;
import dev.wasmmaven.support.text.Durations;
import dev.wasmmaven.toolkit.toolchain.HostSystem;
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
 * Deletes wasi-sdks from the cache that nobody has used for long, and what interrupted downloads left. What is in use, or was within the
 * last two hours, stays.
 */
@Mojo(name = "prune", configurator = WasmConfigurator.NAME, requiresProject = false, threadSafe = true)
public final class PruneMojo extends AbstractSdkMojo {

    private static final long MIB = 1 << 20;

    /** How long a wasi-sdk must not have been used to be deleted, for example {@code 30d}, {@code 12h}. */
    @Parameter(property = "wasm.prune.unusedFor", defaultValue = "30d")
    private String unusedFor = "30d";

    /** The most that the cache may hold, for example {@code 2g}: the least recently used go. No limit by default. */
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
        OptionalLong most = MemorySize.parse(maxSize, "maxSize");
        SdkCache cache = finder().cache(HostSystem.current());
        CachePruner.Options options = new CachePruner.Options(
                Optional.of(age()), most.isPresent() ? Optional.of(most.getAsLong()) : Optional.empty(), dryRun);
        CachePruner.Report report = new CachePruner(cache).prune(options);
        String verb = dryRun ? "Would delete " : "Deleted ";
        report.deleted().forEach(entry -> getLog().info(verb + describe(entry)));
        report.failed().forEach(entry -> getLog().warn("Cannot delete " + describe(entry) + ": it is in use"));
        getLog().info(verb + report.deleted().size() + " of "
                + (report.deleted().size()
                        + report.kept().size()
                        + report.failed().size())
                + " wasi-sdks in " + cache.root() + ", " + report.freedBytes() / MIB + " MiB");
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
