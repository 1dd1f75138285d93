package dev.wasmmaven.runtime.component.task;

import dev.wasmmaven.runtime.error.TrapException;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A thread of guest code (CanonicalABI.md, Threads). Between two stretches of code it either has wasm frames on a stack, and
 * then that stack is a {@link Fiber}'s; or it has none, like a task that waits in its event loop, and then it is only what to
 * do next.
 */
public final class GuestThread {

    private final Task task;
    private @Nullable Runnable next;
    private @Nullable Fiber fiber;
    private @Nullable BooleanSupplier ready;
    private boolean running;
    private int index;
    private int context0;
    private int context1;

    /** A suspended one. */
    GuestThread(Task task, Runnable body) {
        this.task = task;
        this.next = body;
    }

    /** A suspended one, whose body is told which thread it is. */
    public static GuestThread of(Task task, Consumer<GuestThread> body) {
        GuestThread thread = new GuestThread(task, () -> {});
        thread.next = () -> body.accept(thread);
        return thread;
    }

    /** One for code that runs outside of any call, and so never blocks: a task that returns nothing to nobody. */
    static GuestThread outsideTasks(InstanceState instance) {
        return new GuestThread(new Task(instance, false, Task.Lift.SYNC, null, () -> {}), () -> {});
    }

    public Task task() {
        return task;
    }

    /** Its index in the instance's threads; 0 before it has entered. */
    public int index() {
        return index;
    }

    void index(int value) {
        index = value;
    }

    /** {@code context.get} of slot 0 or 1. */
    public int context(int slot) {
        ContextSlots slots = task.instance().contextSlots();
        return slots != null && slots.areOf(this) ? slots.get(slot) : keptContext(slot);
    }

    /** {@code context.set} of slot 0 or 1. */
    public void context(int slot, int value) {
        ContextSlots slots = task.instance().contextSlots();
        if (slots != null && slots.areOf(this)) {
            slots.set(slot, value);
        } else {
            keepContext(slot, value);
        }
    }

    /** The value of a slot while others run in the instance. */
    int keptContext(int slot) {
        return slot == 0 ? context0 : context1;
    }

    void keepContext(int slot, int value) {
        if (slot == 0) {
            context0 = value;
        } else {
            context1 = value;
        }
    }

    private Store store() {
        return task.instance().store();
    }

    /** Neither running nor waiting for anything: only {@link #resume} and its kin make it go on. */
    public boolean isSuspended() {
        return !running && ready == null && (next != null || fiber != null);
    }

    /** Whether what it waits for has come. */
    public boolean isReady() {
        return !running && ready != null && ready.getAsBoolean();
    }

    /** Goes on until it ends or blocks; so do those that it switches to. */
    public void resume() {
        if (ready != null) {
            stopWaiting();
        }
        Store store = store();
        GuestThread before = store.current();
        GuestThread thread = this;
        while (thread != null) {
            store.current(thread);
            thread.running = true;
            GuestThread other = thread.runLocated();
            thread.running = false;
            thread = other;
        }
        store.current(before);
    }

    /**
     * Begins what runs on the stack that is there, all in one go; {@link #leave} ends it.
     *
     * @return the thread that ran before
     */
    @Nullable
    GuestThread enter() {
        Store store = store();
        GuestThread before = store.current();
        store.current(this);
        running = true;
        return before;
    }

    void leave(@Nullable GuestThread before) {
        running = false;
        store().current(before);
    }

    private @Nullable GuestThread runLocated() {
        try {
            return runUntilBlocked();
        } catch (TrapException e) {
            throw task.instance().path().locate(e);
        }
    }

    private @Nullable GuestThread runUntilBlocked() {
        if (fiber != null) {
            return fiber.resume();
        }
        Runnable step = Objects.requireNonNull(next, "the thread has ended");
        next = null;
        if (task.instance().runsInline()) {
            step.run();
            return null;
        }
        return store().fibers().start(this, step);
    }

    void fiber(@Nullable Fiber value) {
        fiber = value;
    }

    /** From the thread itself, with no wasm frames left: what to do once a condition holds. */
    public void continueWhen(BooleanSupplier condition, Runnable step) {
        next = step;
        startWaiting(condition);
    }

    private void startWaiting(BooleanSupplier condition) {
        ready = condition;
        store().addWaiting(this);
    }

    private void stopWaiting() {
        ready = null;
        store().removeWaiting(this);
    }

    /** {@code resume_later}: makes a suspended thread ready. */
    public void resumeLater() {
        startWaiting(() -> true);
    }

    /** From the thread itself, under wasm frames: blocks until a condition holds. */
    public void waitUntil(BooleanSupplier condition) {
        if (!condition.getAsBoolean()) {
            startWaiting(condition);
            block(null);
        }
    }

    /** From the thread itself: lets others run. */
    public void yieldNow() {
        startWaiting(() -> true);
        block(null);
    }

    /** From the thread itself: blocks until another resumes it. */
    public void suspend() {
        block(null);
    }

    /** From the thread itself: goes on in a suspended thread. */
    public void suspendThenResume(GuestThread other) {
        block(other);
    }

    /** The same, but stays ready. */
    public void yieldThenResume(GuestThread other) {
        startWaiting(() -> true);
        block(other);
    }

    /** From the thread itself: goes on in another if that is ready, else blocks. */
    public void suspendThenPromote(GuestThread other) {
        if (other.isReady()) {
            other.stopWaiting();
            block(other);
        } else {
            block(null);
        }
    }

    /** The same, but stays ready. */
    public void yieldThenPromote(GuestThread other) {
        if (other.isReady()) {
            other.stopWaiting();
            yieldThenResume(other);
        } else {
            yieldNow();
        }
    }

    private void block(@Nullable GuestThread switchTo) {
        Fiber own = fiber;
        if (own != null) {
            own.suspend(switchTo);
            return;
        }
        if (switchTo != null) {
            throw new IllegalStateException("threads of explicit creation run on fibers");
        }
        running = false;
        store().blockInline(this);
        if (ready != null) {
            stopWaiting();
        }
        running = true;
        store().current(this);
    }
}
