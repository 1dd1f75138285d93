package dev.wasmmaven.runtime.engine;

/** An exception tag's type. */
public record CoreTagType(CoreFuncType function) implements CoreExternType {}
