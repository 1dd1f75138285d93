package dev.wasmmaven.plugin.config;

import dev.wasmmaven.toolkit.toolchain.KnownTargets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The targets that a goal works for. */
public final class TargetList {

    private static final String DEFAULT = "wasm32-wasip1";

    private TargetList() {}

    /**
     * The targets in the order in which they are configured, each once.
     *
     * @param target one or several, separated by commas
     * @param targets further ones, each in the same form
     * @param warning told of each name that was given up for another
     */
    public static List<String> of(@Nullable String target, @Nullable List<String> targets, Consumer<String> warning) {
        Set<String> found = new LinkedHashSet<>();
        Stream.concat(Stream.ofNullable(target), Optional.ofNullable(targets).orElse(List.of()).stream())
                .flatMap(text -> Stream.of(text.split(",")))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .forEach(name -> found.add(KnownTargets.renamed(name)
                        .map(today -> {
                            warning.accept("The target " + name + " is called " + today + " now: write <target>" + today
                                    + "</target> (property wasm.target)");
                            return today;
                        })
                        .orElse(name)));
        return found.isEmpty() ? List.of(DEFAULT) : List.copyOf(found);
    }
}
