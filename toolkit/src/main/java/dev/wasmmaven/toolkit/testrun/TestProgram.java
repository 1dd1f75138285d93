package dev.wasmmaven.toolkit.testrun;

/** A loaded test executable. Used by many threads at once. */
@FunctionalInterface
public interface TestProgram extends AutoCloseable {

    /**
     * Runs a fresh instance to its end, on behalf of the calling thread, whose interruption stops the instance.
     *
     * @throws ProgramException if the run cannot begin, or ends without the instance's doing
     */
    GuestRun run(GuestRequest request);

    /** Lets go of what the program needs; it is not used again. */
    @Override
    default void close() {}
}
