package dev.wasmmaven.runtime.component.task;

import dev.wasmmaven.runtime.component.handle.BorrowScope;
import dev.wasmmaven.runtime.error.ComponentTrap;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One call of a component's export (CanonicalABI.md, Tasks). */
public final class Task implements BorrowScope {

    private enum State {
        INITIAL,
        STARTED,
        PENDING_CANCEL,
        CANCEL_DELIVERED,
        RESOLVED
    }

    /** How the called function was lifted. */
    public enum Lift {
        /** No {@code async} option: the result is the core function's. */
        SYNC,
        /** {@code async} with {@code callback}. */
        CALLBACK,
        /** {@code async} alone. */
        STACKFUL
    }

    private final InstanceState instance;
    private final boolean asyncTyped;
    private final Lift lift;
    private final @Nullable Object definition;
    private final Runnable onCancelled;
    private State state = State.INITIAL;
    private int borrows;
    private int threads;
    private @Nullable GuestThread implicitThread;

    /**
     * @param asyncTyped whether the function's type is {@code async}
     * @param definition the lifted function, whose type and options {@code task.return} must match
     * @param onCancelled tells the caller that there will be no result
     */
    public Task(
            InstanceState instance, boolean asyncTyped, Lift lift, @Nullable Object definition, Runnable onCancelled) {
        this.instance = instance;
        this.asyncTyped = asyncTyped;
        this.lift = lift;
        this.definition = definition;
        this.onCancelled = onCancelled;
    }

    public InstanceState instance() {
        return instance;
    }

    public Lift lift() {
        return lift;
    }

    public @Nullable Object definition() {
        return definition;
    }

    boolean asyncTyped() {
        return asyncTyped;
    }

    /** Whether it shares the instance's one shadow stack, and so takes turns. */
    public boolean needsExclusive() {
        return asyncTyped && lift != Lift.STACKFUL;
    }

    public boolean isResolved() {
        return state == State.RESOLVED;
    }

    /**
     * Runs the call in a thread of its own, until it ends or blocks; one of a synchronous type does not block but lets
     * others of the instance run.
     *
     * @param body what to do once the task has entered; it calls {@link #exit} when done
     */
    public void run(Runnable body) {
        GuestThread thread = new GuestThread(this, () -> enter(body));
        implicitThread = thread;
        thread.resume();
        if (!asyncTyped) {
            while (state != State.RESOLVED) {
                GuestThread next = instance.store().nextReady(instance);
                if (next == null) {
                    throw ComponentTrap.CANNOT_BLOCK.exception();
                }
                next.resume();
            }
        }
    }

    /**
     * Begins a call that ends before its caller goes on: of a function of a synchronous type, lifted without {@code async},
     * in an instance that {@link InstanceState#runsInline runs inline}. {@link #leaveInline} ends it.
     *
     * @return the thread that ran before
     */
    public @Nullable GuestThread enterInline() {
        GuestThread thread = implicitThread;
        if (thread == null) {
            thread = new GuestThread(this, () -> {});
            implicitThread = thread;
        }
        GuestThread before = thread.enter();
        register(thread);
        return before;
    }

    /**
     * Ends the call that {@link #enterInline} began.
     *
     * @return whether the task is as good as new: nothing of it is left
     */
    public boolean leaveInline(@Nullable GuestThread before) {
        GuestThread thread = implicit();
        exit();
        thread.leave(before);
        if (threads > 0) {
            return false;
        }
        state = State.INITIAL;
        thread.index(0);
        thread.context(0, 0);
        thread.context(1, 0);
        return true;
    }

    private void enter(Runnable body) {
        if (asyncTyped && (instance.holdsBack(needsExclusive()) || instance.othersWaitToEnter())) {
            instance.startedWaitingToEnter();
            implicit().continueWhen(() -> !instance.holdsBack(needsExclusive()), () -> afterWaiting(body));
            return;
        }
        entered(body);
    }

    private void afterWaiting(Runnable body) {
        instance.stoppedWaitingToEnter();
        if (deliverPendingCancel()) {
            cancel();
            return;
        }
        entered(body);
    }

    private void entered(Runnable body) {
        if (needsExclusive()) {
            instance.acquireExclusive(implicit());
        }
        register(implicit());
        body.run();
    }

    /** Counts a thread to this task and gives it its index in the instance. */
    public void register(GuestThread thread) {
        threads++;
        thread.index(instance.threads().add(thread));
    }

    /** A thread has ended. */
    public void unregister(GuestThread thread) {
        threads--;
        if (threads == 0 && state != State.RESOLVED) {
            throw ComponentTrap.NO_RESULT.exception();
        }
        instance.threads().remove(thread.index());
    }

    /** The implicit thread has ended. */
    public void exit() {
        unregister(implicit());
        if (needsExclusive()) {
            instance.releaseExclusive();
        }
    }

    public GuestThread implicit() {
        return Objects.requireNonNull(implicitThread, "not running yet");
    }

    /** The arguments are being read. */
    public void start() {
        state = State.STARTED;
    }

    /** Checks that the task may return now. */
    public void requireMayReturn() {
        if (state == State.RESOLVED) {
            throw ComponentTrap.RETURN_TWICE.exception();
        }
        requireNoBorrows();
    }

    /** The caller has its result. */
    public void returned() {
        state = State.RESOLVED;
    }

    /** {@code task.cancel}. */
    public void cancel() {
        if (state == State.RESOLVED) {
            throw ComponentTrap.RETURN_TWICE.exception();
        }
        if (state != State.CANCEL_DELIVERED) {
            throw ComponentTrap.CANCEL_NOT_CANCELLED.exception();
        }
        requireNoBorrows();
        onCancelled.run();
        state = State.RESOLVED;
    }

    private void requireNoBorrows() {
        if (borrows > 0) {
            throw ComponentTrap.BORROWS_REMAIN.exception();
        }
    }

    /** The caller is not interested in the result any more. */
    public void requestCancellation() {
        boolean started = state != State.INITIAL;
        state = State.PENDING_CANCEL;
        if (!started) {
            implicit().resume();
            return;
        }
        GuestThread own = implicit();
        GuestThread next = own.isReady() ? own : instance.store().nextReady(instance);
        if (next != null) {
            next.resume();
        }
    }

    public boolean hasPendingCancel() {
        return state == State.PENDING_CANCEL;
    }

    /** Whether a request for cancellation was there, which the guest is told now. */
    public boolean deliverPendingCancel() {
        if (state != State.PENDING_CANCEL) {
            return false;
        }
        state = State.CANCEL_DELIVERED;
        return true;
    }

    @Override
    public void borrowed() {
        borrows++;
    }

    @Override
    public void handleDropped() {
        borrows--;
    }
}
