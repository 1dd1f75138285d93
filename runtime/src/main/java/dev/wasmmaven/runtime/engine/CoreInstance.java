package dev.wasmmaven.runtime.engine;

import java.util.Optional;

/**
 * An instance of a module. One Java thread at a time runs it; calls may come from different threads one after the
 * other.
 */
public interface CoreInstance {

    CoreModule module();

    /** The export of that name. */
    Optional<CoreExtern> export(String name);

    /** The exported function of that name; empty also if the export is of another kind. */
    default Optional<CoreFunc> func(String name) {
        return export(name).filter(CoreFunc.class::isInstance).map(CoreFunc.class::cast);
    }

    /** The exported memory of that name; empty also if the export is of another kind. */
    default Optional<CoreMemory> memory(String name) {
        return export(name).filter(CoreMemory.class::isInstance).map(CoreMemory.class::cast);
    }

    /** The switch given at instantiation. */
    CoreStop stopSwitch();

    /** Throws {@link #stopSwitch()}: the guest traps with kind INTERRUPTED. Called from any thread. */
    default void stop() {
        stopSwitch().stop();
    }
}
