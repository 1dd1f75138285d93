package dev.wasmmaven.runtime.engine;

/** An import: two names and the type asked for. */
public record CoreImport(String module, String name, CoreExternType type) {}
