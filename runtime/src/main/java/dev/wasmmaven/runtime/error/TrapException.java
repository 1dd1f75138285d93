package dev.wasmmaven.runtime.error;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The guest trapped. */
public final class TrapException extends WasmException {

    private final TrapKind kind;
    private final List<WasmFrame> backtrace;

    public TrapException(TrapKind kind, String message, List<WasmFrame> backtrace, @Nullable Throwable cause) {
        super(
                DiagnosticId.TRAP,
                message,
                "the backtrace names the function; a panic message, if any, is on the guest's standard error",
                cause);
        this.kind = Objects.requireNonNull(kind, "kind");
        this.backtrace = List.copyOf(backtrace);
    }

    public TrapKind kind() {
        return kind;
    }

    /** The guest's frames, innermost first; empty where the engine could not tell. */
    public List<WasmFrame> backtrace() {
        return backtrace;
    }
}
