package dev.wasmmaven.runtime.component.task;

import dev.wasmmaven.runtime.component.handle.HandleTable;
import dev.wasmmaven.runtime.engine.CoreFunc;
import dev.wasmmaven.runtime.engine.CoreGlobal;
import dev.wasmmaven.runtime.error.ComponentTrap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a component instance has at run time besides its code and memory (CanonicalABI.md, Component Instances). */
public final class InstanceState {

    private static final int BACKPRESSURE_LIMIT = 1 << 16;

    private final Store store;
    private final InstancePath path;
    private final boolean mayBlock;
    private final HandleTable<Object> handles = new HandleTable<>(Object.class);
    private final HandleTable<GuestThread> threads = new HandleTable<>(GuestThread.class);
    private final GuestThread quietThread = GuestThread.outsideTasks(this);
    private boolean mayLeave = true;
    private int backpressure;
    private int waitingToEnter;
    private @Nullable GuestThread exclusiveThread;
    private @Nullable ContextSlots contextSlots;

    /**
     * @param path what to call it in messages
     * @param mayBlock whether any built-in of the component can block its caller under wasm frames
     */
    public InstanceState(Store store, InstancePath path, boolean mayBlock) {
        this.store = store;
        this.path = path;
        this.mayBlock = mayBlock;
    }

    public Store store() {
        return store;
    }

    public InstancePath path() {
        return path;
    }

    /** Whether its threads run on the stack of whoever resumes them. */
    public boolean runsInline() {
        return !mayBlock || store.runsInline();
    }

    /** Resources, waitables, waitable sets and error contexts. */
    public HandleTable<Object> handles() {
        return handles;
    }

    /** The threads that have entered. */
    public HandleTable<GuestThread> threads() {
        return threads;
    }

    /** The context slots as globals, made when a module first imports them. */
    public List<CoreGlobal> contextGlobals() {
        ContextSlots known = contextSlots;
        if (known == null) {
            known = new ContextSlots(store.engine());
            contextSlots = known;
        }
        return known.globals();
    }

    /** Null if no module of the instance imports them. */
    @Nullable
    ContextSlots contextSlots() {
        return contextSlots;
    }

    /** Tells that a thread of this instance is about to run. */
    void switchTo(GuestThread thread) {
        if (contextSlots != null) {
            contextSlots.switchTo(thread);
        }
    }

    /** Traps if the instance may not call out, since its {@code realloc} or {@code post-return} runs. */
    public void requireMayLeave() {
        if (!mayLeave) {
            throw ComponentTrap.CANNOT_LEAVE.exception();
        }
    }

    /** False while {@code realloc} or {@code post-return} runs. */
    public void mayLeave(boolean value) {
        mayLeave = value;
    }

    /** Calls {@code realloc}, which runs in a thread of its own and may not call out. */
    public long[] callWithoutLeaving(CoreFunc function, long... args) {
        GuestThread caller = store.current();
        GuestThread thread = quietThread;
        thread.context(0, 0);
        thread.context(1, 0);
        store.current(thread);
        mayLeave = false;
        long[] results = function.call(args);
        mayLeave = true;
        store.current(caller);
        return results;
    }

    /** {@code backpressure.inc}. */
    public void increaseBackpressure() {
        if (++backpressure == BACKPRESSURE_LIMIT) {
            throw ComponentTrap.BACKPRESSURE_OVERFLOW.exception();
        }
    }

    /** {@code backpressure.dec}. */
    public void decreaseBackpressure() {
        if (--backpressure < 0) {
            throw ComponentTrap.BACKPRESSURE_OVERFLOW.exception();
        }
    }

    boolean holdsBack(boolean needsExclusive) {
        return backpressure > 0 || (needsExclusive && exclusiveThread != null);
    }

    boolean othersWaitToEnter() {
        return waitingToEnter > 0;
    }

    void startedWaitingToEnter() {
        waitingToEnter++;
    }

    void stoppedWaitingToEnter() {
        waitingToEnter--;
    }

    /** Whether no thread has the instance's one stack to itself. */
    public boolean exclusiveFree() {
        return exclusiveThread == null;
    }

    /** Takes the lock, which must be free. */
    public void acquireExclusive(GuestThread thread) {
        if (exclusiveThread != null) {
            throw new IllegalStateException("another thread has the lock of " + path);
        }
        exclusiveThread = thread;
    }

    /** Gives the lock back. */
    public void releaseExclusive() {
        exclusiveThread = null;
    }
}
