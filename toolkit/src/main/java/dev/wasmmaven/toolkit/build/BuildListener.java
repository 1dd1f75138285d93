package dev.wasmmaven.toolkit.build;

import dev.wasmmaven.toolkit.toolchain.ToolOutput;
import java.util.Optional;

/** Told what happens during a build, in order, from one thread at a time. */
public interface BuildListener extends ToolOutput {

    /** How much a compiler's message weighs. */
    enum Level {
        ERROR,
        WARNING,
        NOTE
    }

    /**
     * A message of the compiler.
     *
     * @param level how much it weighs
     * @param message its first line, without the level
     * @param location {@code file:line:column} of the primary span, absolute
     * @param rendered the whole message as rustc renders it, with source lines
     */
    record CompilerMessage(Level level, String message, Optional<String> location, String rendered) {}

    /** The compiler or linter said something. */
    void compilerMessage(CompilerMessage message);

    /** A line of progress from cargo or rustup; not an error, whatever stream it came from. */
    @Override
    void progress(String line);

    /** Something the user should know, such as a target that is being installed. */
    @Override
    void info(String message);

    /** Something the user should look at. */
    void warn(String message);

    /** Detail for a debug log, such as a command line. */
    @Override
    void debug(String message);
}
