package dev.wasmmaven.toolkit.toolchain;

import dev.wasmmaven.support.process.CommandResult;
import dev.wasmmaven.support.process.CommandRunner;
import java.nio.file.Path;
import java.util.List;

/** Asks rustup what it has. */
public final class InstalledToolchains {

    private InstalledToolchains() {}

    /** The names of all toolchains, in rustup's order; none if it cannot tell. */
    public static List<String> of(ToolchainRequest request, Path rustup, CommandRunner runner) {
        CommandResult list = runner.run(request.command(List.of(rustup.toString(), "toolchain", "list")));
        return list.succeeded()
                // Behind the name stands which is the default and the active one; "no installed toolchains" is no name.
                ? list.stdout().stream()
                        .map(line -> line.strip().split("\\s", 2)[0])
                        .filter(name -> !name.isEmpty() && !name.equals("no"))
                        .toList()
                : List.of();
    }
}
