package dev.wasmmaven.runtime;

import dev.wasmmaven.runtime.error.TrapException;
import java.time.Duration;
import java.util.List;

/** How a run ended. A run that could not begin throws a {@link dev.wasmmaven.runtime.error.WasmException} instead. */
public sealed interface RunResult {

    /** Wall time of the guest, instantiation included. */
    Duration elapsed();

    /**
     * The guest ended by itself: {@code proc_exit}, or by returning from {@code _start}, which is exit code 0.
     *
     * @param exitCode 0 to 2^32-1 as an unsigned int; a process can show only the low byte
     */
    record Exited(int exitCode, Duration elapsed) implements RunResult {}

    /** The function that was called returned; only {@link WasmProgram#invoke} ends like this. */
    record Returned(List<WasmValue> values, Duration elapsed) implements RunResult {
        public Returned {
            values = List.copyOf(values);
        }
    }

    /** The guest trapped; a Rust panic is a trap of kind UNREACHABLE with its message on standard error. */
    record Trapped(TrapException trap, Duration elapsed) implements RunResult {}

    /** The guest was stopped at its timeout. */
    record TimedOut(Duration timeout, Duration elapsed) implements RunResult {}

    /** The guest was stopped because the thread that waited for it was interrupted. */
    record Cancelled(Duration elapsed) implements RunResult {}
}
