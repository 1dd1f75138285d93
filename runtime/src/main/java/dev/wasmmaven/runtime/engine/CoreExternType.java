package dev.wasmmaven.runtime.engine;

/** The type of an import or export (core specification, section 2.3, Types). */
public sealed interface CoreExternType
        permits CoreFuncType, CoreMemoryType, CoreTableType, CoreGlobalType, CoreTagType {}
