package dev.wasmmaven.runtime.engine;

/** A global type. */
public record CoreGlobalType(CoreValType value, boolean mutable) implements CoreExternType {}
