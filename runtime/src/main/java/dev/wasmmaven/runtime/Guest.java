package dev.wasmmaven.runtime;

import dev.wasmmaven.runtime.engine.CoreStop;
import dev.wasmmaven.runtime.host.HostEnvironment;
import java.time.Duration;
import java.util.function.Supplier;

/** What a run runs: a program, and where it is entered. */
interface Guest {

    /** The program's name. */
    String name();

    /**
     * Checks, before anything is opened, that the program can be entered so.
     *
     * @throws dev.wasmmaven.runtime.error.NotACommandException it has no function that programs begin with
     * @throws dev.wasmmaven.runtime.error.FunctionNotFoundException it has no such function
     * @throws IllegalArgumentException the arguments do not fit the function
     */
    void check();

    /**
     * Opens what the guest is given.
     *
     * @param threads starts the threads that the guest asks for
     * @throws dev.wasmmaven.runtime.error.PreopenException a directory does not exist or is none
     */
    Opened open(HostEnvironment environment, CoreStop stop, GuestThreads threads);

    /** A guest with what it is given, on the thread that runs it. */
    interface Opened extends AutoCloseable {

        /**
         * Instantiates and calls the guest, until it returns.
         *
         * @param elapsed the time since the run began
         * @throws dev.wasmmaven.runtime.host.GuestExit it asked to end
         * @throws dev.wasmmaven.runtime.error.TrapException it trapped
         * @throws dev.wasmmaven.runtime.error.WasmException it cannot be instantiated
         */
        RunResult call(Supplier<Duration> elapsed);

        /** Wakes host functions that wait, now and later. From any thread. */
        void stop();

        @Override
        void close();
    }
}
