package dev.wasmmaven.runtime.component.plan;

import java.util.OptionalInt;

/**
 * Canonical options ({@code canonopt} in Binary.md); indices are those of the component's core function and memory spaces.
 */
public record CanonOptions(
        StringEncoding encoding,
        OptionalInt memory,
        OptionalInt realloc,
        OptionalInt postReturn,
        boolean async,
        OptionalInt callback) {

    /** How strings stand in linear memory. */
    public enum StringEncoding {
        UTF8,
        UTF16,
        LATIN1_UTF16
    }
}
