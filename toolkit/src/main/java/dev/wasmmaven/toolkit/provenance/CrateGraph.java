package dev.wasmmaven.toolkit.provenance;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.toolkit.diagnostics.ToolkitException;
import dev.wasmmaven.toolkit.json.Json;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** The crates that end up in what is built: those reached by normal dependencies, not by build scripts or tests. */
public final class CrateGraph {

    /**
     * A crate.
     *
     * @param id cargo's own
     * @param source where cargo has it from, in cargo's words; empty for a path
     * @param license SPDX expression, if the manifest has one
     * @param dependencies ids of the crates that it links
     */
    public record Crate(
            String id,
            String name,
            String version,
            Optional<String> source,
            Optional<String> license,
            Optional<String> description,
            Optional<String> repository,
            List<String> dependencies) {

        public Crate {
            dependencies = List.copyOf(dependencies);
        }
    }

    private final Map<String, Crate> crates;

    private CrateGraph(Map<String, Crate> crates) {
        this.crates = crates;
    }

    /**
     * Reads the output of {@code cargo metadata --format-version 1 --filter-platform TARGET}.
     *
     * @throws ToolkitException it is no such output
     */
    public static CrateGraph parse(String output) {
        Json json;
        try {
            json = Json.parse(output);
        } catch (IOException e) {
            throw new ToolkitException(
                    DiagnosticId.TOOLCHAIN_PROBE_FAILED,
                    "the answer of `cargo metadata` is not understood: " + e.getMessage(),
                    "run `cargo metadata --format-version 1` in the crate's directory");
        }
        Map<String, List<String>> dependencies = new HashMap<>();
        for (Json node : json.get("resolve").get("nodes").items()) {
            dependencies.put(node.get("id").textOrEmpty(), linked(node));
        }
        Map<String, Crate> crates = new TreeMap<>();
        for (Json each : json.get("packages").items()) {
            String id = each.get("id").textOrEmpty();
            crates.put(
                    id,
                    new Crate(
                            id,
                            each.get("name").textOrEmpty(),
                            each.get("version").textOrEmpty(),
                            each.get("source").text(),
                            each.get("license").text(),
                            each.get("description").text(),
                            each.get("repository").text(),
                            dependencies.getOrDefault(id, List.of())));
        }
        return new CrateGraph(crates);
    }

    /** Procedural macros run in the compiler, but stay: what they generate is in the file. */
    private static List<String> linked(Json node) {
        List<String> ids = new ArrayList<>();
        for (Json dependency : node.get("deps").items()) {
            boolean normal = dependency.get("dep_kinds").items().stream()
                    .anyMatch(kind -> kind.get("kind").text().isEmpty());
            if (normal) {
                ids.add(dependency.get("pkg").textOrEmpty());
            }
        }
        return ids.stream().sorted().toList();
    }

    /** The package of that id. */
    public Optional<Crate> crate(String id) {
        return Optional.ofNullable(crates.get(id));
    }

    /** Everything that the given packages link, themselves included, by name and version. */
    public List<Crate> reachable(Collection<String> roots) {
        Map<String, Crate> reached = new HashMap<>();
        Deque<String> open = new ArrayDeque<>(roots);
        while (!open.isEmpty()) {
            Crate crate = crates.get(open.pop());
            if (crate != null && reached.putIfAbsent(crate.id(), crate) == null) {
                open.addAll(crate.dependencies());
            }
        }
        return reached.values().stream()
                .map(Objects::requireNonNull)
                .sorted(Comparator.comparing(Crate::name)
                        .thenComparing(Crate::version)
                        .thenComparing(Crate::id))
                .toList();
    }
}
