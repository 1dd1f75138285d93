package dev.wasmmaven.runtime.engine;

import java.util.List;

/** A core WebAssembly engine. Thread-safe. */
public interface CoreEngine {

    /**
     * Parses, validates and prepares a module. The result is immutable, shared by all its instances and threads.
     *
     * @throws dev.wasmmaven.runtime.error.MalformedException the bytes are not a module
     * @throws dev.wasmmaven.runtime.error.InvalidException the module does not validate
     * @throws dev.wasmmaven.runtime.error.UnsupportedException the module needs a feature this engine lacks
     */
    CoreModule load(byte[] wasm, CoreOptions options);

    /** Keeps for other processes what was compiled since this was last called, if the engine keeps code at all. */
    default void saveCode() {}

    /**
     * Makes an instance: allocates, initialises, runs the start section's function, and nothing else; an exported
     * {@code _start} is not called.
     *
     * @param imports one extern for each of {@link CoreModule#imports()}, in that order
     * @param stop the switch that stops this instance, its start function included; instances linked with each other
     *     share one
     * @throws dev.wasmmaven.runtime.error.UnlinkableException an import does not match (core specification 4.5.3)
     * @throws dev.wasmmaven.runtime.error.UninstantiableException a memory or table is larger than this engine or the
     *     Java heap allows
     * @throws dev.wasmmaven.runtime.error.TrapException a segment or the start function trapped
     * @throws RuntimeException whatever a host function called by the start function threw, unchanged
     */
    default CoreInstance instantiate(CoreModule module, List<CoreExtern> imports, CoreStop stop) {
        return instantiate(module, imports, List.of(), stop);
    }

    /**
     * Makes the shared memories that a module defines, which several of its instances are to have in common. Instances that
     * {@link #instantiate(CoreModule, List, CoreStop)} makes have each their own.
     *
     * @return in the order in which the module defines them; empty if it defines none
     * @throws dev.wasmmaven.runtime.error.UninstantiableException as when it is instantiated
     */
    List<CoreMemory> newSharedMemories(CoreModule module);

    /**
     * Makes an instance that has these shared memories in place of its own.
     *
     * @param shared what {@link #newSharedMemories} has made for this module, or none
     */
    CoreInstance instantiate(CoreModule module, List<CoreExtern> imports, List<CoreMemory> shared, CoreStop stop);

    /** The same with a stop switch of its own. */
    default CoreInstance instantiate(CoreModule module, List<CoreExtern> imports) {
        return instantiate(module, imports, new CoreStop());
    }

    /** A function of the host that modules can import. */
    CoreFunc hostFunc(CoreFuncType type, HostFunc body);

    /** A memory of the host that modules can import. */
    CoreMemory newMemory(CoreMemoryType type);

    /** A table of the host that modules can import, filled with null references. */
    CoreTable newTable(CoreTableType type);

    /** A global of the host that modules can import; the value is a raw 64-bit pattern as in {@link CoreFunc#call}. */
    CoreGlobal newGlobal(CoreGlobalType type, long value);

    /** What this engine runs; honest, tested by the test kit. */
    CoreFeatures features();
}
