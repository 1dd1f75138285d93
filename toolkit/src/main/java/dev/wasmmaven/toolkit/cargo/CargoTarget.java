package dev.wasmmaven.toolkit.cargo;

import java.util.List;

/**
 * A cargo target: a library, a bin, an example, a test, a bench or a build script.
 *
 * @param name its name; a library's has underscores
 * @param kinds such as {@code lib}, {@code cdylib}, {@code bin}, {@code example}, {@code test}, {@code custom-build}
 * @param crateTypes such as {@code bin}, {@code cdylib}, {@code proc-macro}
 */
public record CargoTarget(String name, List<String> kinds, List<String> crateTypes) {

    public CargoTarget {
        kinds = List.copyOf(kinds);
        crateTypes = List.copyOf(crateTypes);
    }

    /** Whether it is of a kind, in cargo's own words. */
    public boolean isKind(String kind) {
        return kinds.contains(kind);
    }

    /** Whether it runs on this machine inside the compiler, so that it is never built for WebAssembly. */
    public boolean isProcMacro() {
        return kinds.contains("proc-macro") || crateTypes.contains("proc-macro");
    }
}
