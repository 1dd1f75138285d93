package dev.wasmmaven.toolkit.worker;

/** The first byte of a frame: what is asked, and what is answered. An int follows that a request and its answer share. */
final class Requests {

    /** Load the executable whose path follows; answered by {@link #DONE} or {@link #FAILED}. */
    static final int LOAD = 1;

    /**
     * Run an instance of the executable whose {@link #LOAD} had the int that follows, as the {@code GuestRequest} after it says;
     * answered by {@link #DONE} with a {@code GuestRun}, or {@link #FAILED}.
     */
    static final int RUN = 2;

    /** Let go of the executable whose {@link #LOAD} had this frame's int; not answered. */
    static final int UNLOAD = 3;

    /** It was done; the result follows, if it has one. */
    static final int DONE = 1;

    /** It could not be done; a {@code TestFailure} follows. */
    static final int FAILED = 2;

    private Requests() {}
}
