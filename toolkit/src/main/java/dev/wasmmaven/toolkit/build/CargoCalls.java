package dev.wasmmaven.toolkit.build;

import dev.wasmmaven.support.process.Command;
import dev.wasmmaven.toolkit.cargo.CargoCommandLine;
import dev.wasmmaven.toolkit.toolchain.HostSystem;
import dev.wasmmaven.toolkit.toolchain.RustToolchain;
import dev.wasmmaven.toolkit.toolchain.ToolEnvironment;
import dev.wasmmaven.toolkit.toolchain.ToolchainRequest;
import java.util.List;

/** A request's cargo calls. */
final class CargoCalls {

    private final BuildRequest request;
    private final ToolchainRequest tools;
    private final RustToolchain toolchain;
    private final HostSystem system;

    CargoCalls(BuildRequest request, ToolchainRequest tools, RustToolchain toolchain, HostSystem system) {
        this.request = request;
        this.tools = tools;
        this.toolchain = toolchain;
        this.system = system;
    }

    /** {@code cargo metadata}, without dependencies: it needs neither a network nor a filled cache. */
    Command metadata() {
        return command(new CargoCommandLine(toolchain.cargoCommand(), "metadata")
                .option("--format-version", "1")
                .flag("--no-deps", true)
                .flag("--offline", request.offline()));
    }

    Command build() {
        BuildRequest.Selection select = request.select();
        return command(common("build")
                .each("--bin", select.bins())
                .each("--example", select.examples())
                .flag("--lib", select.cdylib())
                .userArguments(request.cargoArguments()));
    }

    Command tests(TestTargets targets) {
        return command(common("test")
                .flag("--no-run", true)
                .flag("--lib", targets.lib())
                .flag("--bins", targets.bins())
                .flag("--examples", targets.examples())
                .flag("--tests", targets.tests())
                .flag("--benches", targets.benches())
                .each("--test", targets.names())
                .userArguments(request.cargoArguments()));
    }

    /** {@code check} or {@code clippy}. */
    Command check(String subcommand) {
        return command(common(subcommand).userArguments(request.cargoArguments()));
    }

    private CargoCommandLine common(String subcommand) {
        return new CargoCommandLine(toolchain.cargoCommand(), subcommand)
                .option("--target", request.target())
                .profile(request.profile())
                .each("--package", request.packages())
                .features(request.features())
                .flag("--all-features", request.allFeatures())
                .flag("--no-default-features", request.noDefaultFeatures())
                .flag("--locked", request.locked())
                .flag("--offline", request.offline())
                .targetDirectory(request.targetDirectory().map(tools.directory()::resolve))
                .option("--jobs", request.jobs())
                .option("--message-format", "json");
    }

    private Command command(CargoCommandLine line) {
        List<String> arguments = line.toList();
        return tools.command(arguments).withEnvironment(ToolEnvironment.path(system, toolchain.cargo()));
    }
}
