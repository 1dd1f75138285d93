package dev.wasmmaven.runtime.engine;

import java.util.OptionalLong;

/**
 * A memory type.
 *
 * @param minPages initial size in pages of 64 KiB
 * @param maxPages upper limit in pages, or empty for the engine's limit
 * @param shared whether threads may share it; a shared memory has a maximum
 */
public record CoreMemoryType(long minPages, OptionalLong maxPages, boolean shared) implements CoreExternType {}
