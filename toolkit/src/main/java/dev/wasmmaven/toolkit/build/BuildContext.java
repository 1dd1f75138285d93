package dev.wasmmaven.toolkit.build;

import dev.wasmmaven.support.process.CommandRunner;
import dev.wasmmaven.toolkit.cargo.CargoMetadata;
import dev.wasmmaven.toolkit.toolchain.HostSystem;
import dev.wasmmaven.toolkit.toolchain.RustToolchain;
import dev.wasmmaven.toolkit.toolchain.ToolchainRequest;

/**
 * What is known when the cargo calls of a build are put together; immutable.
 *
 * @param request what the user asks for
 * @param purpose what cargo is to do
 * @param system the machine, with the request's variables in its environment
 * @param tools how tools are started
 * @param toolchain the toolchain in use
 * @param metadata the workspace
 * @param runner for child processes
 * @param listener told what is done
 */
record BuildContext(
        BuildRequest request,
        Purpose purpose,
        HostSystem system,
        ToolchainRequest tools,
        RustToolchain toolchain,
        CargoMetadata metadata,
        CommandRunner runner,
        BuildListener listener) {

    /** What cargo is to do. */
    enum Purpose {
        BUILD,
        TEST,
        CHECK
    }
}
