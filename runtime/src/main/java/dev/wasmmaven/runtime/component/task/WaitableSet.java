package dev.wasmmaven.runtime.component.task;

import dev.wasmmaven.runtime.error.ComponentTrap;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Waitables that a guest waits for together (CanonicalABI.md, Waitable State); events are taken in the order of joining. */
public final class WaitableSet {

    private final List<Waitable> members = new ArrayList<>(2);
    private int waiters;

    public WaitableSet() {}

    void add(Waitable waitable) {
        members.add(waitable);
    }

    void remove(Waitable waitable) {
        members.remove(waitable);
    }

    private @Nullable Waitable withEvent() {
        for (Waitable member : members) {
            if (member.hasPendingEvent()) {
                return member;
            }
        }
        return null;
    }

    private boolean hasPendingEvent() {
        return withEvent() != null;
    }

    /** Takes an event, {@link Event#NONE} if none is pending. */
    public Event poll() {
        Waitable member = withEvent();
        if (member == null) {
            return Event.NONE;
        }
        // Whoever has just been served goes to the end, so that a busy member cannot starve the others.
        members.remove(member);
        members.add(member);
        return member.takeEvent();
    }

    /** Blocks a thread until an event is pending, and takes it. */
    public Event await(GuestThread thread) {
        waiters++;
        thread.waitUntil(this::hasPendingEvent);
        waiters--;
        return poll();
    }

    /** From a task's event loop: goes on once an event or a request for cancellation is there and it is the task's turn. */
    public void continueWithEvent(GuestThread thread, Consumer<Event> step) {
        waiters++;
        Task task = thread.task();
        thread.continueWhen(
                () -> task.instance().exclusiveFree() && (hasPendingEvent() || task.hasPendingCancel()), () -> {
                    waiters--;
                    step.accept(task.deliverPendingCancel() ? Event.TASK_CANCELLED : poll());
                });
    }

    /** Checks that it may be dropped. */
    public void requireUnused() {
        if (!members.isEmpty()) {
            throw ComponentTrap.WAITABLE_SET_HAS_MEMBERS.exception();
        }
        if (waiters > 0) {
            throw ComponentTrap.WAITABLE_SET_HAS_WAITERS.exception();
        }
    }
}
