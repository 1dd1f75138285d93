package dev.wasmmaven.toolkit.toolchain;

/** Told what cargo and rustup do, line by line, from one thread at a time. */
public interface ToolOutput {

    /** A line of progress from cargo or rustup; not an error, whatever stream it came from. */
    void progress(String line);

    /** Something the user should know, such as a target that is being installed. */
    void info(String message);

    /** Detail for a debug log, such as a command line. */
    void debug(String message);
}
