package dev.wasmmaven.runtime.wasi01;

import dev.wasmmaven.runtime.host.GuestExit;
import dev.wasmmaven.runtime.host.HostErr;
import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.host.StopSignal;

/** {@code proc_*} and {@code sched_yield}. */
final class ProcessFunctions {

    /** The highest signal, SYS. */
    private static final int MAX_SIGNAL = 30;

    private final StopSignal signal;

    ProcessFunctions(StopSignal signal) {
        this.signal = signal;
    }

    /** Argument: exit code. Does not return. */
    @SuppressWarnings("DoNotCallSuggester") // Guests call it.
    void procExit(Call call) {
        throw new GuestExit(call.i32(0));
    }

    /** Argument: signal. A guest has no signal handlers, and no runtime in use delivers signals. */
    void procRaise(Call call) throws HostException {
        boolean defined = Integer.compareUnsigned(call.i32(0), MAX_SIGNAL) <= 0;
        throw new HostException(defined ? HostErr.NOTSUP : HostErr.INVAL);
    }

    @SuppressWarnings("ThreadPriorityCheck") // It is what the guest asks for.
    void schedYield(Call call) {
        signal.checkNotStopped();
        Thread.yield();
    }
}
