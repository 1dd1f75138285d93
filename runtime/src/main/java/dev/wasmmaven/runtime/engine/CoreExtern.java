package dev.wasmmaven.runtime.engine;

/** What can be imported and exported: a function, memory, table, global or tag of this engine. */
public sealed interface CoreExtern permits CoreFunc, CoreMemory, CoreTable, CoreGlobal, CoreTag {

    /** Its type now; a memory's or table's minimum is its present size (core specification 4.5.2). */
    CoreExternType type();
}
