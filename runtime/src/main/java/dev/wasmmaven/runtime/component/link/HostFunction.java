package dev.wasmmaven.runtime.component.link;

import dev.wasmmaven.runtime.component.value.Val;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of a host function. */
@FunctionalInterface
public interface HostFunction {

    /**
     * Runs on the store's thread. What it throws crosses the guest's frames unchanged, seen by no guest, and poisons the
     * store: a problem that the guest is to see is a value of the result type. A
     * {@link dev.wasmmaven.runtime.error.TrapException} is for what the specification calls a trap.
     *
     * @param call the call under way, valid until the function returns
     * @param args one for each parameter, of its type
     * @return a value of the result type, null if the function has no result
     */
    @Nullable
    Val call(HostCall call, List<Val> args);
}
