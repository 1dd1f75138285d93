package dev.wasmmaven.toolkit.cargo;

import dev.wasmmaven.support.process.Command;
import dev.wasmmaven.support.process.CommandResult;
import dev.wasmmaven.support.process.CommandRunner;
import dev.wasmmaven.toolkit.json.Json;
import dev.wasmmaven.toolkit.toolchain.HostSystem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The user's cargo configuration as cargo itself merges it: files of all parent folders and of {@code CARGO_HOME}, and {@code
 * --config} arguments (The Cargo Book, "Configuration"). Variables are not in it.
 */
public final class CargoConfiguration {

    private final Json merged;
    private final Optional<TargetCfg> cfg;

    private CargoConfiguration(Json merged, Optional<TargetCfg> cfg) {
        this.merged = merged;
        this.cfg = cfg;
    }

    /** A configuration that says nothing. */
    public static CargoConfiguration empty() {
        return parse("{}");
    }

    /** Reads the answer of {@code cargo config get --format json}; what is no such answer says nothing. */
    static CargoConfiguration parse(String json) {
        try {
            return new CargoConfiguration(Json.parse(json), Optional.empty());
        } catch (IOException e) {
            throw new IllegalArgumentException("no JSON: " + json, e);
        }
    }

    /**
     * Asks cargo.
     *
     * @param command a call of {@code cargo -Zunstable-options config get --format json}. The subcommand is unstable, and only for
     *     it {@code RUSTC_BOOTSTRAP} makes a stable cargo answer: nothing is compiled
     * @return empty if this cargo does not answer
     */
    public static Optional<CargoConfiguration> ask(CommandRunner runner, Command command) {
        CommandResult result = runner.run(command.withEnv("RUSTC_BOOTSTRAP", "1"));
        if (!result.succeeded() || result.stdout().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse(String.join("\n", result.stdout())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * This configuration as it is for a target: tables {@code target.'cfg(…)'} that do not hold are left out.
     *
     * @param command a call of {@code rustc --print cfg --target …}, made if there are such tables
     */
    public CargoConfiguration forTarget(CommandRunner runner, Command command) {
        boolean expressions =
                merged.get("target").fields().keySet().stream().anyMatch(CargoConfiguration::isExpression);
        return expressions ? new CargoConfiguration(merged, TargetCfg.ask(runner, command)) : this;
    }

    private static boolean isExpression(String name) {
        return name.startsWith("cfg(");
    }

    /** Each {@code target.'cfg(…)'} that holds, or may. */
    private Map<String, Json> expressions() {
        Map<String, Json> found = new TreeMap<>();
        merged.get("target").fields().forEach((name, table) -> {
            if (isExpression(name) && cfg.map(known -> known.holds(name)).orElse(true)) {
                found.put(name, table);
            }
        });
        return found;
    }

    /** {@code build.rustflags}. */
    Flags buildRustflags() {
        return Flags.of(merged.get("build").get("rustflags"));
    }

    /** {@code target.<triple>.rustflags}. */
    Flags targetRustflags(String target) {
        return Flags.of(merged.get("target").get(target).get("rustflags"));
    }

    /** Each {@code target.'cfg(…)'.rustflags} that holds, or may, by its {@code cfg(…)}. */
    Map<String, Flags> cfgRustflags() {
        Map<String, Flags> found = new TreeMap<>();
        expressions().forEach((name, table) -> {
            Flags flags = Flags.of(table.get("rustflags"));
            if (flags.present()) {
                found.put(name, flags);
            }
        });
        return found;
    }

    /** {@code target.<triple>.linker}, or that of an expression: the user has chosen one. */
    public Optional<String> linker(String target) {
        return merged.get("target")
                .get(target)
                .get("linker")
                .text()
                .or(() -> expressions().values().stream()
                        .flatMap(table -> table.get("linker").text().stream())
                        .findFirst());
    }

    /** {@code target.<triple>.wasi-root}, as the configuration of Rust's own build calls the sysroot; cargo itself ignores it. */
    public Optional<String> wasiRoot(String target) {
        return merged.get("target").get(target).get("wasi-root").text();
    }

    /** All flags that may reach rustc for a target. */
    public List<String> flags(String target) {
        List<String> all = new ArrayList<>(targetRustflags(target).words());
        cfgRustflags().values().forEach(flags -> all.addAll(flags.words()));
        all.addAll(buildRustflags().words());
        return all;
    }

    /**
     * The user's flags that cargo gives to rustc for a target, of those of all places that may have some (The Cargo Book,
     * "build.rustflags").
     *
     * @param system the machine with the user's environment
     * @param configuration asked for only if the environment does not say all
     */
    public static List<String> rustflags(String target, HostSystem system, Supplier<CargoConfiguration> configuration) {
        return Rustflags.own(target, system, configuration);
    }

    /** The variable that stands for a key of a target, such as {@code CARGO_TARGET_WASM32_WASIP1_RUSTFLAGS}. */
    public static String targetVariable(String target, String key) {
        return "CARGO_TARGET_" + (target + "_" + key).toUpperCase(Locale.ROOT).replaceAll("[-.]", "_");
    }

    /**
     * Flags in a configuration.
     *
     * @param present whether anything is configured
     * @param array whether they are an array; a string otherwise, which cargo merges with no array
     * @param words the flags
     */
    record Flags(boolean present, boolean array, List<String> words) {

        static Flags of(Json json) {
            Optional<String> text = json.text();
            if (text.isPresent()) {
                return new Flags(true, false, split(text.get()));
            }
            List<String> words = json.texts();
            return new Flags(!json.items().isEmpty(), true, words);
        }

        /** As cargo splits a string of flags. */
        static List<String> split(String text) {
            return Arrays.stream(text.split("\\s+"))
                    .filter(word -> !word.isEmpty())
                    .toList();
        }
    }
}
