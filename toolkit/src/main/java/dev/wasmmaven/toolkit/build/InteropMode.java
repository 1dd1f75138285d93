package dev.wasmmaven.toolkit.build;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** How C and Rust come together. */
public enum InteropMode {
    /** As {@link #CRT_STATIC} if a dependency may compile C and a C toolchain is there or configured; else nothing is done. */
    AUTO("auto"),
    /** Build scripts get a C toolchain; rustc links, with the libc and start code that come with Rust ({@code crt-static}). */
    CRT_STATIC("crt-static"),
    /** Build scripts get a C toolchain, and its clang links ({@code -Ctarget-feature=-crt-static}). */
    NO_CRT_STATIC("-crt-static"),
    /** No C: nothing is looked for and nothing is set. */
    NONE("none");

    private final String text;

    InteropMode(String text) {
        this.text = text;
    }

    /** The mode of a name, as users write it; {@code no-crt-static} means {@code -crt-static}. */
    public static Optional<InteropMode> find(String name) {
        String wanted = "no-crt-static".equals(name) ? NO_CRT_STATIC.text : name;
        return Arrays.stream(values()).filter(mode -> mode.text.equals(wanted)).findFirst();
    }

    /** All names, for messages. */
    public static String names() {
        return Arrays.stream(values()).map(mode -> mode.text).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return text;
    }
}
