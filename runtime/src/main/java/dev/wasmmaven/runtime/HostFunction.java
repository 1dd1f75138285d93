package dev.wasmmaven.runtime;

import dev.wasmmaven.runtime.component.value.Val;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function of Java that components call. Its type is what a component imports it with. */
@FunctionalInterface
public interface HostFunction {

    /**
     * Runs on the thread that called the component. What it throws crosses the component unseen and reaches that caller;
     * the instance is of no use afterwards. A problem that the component is to see is a value of the result type.
     *
     * @param context the call under way, valid until the function returns
     * @param args one for each parameter, of its type
     * @return a value of the result type, null if the function has no result
     */
    @Nullable
    Val call(HostContext context, List<Val> args);
}
