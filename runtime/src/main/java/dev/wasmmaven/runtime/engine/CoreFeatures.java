package dev.wasmmaven.runtime.engine;

/** The proposals an engine runs as the specification has them, compiled and interpreted. */
public record CoreFeatures(
        boolean multiMemory, boolean exceptions, boolean tailCalls, boolean simd, boolean threads, boolean memory64) {}
