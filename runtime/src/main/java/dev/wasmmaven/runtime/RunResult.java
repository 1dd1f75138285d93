package dev.wasmmaven.runtime;

import dev.wasmmaven.runtime.component.text.WaveText;
import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.error.TrapException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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

    /** The function that was called returned; only {@link WasmProgram#invoke(String, List, RunOptions)} ends like this. */
    record Returned(List<WasmValue> values, Duration elapsed) implements RunResult {
        public Returned {
            values = List.copyOf(values);
        }
    }

    /**
     * The component's function that was called returned; only {@link WasmProgram#invoke(String, RunOptions)} ends like this.
     *
     * @param value empty if the function has no result; a handle in it is of no use any more
     */
    record Answered(Optional<Val> value, Duration elapsed) implements RunResult {

        /** The value in WAVE. */
        public Optional<String> text() {
            return value.map(WaveText::of);
        }
    }

    /** The guest trapped; a Rust panic is a trap of kind UNREACHABLE with its message on standard error. */
    record Trapped(TrapException trap, Duration elapsed) implements RunResult {}

    /** The guest was stopped at its timeout. */
    record TimedOut(Duration timeout, Duration elapsed) implements RunResult {}

    /** The guest was stopped because the thread that waited for it was interrupted. */
    record Cancelled(Duration elapsed) implements RunResult {}
}
