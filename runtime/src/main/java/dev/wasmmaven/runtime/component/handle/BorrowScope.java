package dev.wasmmaven.runtime.component.handle;

/** A task as borrowing handles see it: how many of them it must drop before it returns. */
public interface BorrowScope {

    /** A handle was borrowed for this task. */
    void borrowed();

    /** It was dropped. */
    void handleDropped();
}
