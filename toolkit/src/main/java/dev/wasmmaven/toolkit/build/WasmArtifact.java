package dev.wasmmaven.toolkit.build;

import java.nio.file.Path;

/**
 * A built {@code .wasm}, as cargo reported it.
 *
 * @param packageName package that it belongs to
 * @param packageVersion that package's version
 * @param name cargo target's name
 * @param kind which kind of cargo target
 * @param shape command or reactor, told by the module's exports
 * @param file the file, where cargo put it
 */
public record WasmArtifact(String packageName, String packageVersion, String name, Kind kind, Shape shape, Path file) {

    /** The kinds of cargo target that give a {@code .wasm}. */
    public enum Kind {
        BIN,
        EXAMPLE,
        CDYLIB
    }

    /** How a module is used (WASI application ABI). */
    public enum Shape {
        /** Exports {@code _start}: run once from the beginning to the end. */
        COMMAND,
        /** Exports functions, perhaps {@code _initialize}: called as often as wanted. */
        REACTOR
    }
}
