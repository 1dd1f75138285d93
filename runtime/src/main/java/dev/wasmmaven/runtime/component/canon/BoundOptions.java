package dev.wasmmaven.runtime.component.canon;

import dev.wasmmaven.runtime.component.abi.AbiOptions;
import dev.wasmmaven.runtime.engine.CoreFunc;
import org.jspecify.annotations.Nullable;

/** Canonical options, bound to an instance's memory and functions. */
public record BoundOptions(
        AbiOptions abi,
        boolean async,
        @Nullable CoreFunc postReturn,
        @Nullable CoreFunc callback) {}
