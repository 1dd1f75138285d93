package dev.wasmmaven.runtime;

/** A component asked to end by {@code wasi:cli/exit}, as after a panic of some languages; its instance is of no use. */
public final class ComponentExitException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int code;

    ComponentExitException(int code) {
        super("the component exited with code " + code);
        this.code = code;
    }

    /** The exit code. */
    public int code() {
        return code;
    }
}
