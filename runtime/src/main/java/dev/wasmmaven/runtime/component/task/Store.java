package dev.wasmmaven.runtime.component.task;

import dev.wasmmaven.runtime.component.handle.HostObjects;
import dev.wasmmaven.runtime.engine.CoreEngine;
import dev.wasmmaven.runtime.engine.CoreStop;
import java.util.function.BooleanSupplier;

/**
 * Everything that runs together (CanonicalABI.md, Embedding): component instances linked with each other and the host's
 * resources that they use. One Java thread at a time runs a store.
 */
public final class Store implements AutoCloseable {

    private final CoreEngine engine;
    private final CoreStop stop;
    private final Sleeper sleeper;
    private final HostObjects hostObjects = new HostObjects();

    public Store(CoreEngine engine, CoreStop stop, Sleeper sleeper) {
        this.engine = engine;
        this.stop = stop;
        this.sleeper = sleeper;
    }

    public Store(CoreEngine engine) {
        this(engine, new CoreStop());
    }

    private Store(CoreEngine engine, CoreStop stop) {
        this(engine, stop, new ParkingSleeper(stop));
    }

    public CoreEngine engine() {
        return engine;
    }

    /** Stops every guest of this store; thrown from any thread. */
    public CoreStop stop() {
        return stop;
    }

    public HostObjects hostObjects() {
        return hostObjects;
    }

    /** Makes whoever waits in this store look again. Called from any thread. */
    public void wake() {
        sleeper.wake();
    }

    /**
     * Blocks the guest that called the host until the condition holds or the deadline has passed.
     *
     * @param deadline as {@link System#nanoTime} has it, {@link Long#MAX_VALUE} for none
     */
    public void await(BooleanSupplier ready, long deadline) {
        if (!ready.getAsBoolean()) {
            sleeper.sleep(ready, deadline);
        }
    }

    /** Drops the host's resources that guests still hold; guests' destructors do not run. */
    @Override
    public void close() {
        hostObjects.close();
    }
}
