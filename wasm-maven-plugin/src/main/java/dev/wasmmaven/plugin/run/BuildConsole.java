package dev.wasmmaven.plugin.run;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The streams of the terminal or pipe that Maven was started with. A program run by {@code wasm:run} writes to them
 * directly and not through the log, so that {@code mvn -q wasm:run > file} holds its output byte for byte. Not to
 * {@link System#out}: Maven 3 filters colours out there, and Maven 4 makes log lines of it, which {@code -q} drops.
 */
public final class BuildConsole {

    private BuildConsole() {}

    public static InputStream stdin() {
        return System.in;
    }

    public static OutputStream stdout() {
        System.out.flush();
        return new FileOutputStream(FileDescriptor.out);
    }

    public static OutputStream stderr() {
        System.err.flush();
        return new FileOutputStream(FileDescriptor.err);
    }
}
