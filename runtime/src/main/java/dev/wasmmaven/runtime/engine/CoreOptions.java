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
        /** Compiled to JVM classes; the default. */
        COMPILED,
        /** Interpreted: no preparation time, some hundred times slower. */
        INTERPRETED
    }

    public CoreOptions {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(mode, "mode");
    }
}
