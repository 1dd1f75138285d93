package dev.wasmmaven.runtime.error;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The guest trapped. */
public final class TrapException extends WasmException {

    private final TrapKind kind;
    private final List<WasmFrame> backtrace;
    private final @Nullable String location;

    public TrapException(TrapKind kind, String message, List<WasmFrame> backtrace, @Nullable Throwable cause) {
        this(kind, message, backtrace, cause, null);
    }

    private TrapException(
            TrapKind kind,
            String message,
            List<WasmFrame> backtrace,
            @Nullable Throwable cause,
            @Nullable String location) {
        super(
                DiagnosticId.TRAP,
                location == null ? message : message + ", in " + location,
                "the backtrace names the function; a panic message, if any, is on the guest's standard error",
                cause);
        this.kind = Objects.requireNonNull(kind, "kind");
        this.backtrace = List.copyOf(backtrace);
        this.location = location;
    }

    /** The trap of a guest, or of what the host does for it, that uses up the stack or the Java heap. */
    public static TrapException exhausted(VirtualMachineError error) {
        boolean stack = error instanceof StackOverflowError;
        TrapKind kind = stack ? TrapKind.CALL_STACK_EXHAUSTED : TrapKind.OUT_OF_MEMORY;
        String heap = ", the Java heap of " + (Runtime.getRuntime().maxMemory() >> 20) + " MiB is exhausted";
        return new TrapException(kind, "wasm trap: " + kind.message() + (stack ? "" : heap), List.of(), error);
    }

    /** The same trap, said to have happened in a place in a component; the message tells it from now on. */
    public TrapException in(String place) {
        TrapException located = new TrapException(kind, String.valueOf(getMessage()), backtrace, getCause(), place);
        located.setStackTrace(getStackTrace());
        for (Throwable suppressed : getSuppressed()) {
            located.addSuppressed(suppressed);
        }
        return located;
    }

    public TrapKind kind() {
        return kind;
    }

    /**
     * Where in a component it happened: the instances from the outermost to the innermost, and the function, such as
     * {@code component "app.wasm" > instance "log" > core instance 2, function write}; empty for a core module.
     */
    public Optional<String> location() {
        return Optional.ofNullable(location);
    }

    /** The guest's frames, innermost first; empty where the engine could not tell. */
    public List<WasmFrame> backtrace() {
        return backtrace;
    }
}
