package dev.wasmmaven.toolkit.build;

import dev.wasmmaven.support.process.Command;
import dev.wasmmaven.toolkit.cargo.CargoCommandLine;
import dev.wasmmaven.toolkit.cargo.CargoPlan;
import dev.wasmmaven.toolkit.toolchain.HostSystem;
import dev.wasmmaven.toolkit.toolchain.RustToolchain;
import dev.wasmmaven.toolkit.toolchain.ToolEnvironment;
import dev.wasmmaven.toolkit.toolchain.ToolchainRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A request's cargo calls. */
final class CargoCalls {

    private final BuildRequest request;
    private final ToolchainRequest tools;
    private final RustToolchain toolchain;
    private final HostSystem system;
    private final CargoPlan plan;

    CargoCalls(BuildRequest request, ToolchainRequest tools, RustToolchain toolchain, HostSystem system) {
        this(request, tools, toolchain, system, CargoPlan.EMPTY);
    }

    private CargoCalls(
            BuildRequest request, ToolchainRequest tools, RustToolchain toolchain, HostSystem system, CargoPlan plan) {
        this.request = request;
        this.tools = tools;
        this.toolchain = toolchain;
        this.system = system;
        this.plan = plan;
    }

    /** These calls with a plan that was composed for them. */
    CargoCalls with(CargoPlan composed) {
        return new CargoCalls(request, tools, toolchain, system, composed);
    }

    /** {@code cargo config get}: the user's configuration, that of the request's own arguments included. */
    Command configuration() {
        CargoCommandLine line = new CargoCommandLine(toolchain.cargoCommand(), "-Zunstable-options")
                .each("--config", ownConfiguration());
        return command(line.flag("config", true).flag("get", true).option("--format", "json"));
    }

    /** {@code rustc --print cfg}: the options that hold for the target. */
    Command cfg() {
        List<String> arguments = new ArrayList<>();
        arguments.add(toolchain.rustc().toString());
        toolchain.override().ifPresent(name -> arguments.add("+" + name));
        arguments.addAll(List.of("--print", "cfg", "--target", request.target()));
        return tools.command(arguments).withEnvironment(ToolEnvironment.path(system, toolchain.cargo()));
    }

    /** The values of {@code --config} among the user's arguments. */
    private List<String> ownConfiguration() {
        List<String> values = new ArrayList<>();
        List<String> arguments = request.cargoArguments();
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).equals("--config") && i + 1 < arguments.size()) {
                values.add(arguments.get(i + 1));
            } else if (arguments.get(i).startsWith("--config=")) {
                values.add(arguments.get(i).substring("--config=".length()));
            }
        }
        return values;
    }

    /** {@code cargo metadata}, without dependencies: it needs neither a network nor a filled cache. */
    Command metadata() {
        return command(new CargoCommandLine(toolchain.cargoCommand(), "metadata")
                .option("--format-version", "1")
                .flag("--no-deps", true)
                .flag("--offline", request.offline()));
    }

    /** {@code cargo metadata} with all that the target links; it may ask the network for what only tests need. */
    Command graph() {
        return command(new CargoCommandLine(toolchain.cargoCommand(), "metadata")
                .option("--format-version", "1")
                .option("--filter-platform", request.target())
                .features(request.features())
                .flag("--all-features", request.allFeatures())
                .flag("--no-default-features", request.noDefaultFeatures())
                .flag("--locked", request.locked())
                .flag("--offline", request.offline()));
    }

    /** {@code cargo fetch}: all crates that the target needs. */
    Command fetch() {
        return planned(new CargoCommandLine(toolchain.cargoCommand(), "fetch")
                .option("--target", request.target())
                .flag("--locked", request.locked()));
    }

    /** {@code cargo fetch} for the standard library's own dependencies, which cargo does not fetch along with a crate's. */
    Command fetchStd(Path manifest) {
        return plan.addTo(command(new CargoCommandLine(toolchain.cargoCommand(), "fetch")
                .option("--manifest-path", manifest.toString())
                .flag("--locked", true)));
    }

    /** What is added to these calls. */
    CargoPlan plan() {
        return plan;
    }

    Command build() {
        BuildRequest.Selection select = request.select();
        return planned(common("build")
                .each("--bin", select.bins())
                .each("--example", select.examples())
                .flag("--lib", select.cdylib())
                .userArguments(request.cargoArguments()));
    }

    Command tests(TestTargets targets) {
        return planned(common("test")
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
        return planned(common(subcommand).userArguments(request.cargoArguments()));
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

    private Command planned(CargoCommandLine line) {
        return plan.addTo(command(plan.addTo(line)));
    }

    private Command command(CargoCommandLine line) {
        List<String> arguments = line.toList();
        return tools.command(arguments).withEnvironment(ToolEnvironment.path(system, toolchain.cargo()));
    }
}
