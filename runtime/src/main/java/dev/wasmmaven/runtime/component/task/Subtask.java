package dev.wasmmaven.runtime.component.task;

import dev.wasmmaven.runtime.component.handle.Lenders;
import dev.wasmmaven.runtime.error.ComponentTrap;
import org.jspecify.annotations.Nullable;

/** A call as its caller sees it (CanonicalABI.md, Subtask State). */
public final class Subtask extends Waitable {

    /** States as core code gets them. */
    public static final int STARTING = 0;

    public static final int STARTED = 1;
    public static final int RETURNED = 2;
    public static final int CANCELLED_BEFORE_STARTED = 3;
    public static final int CANCELLED_BEFORE_RETURNED = 4;

    private @Nullable Lenders lenders;
    private @Nullable Runnable onCancel;
    private int state = STARTING;
    private boolean cancellationRequested;
    private boolean delivered;
    private int index;

    public Subtask() {}

    public int state() {
        return state;
    }

    /** The arguments are being read. */
    public void start() {
        progress(STARTED);
    }

    /** It has returned. */
    public void returned() {
        progress(RETURNED);
    }

    /** It was cancelled. */
    public void cancelled() {
        progress(state == STARTING ? CANCELLED_BEFORE_STARTED : CANCELLED_BEFORE_RETURNED);
    }

    private void progress(int newState) {
        state = newState;
        if (index != 0) {
            pendingEvent(() -> {
                if (isResolved()) {
                    deliverResolve();
                }
                return new Event(Event.SUBTASK, index, state);
            });
        }
    }

    /** The caller goes on without the result: from now on progress is told by events. */
    public void index(int value) {
        index = value;
    }

    public boolean isResolved() {
        return state >= RETURNED;
    }

    /** Where lent handles are counted. */
    public Lenders lenders() {
        Lenders known = lenders;
        if (known == null) {
            known = new Lenders();
            lenders = known;
        }
        return known;
    }

    /** The caller learns that it is resolved; what was lent has come back. */
    public void deliverResolve() {
        delivered = true;
        if (lenders != null) {
            lenders.release();
        }
    }

    /** Makes it as good as new, for the next call of a caller that waits for each. */
    public void reset() {
        state = STARTING;
        delivered = false;
    }

    /** How to ask the callee to hurry up. */
    public void onCancel(Runnable action) {
        onCancel = action;
    }

    /** Checks that {@code subtask.cancel} may be called. */
    public void requireCancellable() {
        if (delivered || cancellationRequested) {
            throw ComponentTrap.SUBTASK_CANCEL_TWICE.exception();
        }
        requireNotInSet();
    }

    /** Asks the callee to hurry up, which runs it for a while. */
    public void cancel() {
        cancellationRequested = true;
        if (onCancel != null) {
            onCancel.run();
        }
    }

    /** Checks that {@code subtask.drop} may be called. */
    public void requireDelivered() {
        if (!delivered) {
            throw ComponentTrap.SUBTASK_NOT_RESOLVED.exception();
        }
    }
}
