package dev.wasmmaven.runtime.component.abi;

import dev.wasmmaven.runtime.component.handle.BorrowScope;
import dev.wasmmaven.runtime.component.handle.HandleTable;
import dev.wasmmaven.runtime.component.handle.Lenders;
import dev.wasmmaven.runtime.component.task.InstanceState;
import dev.wasmmaven.runtime.engine.CoreMemory;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where lifting and lowering happens: one side of a call (CanonicalABI.md, Lifting and Lowering Context).
 *
 * @param lenders where the handles are counted that a caller lends
 * @param scope the task that a callee's borrowed handles belong to
 */
public record AbiContext(
        AbiOptions options,
        @Nullable Lenders lenders,
        @Nullable BorrowScope scope) {

    InstanceState instance() {
        return options.instance();
    }

    HandleTable<Object> handles() {
        return options.instance().handles();
    }

    CoreMemory memory() {
        return options.memory();
    }

    Lenders requireLenders() {
        return Objects.requireNonNull(lenders, "validation keeps borrows out of results");
    }

    BorrowScope requireScope() {
        return Objects.requireNonNull(scope, "validation keeps borrows out of results");
    }

    int allocate(int alignment, int size) {
        return options.reallocate(0, 0, alignment, size);
    }

    int reallocate(int old, int oldSize, int alignment, int newSize) {
        return options.reallocate(old, oldSize, alignment, newSize);
    }
}
