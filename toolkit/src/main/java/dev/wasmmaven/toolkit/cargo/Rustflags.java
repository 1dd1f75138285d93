package dev.wasmmaven.toolkit.cargo;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.toolkit.cargo.CargoConfiguration.Flags;
import dev.wasmmaven.toolkit.diagnostics.ToolkitException;
import dev.wasmmaven.toolkit.toolchain.HostSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Where flags for rustc are put so that they are added to the user's. Cargo takes flags from the first of four places that has any
 * ({@code CARGO_ENCODED_RUSTFLAGS}; {@code RUSTFLAGS}; {@code target.<triple>.rustflags} with all {@code target.<cfg>.rustflags} that
 * hold; {@code build.rustflags}) and forgets the others (The Cargo Book, "build.rustflags"). So ours go where the user's are.
 *
 * @param encoded value for {@link #ENCODED}
 * @param assignment for {@code --config}
 */
record Rustflags(Optional<String> encoded, Optional<String> assignment) {

    static final String ENCODED = "CARGO_ENCODED_RUSTFLAGS";

    private static final String SEPARATOR = "\u001f";

    static Rustflags place(
            List<String> flags, String target, HostSystem system, Supplier<CargoConfiguration> configuration) {
        if (flags.isEmpty()) {
            return new Rustflags(Optional.empty(), Optional.empty());
        }
        Optional<List<String>> inEnvironment = inEnvironment(system);
        if (inEnvironment.isPresent()) {
            List<String> all = new ArrayList<>(inEnvironment.get());
            all.addAll(flags);
            return new Rustflags(Optional.of(String.join(SEPARATOR, all)), Optional.empty());
        }
        CargoConfiguration own = configuration.get();
        String key = "target." + TomlText.key(target) + ".rustflags";
        Flags present = own.targetRustflags(target);
        boolean forTarget = present.present()
                || !own.cfgRustflags().isEmpty()
                || system.variable(CargoConfiguration.targetVariable(target, "rustflags"))
                        .isPresent();
        if (!forTarget) {
            Flags forAll = own.buildRustflags();
            if (forAll.present() || system.variable("CARGO_BUILD_RUSTFLAGS").isPresent()) {
                key = "build.rustflags";
                present = forAll;
            }
        }
        return new Rustflags(Optional.empty(), Optional.of(assignment(key, present, flags)));
    }

    /** The user's flags that reach rustc for a target. */
    static List<String> own(String target, HostSystem system, Supplier<CargoConfiguration> configuration) {
        return inEnvironment(system).orElseGet(() -> {
            CargoConfiguration own = configuration.get();
            List<String> forTarget = new ArrayList<>(own.targetRustflags(target).words());
            own.cfgRustflags().values().forEach(flags -> forTarget.addAll(flags.words()));
            addVariable(CargoConfiguration.targetVariable(target, "rustflags"), system, forTarget);
            if (!forTarget.isEmpty()) {
                return forTarget;
            }
            List<String> forAll = new ArrayList<>(own.buildRustflags().words());
            addVariable("CARGO_BUILD_RUSTFLAGS", system, forAll);
            return forAll;
        });
    }

    private static void addVariable(String name, HostSystem system, List<String> flags) {
        system.variable(name).map(Flags::split).ifPresent(flags::addAll);
    }

    private static Optional<List<String>> inEnvironment(HostSystem system) {
        return system.exactVariable(ENCODED)
                .map(value -> value.isEmpty() ? List.<String>of() : List.of(value.split(SEPARATOR, -1)))
                .or(() -> system.exactVariable("RUSTFLAGS").map(Flags::split));
    }

    /** An array is joined to an array by cargo. A string replaces a string, so that it must hold the user's too. */
    private static String assignment(String key, Flags present, List<String> flags) {
        if (!present.present() || present.array()) {
            return key + " = " + flags.stream().map(TomlText::string).collect(Collectors.joining(", ", "[", "]"));
        }
        if (flags.stream().anyMatch(flag -> flag.chars().anyMatch(Character::isWhitespace))) {
            throw new ToolkitException(
                    DiagnosticId.CONFIGURATION_INVALID,
                    key + " in your cargo configuration is a string, to which a flag with a space cannot be added: "
                            + String.join(" ", flags),
                    "write it as an array: rustflags = ["
                            + present.words().stream().map(TomlText::string).collect(Collectors.joining(", "))
                            + "]");
        }
        List<String> all = new ArrayList<>(present.words());
        all.addAll(flags);
        return key + " = " + TomlText.string(String.join(" ", all));
    }
}
