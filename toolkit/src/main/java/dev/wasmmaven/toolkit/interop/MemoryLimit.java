package dev.wasmmaven.toolkit.interop;

import java.util.List;

/** The flag that limits linear memory: rustc itself gives one for shared memories, and of several the linker takes the last. */
public final class MemoryLimit {

    private MemoryLimit() {}

    /**
     * The flags.
     *
     * @param bytes the most that the memory may grow to
     * @param byClang whether a clang links, and not the linker itself
     */
    public static List<String> rustflags(long bytes, boolean byClang) {
        return List.of("-Clink-arg=" + (byClang ? "-Wl," : "") + "--max-memory=" + bytes);
    }
}
