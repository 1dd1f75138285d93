package dev.wasmmaven.runtime.engine;

import java.util.List;
import java.util.Optional;

/** A module, parsed, validated and prepared; immutable and shared. */
public interface CoreModule {

    /** The name given in {@link CoreOptions#name()}. */
    String name();

    /** The imports in the order of the module, which is the order {@link CoreEngine#instantiate} wants. */
    List<CoreImport> imports();

    /** The exports in the order of the module. */
    List<CoreExport> exports();

    /** Whether it has a start function, which runs when the module is instantiated (core specification 2.5.9). */
    boolean hasStartFunction();

    /**
     * How the module really runs: an engine that cannot compile it interprets it, whatever {@link CoreOptions#mode()}
     * said.
     */
    CoreOptions.Mode mode();

    /** Makes all code now that would otherwise be made when it is first needed; nothing if it is interpreted. */
    default void compileAll() {}

    /** The bytes of the custom section of that name, the first if there are several. */
    Optional<byte[]> customSection(String name);
}
