package dev.wasmmaven.plugin.run;

import java.io.InputStream;
import java.io.OutputStream;

/**
 * The streams of the terminal or pipe that Maven was started with. A program run by {@code wasm:run} writes to them
 * directly and not through the log, so that {@code mvn -q wasm:run > file} holds its output byte for byte.
 */
public final class BuildConsole {

    private BuildConsole() {}

    public static InputStream stdin() {
        return System.in;
    }

    public static OutputStream stdout() {
        return System.out;
    }

    public static OutputStream stderr() {
        return System.err;
    }
}
