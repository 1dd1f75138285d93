package dev.wasmmaven.toolkit.cargo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a part of the product adds to a cargo call: typed, so that several parts can add to one call without knowing each other.
 * {@link CargoPlan} turns the sum into arguments and environment, and sees to it that nothing that the user has set gets lost.
 * Immutable.
 *
 * @param variables set for cargo and all that it starts, whatever the user's environment says
 * @param defaults variables that are set only where the user's environment does not set them, such as {@code CC_wasm32_wasip1}
 * @param flags words put after those that the user's environment has in a variable, separated by spaces, such as {@code
 *     CFLAGS_wasm32_wasip1}
 * @param rustflags for rustc when it compiles or links for the target, after the user's own, one argument each
 * @param configuration TOML assignments for {@code --config}
 * @param arguments of the cargo subcommand, such as {@code -Zbuild-std=std,panic_abort}
 * @param inputs files that the result depends on besides the crate's own
 * @param facts for the build manifest: what else went into the build, such as {@code wasi-sdk} and its version
 * @param replacements folders of packages that take the place of others, and what the user knows each as: one of those that are known as
 *     the same must turn up in the build, and their warnings are nobody's
 * @param places folders whose paths compilers may write into what they build, and the names that stand for them on every machine
 */
public record CargoAdditions(
        Map<String, String> variables,
        Map<String, String> defaults,
        Map<String, List<String>> flags,
        List<String> rustflags,
        List<String> configuration,
        List<String> arguments,
        Set<Path> inputs,
        Map<String, String> facts,
        Map<Path, String> replacements,
        Map<Path, String> places) {

    /** Nothing to add. */
    public static final CargoAdditions NONE = builder().build();

    public CargoAdditions {
        variables = Map.copyOf(variables);
        defaults = Map.copyOf(defaults);
        flags = Map.copyOf(flags);
        rustflags = List.copyOf(rustflags);
        configuration = List.copyOf(configuration);
        arguments = List.copyOf(arguments);
        inputs = Set.copyOf(inputs);
        facts = Map.copyOf(facts);
        replacements = Map.copyOf(replacements);
        places = Map.copyOf(places);
    }

    /** Starts with nothing. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * These additions and then others.
     *
     * @throws IllegalStateException both set a variable, each to another value
     */
    public CargoAdditions and(CargoAdditions others) {
        Builder sum = builder();
        for (CargoAdditions each : List.of(this, others)) {
            each.variables.forEach(sum::variable);
            each.defaults.forEach(sum::defaultVariable);
            each.flags.forEach(sum::flags);
            each.rustflags.forEach(sum::rustflag);
            each.configuration.forEach(sum::configuration);
            each.arguments.forEach(sum::argument);
            each.inputs.forEach(sum::input);
            each.facts.forEach(sum::fact);
            each.replacements.forEach(sum::replacement);
            each.places.forEach(sum::place);
        }
        return sum.build();
    }

    /** Collects additions; each method has the meaning of the record's component. */
    public static final class Builder {

        private final Map<String, String> variables = new LinkedHashMap<>();
        private final Map<String, String> defaults = new LinkedHashMap<>();
        private final Map<String, List<String>> flags = new LinkedHashMap<>();
        private final List<String> rustflags = new ArrayList<>();
        private final List<String> configuration = new ArrayList<>();
        private final List<String> arguments = new ArrayList<>();
        private final Set<Path> inputs = new LinkedHashSet<>();
        private final Map<String, String> facts = new LinkedHashMap<>();
        private final Map<Path, String> replacements = new LinkedHashMap<>();
        private final Map<Path, String> places = new LinkedHashMap<>();

        private Builder() {}

        public Builder variable(String name, String value) {
            return put(variables, name, value);
        }

        public Builder defaultVariable(String name, String value) {
            return put(defaults, name, value);
        }

        public Builder flags(String variable, List<String> words) {
            flags.computeIfAbsent(variable, name -> new ArrayList<>()).addAll(words);
            return this;
        }

        public Builder rustflag(String argument) {
            rustflags.add(argument);
            return this;
        }

        public Builder configuration(String assignment) {
            configuration.add(assignment);
            return this;
        }

        public Builder argument(String argument) {
            arguments.add(argument);
            return this;
        }

        public Builder input(Path file) {
            inputs.add(file);
            return this;
        }

        public Builder fact(String name, String value) {
            return put(facts, name, value);
        }

        public Builder replacement(Path packageFolder, String knownAs) {
            return put(replacements, packageFolder, knownAs);
        }

        public Builder place(Path folder, String name) {
            return put(places, folder, name);
        }

        private <K> Builder put(Map<K, String> map, K name, String value) {
            String other = map.put(name, value);
            if (other != null && !other.equals(value)) {
                throw new IllegalStateException(name + " is to be both '" + other + "' and '" + value + "'");
            }
            return this;
        }

        /** The additions. */
        public CargoAdditions build() {
            return new CargoAdditions(
                    variables,
                    defaults,
                    flags,
                    rustflags,
                    configuration,
                    arguments,
                    inputs,
                    facts,
                    replacements,
                    places);
        }
    }
}
