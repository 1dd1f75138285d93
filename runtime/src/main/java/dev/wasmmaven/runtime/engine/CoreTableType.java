package dev.wasmmaven.runtime.engine;

import java.util.OptionalLong;

/** A table type; sizes in elements. */
public record CoreTableType(CoreValType element, long min, OptionalLong max) implements CoreExternType {}
