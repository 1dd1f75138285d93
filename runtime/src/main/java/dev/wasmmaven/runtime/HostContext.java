package dev.wasmmaven.runtime;

import dev.wasmmaven.runtime.component.link.HostCall;
import dev.wasmmaven.runtime.component.value.Val;
import java.util.function.BooleanSupplier;

/** A component's call of a {@link HostFunction}. */
public final class HostContext {

    private final HostCall call;

    HostContext(HostCall call) {
        this.call = call;
    }

    /**
     * The Java object behind a handle, owned or borrowed.
     *
     * @throws IllegalArgumentException the value is no handle of that type
     */
    public <T> T object(HostType<T> type, Val handle) {
        return call.object(type.resource(), handle);
    }

    /**
     * Takes a resource back from its owner: its destructor will not be called.
     *
     * @throws IllegalArgumentException the value is no owning handle of that type
     */
    public <T> T take(HostType<T> type, Val handle) {
        return call.take(type.resource(), handle);
    }

    /** Gives an object to the component: an owning handle, to be part of the result. */
    public <T> Val own(HostType<T> type, T object) {
        return call.own(type.resource(), object);
    }

    /**
     * Waits, in a way that {@link ComponentInstance#stop} ends. Whoever makes the condition true calls {@link #wake}, from
     * any thread.
     *
     * @throws dev.wasmmaven.runtime.error.TrapException the instance was stopped
     */
    public void await(BooleanSupplier condition) {
        call.await(condition);
    }

    /** Makes {@link #await} look again; from any thread. */
    public void wake() {
        call.store().wake();
    }
}
