package dev.wasmmaven.runtime.engine;

/** An export: a name and its type. */
public record CoreExport(String name, CoreExternType type) {}
