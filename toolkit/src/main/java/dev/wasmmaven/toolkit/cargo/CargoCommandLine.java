package dev.wasmmaven.toolkit.cargo;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.toolkit.diagnostics.ToolkitException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Builds the arguments of a cargo call from typed values, in one place and one order. */
public final class CargoCommandLine {

    private final List<String> arguments = new ArrayList<>();

    /** Starts with cargo itself (and {@code +toolchain}) and a subcommand. */
    public CargoCommandLine(List<String> cargo, String subcommand) {
        arguments.addAll(cargo);
        arguments.add(subcommand);
    }

    /** {@code name value}. */
    public CargoCommandLine option(String name, String value) {
        arguments.add(name);
        arguments.add(value);
        return this;
    }

    /** {@code name value}, if there is a value. */
    public CargoCommandLine option(String name, Optional<?> value) {
        value.ifPresent(present -> option(name, present.toString()));
        return this;
    }

    /** {@code name value} for each value. */
    public CargoCommandLine each(String name, List<String> values) {
        values.forEach(value -> option(name, value));
        return this;
    }

    /** {@code name}, if it is wanted. */
    public CargoCommandLine flag(String name, boolean wanted) {
        if (wanted) {
            arguments.add(name);
        }
        return this;
    }

    /** The profile; {@code dev} is left out, because each subcommand has its own default of that kind. */
    public CargoCommandLine profile(String profile) {
        return profile.equals("dev") ? this : option("--profile", profile);
    }

    /** {@code --features a,b}. */
    public CargoCommandLine features(List<String> features) {
        return features.isEmpty() ? this : option("--features", String.join(",", features));
    }

    /** The target directory, absolute. */
    public CargoCommandLine targetDirectory(Optional<Path> directory) {
        return option("--target-dir", directory);
    }

    /**
     * The user's own arguments.
     *
     * @throws ToolkitException one of them would take the messages from us
     */
    public CargoCommandLine userArguments(List<String> own) {
        for (String argument : own) {
            if (argument.equals("--") || argument.startsWith("--message-format")) {
                throw new ToolkitException(
                        DiagnosticId.CONFIGURATION_INVALID,
                        "the cargo argument '" + argument + "' is not possible here",
                        "remove it from <cargoArguments> (property wasm.cargoArguments)");
            }
        }
        arguments.addAll(own);
        return this;
    }

    /** All arguments, the executable first. */
    public List<String> toList() {
        return List.copyOf(arguments);
    }
}
