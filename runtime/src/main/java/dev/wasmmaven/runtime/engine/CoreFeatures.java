package dev.wasmmaven.runtime.engine;

/** The proposals an engine runs, in every mode and as the specification has them. */
public record CoreFeatures(
        boolean multiMemory, boolean exceptions, boolean tailCalls, boolean simd, boolean threads, boolean memory64) {}
