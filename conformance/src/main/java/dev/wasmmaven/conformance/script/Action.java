package dev.wasmmaven.conformance.script;

import java.util.Optional;

/** What a script does with an instance, the current one if unnamed. */
public sealed interface Action {

    Optional<String> instance();

    /** The name of the export. */
    String field();

    /**
     * Calls a function.
     *
     * @param args raw values, as the engine seam passes them
     */
    record Invoke(Optional<String> instance, String field, RawValues args) implements Action {}

    /** Reads a global. */
    record Get(Optional<String> instance, String field) implements Action {}
}
