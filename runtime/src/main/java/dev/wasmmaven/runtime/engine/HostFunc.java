package dev.wasmmaven.runtime.engine;

import org.jspecify.annotations.Nullable;

/** The body of a host function. */
@FunctionalInterface
public interface HostFunc {

    /**
     * Runs on the guest's thread.
     *
     * @param caller the instance whose code made the call
     * @param args raw values, as in {@link CoreFunc#call}; valid only during the call
     * @return as many values as the type has results, which the engine only reads; null is allowed for none
     * @throws RuntimeException crosses the guest's frames unchanged, seen by no {@code catch_all}
     */
    long @Nullable [] call(CoreInstance caller, long[] args);
}
