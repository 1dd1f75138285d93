package dev.wasmmaven.conformance.runner;

import dev.wasmmaven.runtime.engine.CoreInstance;

/** The place of an instance in a script. */
sealed interface Slot {

    record Alive(CoreInstance instance) implements Slot {}

    /** The command that should have made it failed; what builds on it fails too, for this reason. */
    record Missing(String why) implements Slot {}

    /** A component. */
    record Unjudged(String why) implements Slot {}
}
