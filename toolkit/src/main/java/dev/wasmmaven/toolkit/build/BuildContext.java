package dev.wasmmaven.toolkit.build;

import dev.wasmmaven.support.cache.FolderCache;
import dev.wasmmaven.support.process.CommandRunner;
import dev.wasmmaven.toolkit.cargo.CargoConfiguration;
import dev.wasmmaven.toolkit.cargo.CargoMetadata;
import dev.wasmmaven.toolkit.std.StdPlan;
import dev.wasmmaven.toolkit.toolchain.HostSystem;
import dev.wasmmaven.toolkit.toolchain.RustToolchain;
import dev.wasmmaven.toolkit.toolchain.ToolchainRequest;
import java.util.function.Supplier;

/**
 * What is known when the cargo calls of a build are put together; immutable.
 *
 * @param request what the user asks for
 * @param purpose what cargo is to do
 * @param system the machine, with the request's variables in its environment
 * @param tools how tools are started
 * @param toolchain the toolchain in use
 * @param std where the standard library comes from
 * @param metadata the workspace
 * @param configuration the user's cargo configuration; asked for when it is needed, and then once
 * @param runner for child processes
 * @param listener told what is done
 */
record BuildContext(
        BuildRequest request,
        Purpose purpose,
        HostSystem system,
        ToolchainRequest tools,
        RustToolchain toolchain,
        StdPlan std,
        CargoMetadata metadata,
        Supplier<CargoConfiguration> configuration,
        CommandRunner runner,
        BuildListener listener) {

    /** What several builds share and can be made again. */
    FolderCache cache() {
        return new FolderCache(system.cacheHome());
    }

    /** What cargo is to do. */
    enum Purpose {
        BUILD,
        TEST,
        CHECK
    }
}
