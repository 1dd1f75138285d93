package dev.wasmmaven.runtime.component.task;

import dev.wasmmaven.runtime.engine.CoreEngine;
import dev.wasmmaven.runtime.engine.CoreGlobal;
import dev.wasmmaven.runtime.engine.rewrite.ContextModule;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The context slots of the thread that runs in an instance, as globals that rewritten modules import
 * ({@link ContextModule}). Whenever another thread of the instance gets to run, its values replace those of the one before,
 * which takes them back into its keeping.
 */
final class ContextSlots {

    private final List<CoreGlobal> globals;
    private @Nullable GuestThread holder;

    ContextSlots(CoreEngine engine) {
        this.globals = Stream.generate(() -> engine.newGlobal(ContextModule.SLOT, 0))
                .limit(ContextModule.SLOTS)
                .toList();
    }

    /** The slots, for modules to import. */
    List<CoreGlobal> globals() {
        return globals;
    }

    /** Whether the values are those of a thread. */
    boolean areOf(GuestThread thread) {
        return holder == thread;
    }

    int get(int slot) {
        return (int) globals.get(slot).get();
    }

    void set(int slot, int value) {
        globals.get(slot).set(value);
    }

    /** From now on they are a thread's. */
    void switchTo(GuestThread thread) {
        GuestThread before = holder;
        if (before == thread) {
            return;
        }
        for (int slot = 0; slot < ContextModule.SLOTS; slot++) {
            if (before != null) {
                before.keepContext(slot, get(slot));
            }
            set(slot, thread.keptContext(slot));
        }
        holder = thread;
    }
}
