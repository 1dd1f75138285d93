package dev.wasmmaven.runtime.engine;

import java.util.Objects;

/**
 * How to prepare a module.
 *
 * @param name used in messages and generated class names, normally the file name
 * @param mode compiled or interpreted
 */
public record CoreOptions(String name, Mode mode) {

    /** Which execution of the engine to use. */
    public enum Mode {
        /** Compiled to JVM classes by our compiler, or Chicory's where ours lacks a feature; the default. */
        COMPILED,
        /** Compiled to JVM classes by Chicory's compiler, several times slower; for comparison. */
        COMPILED_BY_CHICORY,
        /** Interpreted: no preparation time, some hundred times slower. */
        INTERPRETED
    }

    public CoreOptions {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(mode, "mode");
    }
}
