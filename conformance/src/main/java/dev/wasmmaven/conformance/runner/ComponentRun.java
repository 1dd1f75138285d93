package dev.wasmmaven.conformance.runner;

import dev.wasmmaven.runtime.component.value.Val;
import java.util.List;
import java.util.Optional;

/** An instance of a component. */
interface ComponentRun {

    /**
     * Calls an exported function.
     *
     * @throws dev.wasmmaven.runtime.error.TrapException it trapped
     * @throws IllegalArgumentException there is no such function
     */
    Optional<Val> call(String function, List<Val> args);
}
