package dev.wasmmaven.runtime.component.link;

import dev.wasmmaven.runtime.component.value.Val;
import org.jspecify.annotations.Nullable;

/** Takes the result of an asynchronous host function. Called once, on the store's thread. */
public interface HostResult {

    /** The call has returned: a value of the result type, null if the function has no result. */
    void complete(@Nullable Val value);

    /** The call was cancelled, and has had no effect that the guest would have to know of. */
    void cancelled();
}
