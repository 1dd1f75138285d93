package dev.wasmmaven.runtime.component.task;

import dev.wasmmaven.runtime.error.ComponentTrap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fibers of a store, made when needed and used again. */
final class FiberPool {

    private static final int MAX_FIBERS = 1024;

    /** Room for a guest's recursion; memory is taken only as it is used. */
    private static final long STACK_SIZE = 4L << 20;

    private final List<Fiber> all = new ArrayList<>();
    private final Deque<Fiber> idle = new ArrayDeque<>();

    /** Runs a thread's step on a fiber until it blocks or is done; returns whom it switches to. */
    @Nullable
    GuestThread start(GuestThread thread, Runnable step) {
        Fiber fiber = idle.pollLast();
        if (fiber == null) {
            if (all.size() == MAX_FIBERS) {
                throw ComponentTrap.of("more than " + MAX_FIBERS + " blocked threads in one store");
            }
            fiber = new Fiber(this, "wasm fiber " + all.size(), STACK_SIZE);
            all.add(fiber);
        }
        fiber.assign(thread, step);
        return fiber.resume();
    }

    void release(Fiber fiber) {
        idle.addLast(fiber);
    }

    boolean ownsCurrentThread() {
        return all.stream().anyMatch(Fiber::isCurrent);
    }

    void close() {
        all.forEach(Fiber::kill);
        all.clear();
        idle.clear();
    }
}
