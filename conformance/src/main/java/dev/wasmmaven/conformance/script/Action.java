package dev.wasmmaven.conformance.script;

import dev.wasmmaven.runtime.component.value.Val;
import java.util.List;
import java.util.Optional;

/** What a script does with an instance, the current one if unnamed. */
public sealed interface Action {

    Optional<String> instance();

    /** The name of the export. */
    String field();

    /**
     * Calls a function, of a core module or of a component.
     *
     * @param args raw values, as the engine seam passes them; none if it is of a component
     * @param values component values; none if it is of a core module
     */
    record Invoke(Optional<String> instance, String field, RawValues args, List<Val> values) implements Action {
        public Invoke {
            values = List.copyOf(values);
        }
    }

    /** Reads a global. */
    record Get(Optional<String> instance, String field) implements Action {}
}
