package dev.wasmmaven.runtime.component.binary;

import java.util.Arrays;
import java.util.Optional;

/**
 * A gated feature of the component model (Explainer.md, Gated Features), named as in Wasmtime's options. Component values
 * and start functions, shared-everything threads, 64-bit memories and the GC ABI are no features here: what uses them is
 * refused.
 */
public enum ComponentFeature {
    /** Async functions, streams, futures, tasks. */
    ASYNC("async", true),
    /** The type {@code map}. */
    MAP("map", true),
    /** Attributes of names: {@code implements} and {@code external-id}. */
    IMPLEMENTS("implements", true),
    /** Synchronous reads and writes of streams and futures, asynchronous cancellation. */
    MORE_ASYNC_BUILTINS("more-async-builtins", false),
    /** Async lifts without a callback. */
    ASYNC_STACKFUL("async-stackful", false),
    /** Cooperative threads, and the second context slot. */
    THREADING("threading", false),
    /** The type {@code error-context} and its built-ins. */
    ERROR_CONTEXT("error-context", false),
    /** Lists of a length that their type gives. */
    FIXED_LENGTH_LISTS("fixed-length-lists", false),
    /** Interface names with several namespaces or projections. */
    NESTED_NAMES("nested-names", false),
    /** The attribute {@code versionsuffix} of names. */
    CANON_NAMES("canonical-names", false),
    /** The annotations {@code [get]} and {@code [set]} of names. */
    ACCESSORS("accessors", false),
    /** The built-ins {@code stream.forward} and {@code future.forward}. */
    FORWARD("forward", false);

    private final String id;
    private final boolean byDefault;

    ComponentFeature(String id, boolean byDefault) {
        this.id = id;
        this.byDefault = byDefault;
    }

    /** The feature of this name; empty if there is none. */
    public static Optional<ComponentFeature> named(String id) {
        return Arrays.stream(values()).filter(feature -> feature.id.equals(id)).findAny();
    }

    /** Its name for users, such as {@code fixed-length-lists}. */
    public String id() {
        return id;
    }

    /** Whether it is on unless said otherwise. */
    public boolean byDefault() {
        return byDefault;
    }
}
