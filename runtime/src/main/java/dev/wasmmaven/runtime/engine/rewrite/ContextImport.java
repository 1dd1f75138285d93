package dev.wasmmaven.runtime.engine.rewrite;

/**
 * A module's import that is the built-in {@code context.get} or {@code context.set}, of type i32.
 *
 * @param module first part of the import's name
 * @param name second part
 * @param slot 0 or 1
 * @param set whether it is {@code context.set}
 */
public record ContextImport(String module, String name, int slot, boolean set) {}
