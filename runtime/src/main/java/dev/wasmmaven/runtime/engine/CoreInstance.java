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

    /**
     * Asks the guest code that runs in this instance to stop: it traps with kind INTERRUPTED at its next call or loop
     * back edge, wherever it is, and host operations that block are woken. Called from any thread; cannot be taken
     * back.
     */
    void stop();
}
