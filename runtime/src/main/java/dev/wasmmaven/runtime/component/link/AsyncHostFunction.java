package dev.wasmmaven.runtime.component.link;

import dev.wasmmaven.runtime.component.value.Val;
import java.util.List;

/** The body of a host function of an {@code async} type. */
@FunctionalInterface
public interface AsyncHostFunction {

    /** For what cannot be given up, or is over. */
    Runnable NOT_CANCELLABLE = () -> {};

    /**
     * Begins the call, on the store's thread; what it throws is as for {@link HostFunction}.
     *
     * @param call the call under way; its handles are to be looked up before this returns
     * @param args one for each parameter, of its type
     * @param result takes the result, now or later, on the store's thread
     * @return asked once to hurry up if the call is not over by then: it calls {@link HostResult#cancelled} if that ends the
     *     call, or does nothing
     */
    Runnable call(HostCall call, List<Val> args, HostResult result);
}
