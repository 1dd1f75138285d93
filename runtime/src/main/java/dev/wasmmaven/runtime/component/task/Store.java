package dev.wasmmaven.runtime.component.task;

import dev.wasmmaven.runtime.component.handle.HostObjects;
import dev.wasmmaven.runtime.engine.CoreEngine;
import dev.wasmmaven.runtime.engine.CoreStop;
import dev.wasmmaven.runtime.error.ComponentTrap;
import dev.wasmmaven.runtime.error.TrapException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Everything that runs together (CanonicalABI.md, Embedding): component instances linked with each other, their tasks, and
 * the host's resources that they use. One Java thread at a time runs a store. A trap, or an exception that a host function
 * throws, poisons it: nothing in it runs again.
 */
public final class Store implements AutoCloseable {

    /** How much of Java's heap the values of one call may take. */
    private static final long MAX_LIFTED_BYTES =
            Math.min(512L << 20, Runtime.getRuntime().maxMemory() / 2);

    private final CoreEngine engine;
    private final CoreStop stop;
    private final Sleeper sleeper;
    private final HostObjects hostObjects = new HostObjects();
    private final FiberPool fibers = new FiberPool();
    private final List<GuestThread> waiting = new ArrayList<>();
    private final HostOperations operations;
    private @Nullable GuestThread current;
    private volatile @Nullable Thread owner;
    private long liftedBytes;
    private int instancesWithCode;
    private boolean needsFibers;
    private boolean poisoned;

    public Store(CoreEngine engine, CoreStop stop, Sleeper sleeper) {
        this.engine = engine;
        this.stop = stop;
        this.sleeper = sleeper;
        this.operations = new HostOperations(sleeper);
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

    // Whoever calls from outside

    /**
     * Runs something that enters guests, until it is done, and whatever else is ready meanwhile.
     *
     * @param start begins it
     * @param done whether it is done
     * @throws dev.wasmmaven.runtime.error.TrapException a guest trapped, now or before
     * @throws IllegalStateException another Java thread is running the store
     */
    public void run(Runnable start, BooleanSupplier done) {
        Thread before = enter();
        boolean ended = false;
        try {
            start.run();
            while (!done.getAsBoolean()) {
                tick();
            }
            ended = true;
        } catch (StackOverflowError | OutOfMemoryError e) {
            throw TrapException.exhausted(e);
        } finally {
            // Also after an exception that Java's types do not announce, as Kotlin's host functions throw.
            poisoned |= !ended;
            owner = before;
            if (before == null) {
                current = null;
                if (poisoned) {
                    fibers.close();
                }
            }
        }
    }

    private @Nullable Thread enter() {
        Thread thread = Thread.currentThread();
        Thread before = owner;
        if (before != null && !before.equals(thread) && !fibers.ownsCurrentThread()) {
            throw new IllegalStateException("the store is being run by " + before.getName());
        }
        if (poisoned) {
            throw ComponentTrap.CANNOT_ENTER.exception();
        }
        owner = thread;
        return before;
    }

    /** Whether a trap has ended it. */
    public boolean isPoisoned() {
        return poisoned;
    }

    // Scheduling

    /** The thread that runs; null while the host runs. */
    public @Nullable GuestThread current() {
        return current;
    }

    /** The thread that runs, from a guest's call of the host. */
    public GuestThread running() {
        return Objects.requireNonNull(current, "no guest is running");
    }

    void current(@Nullable GuestThread thread) {
        current = thread;
        if (thread != null) {
            thread.task().instance().switchTo(thread);
        }
    }

    FiberPool fibers() {
        return fibers;
    }

    /**
     * Tells of an instance with code of its own.
     *
     * @param manyStacks whether several of its threads can be blocked under wasm frames at once
     */
    public void addInstance(boolean manyStacks) {
        instancesWithCode++;
        needsFibers |= manyStacks;
    }

    /**
     * Whether blocked threads wait on the stack of their caller. At most one stack per instance is ever blocked where
     * nothing but tasks in turns can block; if there is one instance only, the stack that is there will do.
     */
    boolean runsInline() {
        return instancesWithCode <= 1 && !needsFibers;
    }

    void addWaiting(GuestThread thread) {
        waiting.add(thread);
    }

    void removeWaiting(GuestThread thread) {
        waiting.remove(thread);
    }

    /** The thread of an instance that has been ready for longest, null if none is. */
    @Nullable
    GuestThread nextReady(InstanceState instance) {
        for (GuestThread thread : waiting) {
            if (thread.task().instance() == instance && thread.index() != 0 && thread.isReady()) {
                return thread;
            }
        }
        return null;
    }

    private @Nullable GuestThread nextReady() {
        for (GuestThread thread : waiting) {
            if (thread.isReady()) {
                return thread;
            }
        }
        return null;
    }

    private void tick() {
        boolean changed = operations.runCompletions();
        GuestThread next = nextReady();
        if (next != null) {
            next.resume();
        } else if (!changed) {
            idle();
        }
    }

    private void idle() {
        if (!operations.outstanding()) {
            throw ComponentTrap.DEADLOCK.exception();
        }
        operations.sleep();
    }

    /** Lets others run while a thread is blocked on the stack below, until it is its turn. */
    void blockInline(GuestThread blocked) {
        boolean mayWait = blocked.task().asyncTyped();
        while (true) {
            if (mayWait) {
                operations.runCompletions();
            }
            GuestThread next = mayWait ? nextReady() : nextReady(blocked.task().instance());
            if (next == blocked) {
                return;
            }
            if (next != null) {
                next.resume();
            } else if (mayWait) {
                idle();
            } else {
                throw ComponentTrap.CANNOT_BLOCK.exception();
            }
        }
    }

    // Values for the host

    /** Values from guests are about to become Java's: those of one call. */
    public void beginLifting() {
        liftedBytes = 0;
    }

    /**
     * Counts what a value takes of Java's heap, as a guest's lists can overlap and be far smaller than what they become.
     * Traps if that is too much.
     *
     * @param bytes an estimate
     */
    public void chargeLifted(long bytes) {
        liftedBytes += bytes;
        if (liftedBytes > MAX_LIFTED_BYTES) {
            throw ComponentTrap.of("the values of one call are too large for the host: more than "
                    + (MAX_LIFTED_BYTES >> 20) + " MiB");
        }
    }

    // The host's operations

    /** What the host does meanwhile. */
    public HostOperations operations() {
        return operations;
    }

    /**
     * Does work that may block, while guests that can go on do so.
     *
     * @param work uses nothing of the store, as it may run on another thread; what it throws is thrown on the store's
     * @param completion is given the result, on the store's thread
     */
    public <T> void work(Supplier<T> work, Consumer<? super T> completion) {
        operations.work(!waiting.isEmpty(), work, completion);
    }

    /** Makes whoever waits in this store look again. Called from any thread. */
    public void wake() {
        sleeper.wake();
    }

    /**
     * Blocks the guest that called the host until the condition holds or the deadline has passed. No other guest code runs
     * meanwhile: the callee is of a synchronous type.
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
        poisoned = true;
        fibers.close();
        operations.close();
        hostObjects.close();
    }
}
