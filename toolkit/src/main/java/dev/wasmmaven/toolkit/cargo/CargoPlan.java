package dev.wasmmaven.toolkit.cargo;

import dev.wasmmaven.support.process.Command;
import dev.wasmmaven.toolkit.toolchain.HostSystem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The sum of all {@link CargoAdditions} to a cargo call, as arguments and environment that add to what the user has set and replace
 * none of it.
 *
 * @param environment difference to the user's environment
 * @param configuration TOML assignments for {@code --config}
 * @param arguments further arguments of the subcommand
 */
public record CargoPlan(Map<String, Optional<String>> environment, List<String> configuration, List<String> arguments) {

    /** The plan of a call to which nothing is added. */
    public static final CargoPlan EMPTY = new CargoPlan(Map.of(), List.of(), List.of());

    public CargoPlan {
        environment = Map.copyOf(environment);
        configuration = List.copyOf(configuration);
        arguments = List.copyOf(arguments);
    }

    /**
     * Composes a plan.
     *
     * @param target rustc target triple, or a target specification's file
     * @param system the machine with the user's environment
     * @param own the user's cargo configuration; asked for only if it matters
     * @throws dev.wasmmaven.toolkit.diagnostics.ToolkitException the user's flags are written so that nothing can be added
     */
    public static CargoPlan of(
            CargoAdditions additions, String target, HostSystem system, Supplier<CargoConfiguration> own) {
        Map<String, Optional<String>> environment = new LinkedHashMap<>();
        additions.defaults().forEach((name, value) -> {
            if (system.exactVariable(name).isEmpty()) {
                environment.put(name, Optional.of(value));
            }
        });
        additions.flags().forEach((name, words) -> {
            List<String> all = new ArrayList<>();
            system.variable(name).ifPresent(all::add);
            all.addAll(words);
            environment.put(name, Optional.of(String.join(" ", all)));
        });
        additions.variables().forEach((name, value) -> environment.put(name, Optional.of(value)));
        List<String> configuration = new ArrayList<>(additions.configuration());
        Rustflags flags = Rustflags.place(additions.rustflags(), target, system, own);
        flags.encoded().ifPresent(value -> environment.put(Rustflags.ENCODED, Optional.of(value)));
        flags.assignment().ifPresent(configuration::add);
        return new CargoPlan(environment, configuration, additions.arguments());
    }

    /** A command line with this plan's arguments. */
    public CargoCommandLine addTo(CargoCommandLine line) {
        line.each("--config", configuration);
        arguments.forEach(argument -> line.flag(argument, true));
        return line;
    }

    /** A command with this plan's environment. */
    public Command addTo(Command command) {
        return command.withEnvironment(environment);
    }
}
