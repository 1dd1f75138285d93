package dev.wasmmaven.cli;

/** Exit codes of the command line; those of a guest that ended by itself are the guest's. */
final class ExitCodes {

    /** The program could not be run; the message has an id. */
    static final int ERROR = 1;

    /** The command line was not understood. */
    static final int USAGE = 2;

    /** The guest was stopped at its timeout, as {@code timeout(1)} says it. */
    static final int TIMEOUT = 124;

    /** The guest was stopped by a signal to this process. */
    static final int CANCELLED = 130;

    /** The guest trapped: what a shell shows of a process that SIGABRT ended. */
    static final int TRAP = 134;

    private ExitCodes() {}

    /**
     * What a process can show of a guest's exit code, a byte. A failure stays one: 256 becomes 1, not 0.
     *
     * @param code an unsigned 32-bit number
     */
    static int ofGuest(int code) {
        int low = code & 0xff;
        return low == 0 && code != 0 ? ERROR : low;
    }
}
