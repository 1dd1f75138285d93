package dev.wasmmaven.runtime.component.abi;

import dev.wasmmaven.runtime.component.plan.CanonOptions.StringEncoding;
import dev.wasmmaven.runtime.component.task.InstanceState;
import dev.wasmmaven.runtime.engine.CoreFunc;
import dev.wasmmaven.runtime.engine.CoreMemory;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Canonical options that lifting and lowering need, bound to an instance's memory and functions. */
public final class AbiOptions {

    private final InstanceState instance;
    private final StringEncoding encoding;
    private final @Nullable CoreMemory memory;
    private final @Nullable CoreFunc realloc;
    private final AbiContext context;

    public AbiOptions(
            InstanceState instance, StringEncoding encoding, @Nullable CoreMemory memory, @Nullable CoreFunc realloc) {
        this.instance = instance;
        this.encoding = encoding;
        this.memory = memory;
        this.realloc = realloc;
        this.context = new AbiContext(this, null, null);
    }

    public InstanceState instance() {
        return instance;
    }

    StringEncoding encoding() {
        return encoding;
    }

    CoreMemory memory() {
        return Objects.requireNonNull(memory, "validation demands a memory");
    }

    /** The context of calls that borrow and lend nothing. */
    public AbiContext context() {
        return context;
    }

    /**
     * Whether {@code task.return} with these options fits a function lifted with the others. Without a memory none is
     * needed, and so any will do: the specification's tests want it.
     */
    public boolean fitsReturnOf(AbiOptions lifted) {
        return encoding == lifted.encoding && (memory == null || memory.equals(lifted.memory));
    }

    int reallocate(int old, int oldSize, int alignment, int newSize) {
        return (int) instance.callWithoutLeaving(
                        Objects.requireNonNull(realloc, "validation demands a realloc"),
                        old,
                        oldSize,
                        alignment,
                        newSize)[0];
    }
}
