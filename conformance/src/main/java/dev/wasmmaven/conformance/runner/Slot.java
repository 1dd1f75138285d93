package dev.wasmmaven.conformance.runner;

import dev.wasmmaven.runtime.component.link.LinkedInstance;
import dev.wasmmaven.runtime.engine.CoreInstance;

/** The place of an instance in a script. */
sealed interface Slot {

    record Alive(CoreInstance instance) implements Slot {}

    record Component(LinkedInstance component) implements Slot {}

    /** The command that should have made it failed; what builds on it fails too, for this reason. */
    record Missing(String why) implements Slot {}

    /** What this harness cannot instantiate. */
    record Unjudged(String why) implements Slot {}
}
