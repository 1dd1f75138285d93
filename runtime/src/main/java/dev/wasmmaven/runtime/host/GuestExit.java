package dev.wasmmaven.runtime.host;

/** The guest asked to end ({@code proc_exit}, {@code wasi:cli/exit}); crosses its frames. No stack trace. */
public final class GuestExit extends RuntimeException {

    private final int code;

    /** @param code the exit code, an unsigned 32-bit number */
    public GuestExit(int code) {
        super("exit " + Integer.toUnsignedString(code), null, false, false);
        this.code = code;
    }

    /** The exit code, an unsigned 32-bit number. */
    public int code() {
        return code;
    }
}
