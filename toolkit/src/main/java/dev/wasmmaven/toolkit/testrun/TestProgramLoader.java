package dev.wasmmaven.toolkit.testrun;

import java.nio.file.Path;

/** Where test executables run: in this JVM, in another one, or nowhere, as a fake in a test. Used by many threads at once. */
@FunctionalInterface
public interface TestProgramLoader extends AutoCloseable {

    /**
     * Reads, validates and compiles an executable.
     *
     * @throws ProgramException if the file cannot be read or is no module that can be run
     */
    TestProgram load(Path file);

    /** Stops what still runs, and lets go of what this needs. */
    @Override
    default void close() {}
}
