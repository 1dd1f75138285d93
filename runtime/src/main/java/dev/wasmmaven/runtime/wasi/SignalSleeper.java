package dev.wasmmaven.runtime.wasi;

import dev.wasmmaven.runtime.component.task.Sleeper;
import dev.wasmmaven.runtime.host.StopSignal;
import dev.wasmmaven.runtime.host.StoppedException;
import java.util.function.BooleanSupplier;

/** A store sleeps where its host operations wait, so that input that arrives wakes it, and a stop too. */
public final class SignalSleeper implements Sleeper {

    private final StopSignal signal;

    public SignalSleeper(StopSignal signal) {
        this.signal = signal;
    }

    @Override
    public void sleep(BooleanSupplier until, long deadline) {
        try {
            signal.await(until, deadline);
        } catch (StoppedException e) {
            throw Traps.stopped(e);
        }
    }

    @Override
    public void wake() {
        signal.wake();
    }
}
