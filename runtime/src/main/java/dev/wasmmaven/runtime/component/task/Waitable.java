package dev.wasmmaven.runtime.component.task;

import dev.wasmmaven.runtime.error.ComponentTrap;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a guest can wait for (CanonicalABI.md, Waitable State). At most one event is pending; the newest wins, and what it
 * says is determined when it is delivered.
 */
public abstract class Waitable {

    private @Nullable Supplier<Event> pendingEvent;
    private @Nullable WaitableSet set;
    private boolean syncWaiter;

    Waitable() {}

    void pendingEvent(Supplier<Event> event) {
        pendingEvent = event;
    }

    public boolean hasPendingEvent() {
        return pendingEvent != null;
    }

    /** Takes the event, of which there is one. */
    public Event takeEvent() {
        Supplier<Event> event = Objects.requireNonNull(pendingEvent, "no event is pending");
        pendingEvent = null;
        return event.get();
    }

    public boolean isInSet() {
        return set != null;
    }

    /** Traps if it is in a waitable set, which only asynchronous operations allow. */
    public void requireNotInSet() {
        if (set != null) {
            throw ComponentTrap.WAITABLE_SYNC_AND_ASYNC.exception();
        }
    }

    public boolean hasSyncWaiter() {
        return syncWaiter;
    }

    public void syncWaiter(boolean value) {
        syncWaiter = value;
    }

    /** Blocks a thread until an event is pending. */
    public void waitForEvent(GuestThread thread) {
        syncWaiter = true;
        thread.waitUntil(this::hasPendingEvent);
        syncWaiter = false;
    }

    /** {@code waitable.join}: moves it into a set, or out of any. */
    public void join(@Nullable WaitableSet target) {
        if (set != null) {
            set.remove(this);
        }
        set = target;
        if (target != null) {
            target.add(this);
        }
    }
}
