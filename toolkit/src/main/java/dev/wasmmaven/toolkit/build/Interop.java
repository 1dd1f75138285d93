package dev.wasmmaven.toolkit.build;

import java.util.OptionalLong;

/**
 * What a project says of C in its crates, and of the linear memory; immutable.
 *
 * @param mode how C and Rust come together
 * @param maxMemory the most that the linear memory may grow to, in bytes, a multiple of {@value #PAGE}, 4 GiB at most; empty: what the
 *     target has, 1 GiB for wasm32-wasip1-threads (whose shared memory must have a maximum) and no limit for others
 */
public record Interop(InteropMode mode, OptionalLong maxMemory) {

    /** A page of linear memory, in bytes (WebAssembly core specification, "Memory Types"). */
    public static final long PAGE = 65_536;

    private static final long MOST = 4L << 30;

    /** C where a dependency needs it, and the target's own maximum. */
    public static final Interop DEFAULT = new Interop(InteropMode.AUTO, OptionalLong.empty());

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException the maximum is no positive multiple of a page, or more than 4 GiB
     */
    public Interop {
        if (maxMemory.isPresent()) {
            long bytes = maxMemory.getAsLong();
            if (bytes <= 0 || bytes > MOST || bytes % PAGE != 0) {
                throw new IllegalArgumentException(
                        bytes + " bytes are no multiple of 64 KiB (" + PAGE + " bytes) up to 4 GiB");
            }
        }
    }
}
