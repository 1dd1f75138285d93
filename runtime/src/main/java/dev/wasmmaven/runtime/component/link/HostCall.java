package dev.wasmmaven.runtime.component.link;

import dev.wasmmaven.runtime.component.handle.HostResource;
import dev.wasmmaven.runtime.component.handle.ResourceVal;
import dev.wasmmaven.runtime.component.task.Store;
import dev.wasmmaven.runtime.component.value.Val;
import java.util.function.BooleanSupplier;

/** A guest's call of a host function, as the function sees it. */
public final class HostCall {

    private final Store store;

    public HostCall(Store store) {
        this.store = store;
    }

    /** The store of the guest. */
    public Store store() {
        return store;
    }

    /**
     * The object behind a handle, owned or borrowed; the handle stays as it is.
     *
     * @throws IllegalArgumentException the value is no handle of that type
     */
    public <T> T object(HostResource<T> resource, Val handle) {
        return store.hostObjects().get(resource, checked(resource, handle).rep());
    }

    /**
     * Takes an owned resource out of the store: from now on it is the host's alone, and its destructor is not called.
     *
     * @throws IllegalArgumentException the value is no owning handle of that type
     */
    public <T> T take(HostResource<T> resource, Val handle) {
        ResourceVal value = checked(resource, handle);
        if (!value.isOwn()) {
            throw new IllegalArgumentException("a borrowed '" + resource + "' cannot be taken");
        }
        value.consume();
        return store.hostObjects().take(resource, value.rep());
    }

    /** Puts an object into the store: an owning handle for the guest, to be part of the result. */
    public <T> Val own(HostResource<T> resource, T object) {
        return new ResourceVal(resource.type(), store.hostObjects().add(resource, object), true);
    }

    /**
     * Blocks the calling guest until the condition holds. Whoever makes it true calls {@link Store#wake} then.
     *
     * @throws dev.wasmmaven.runtime.error.TrapException the guest was stopped meanwhile
     */
    public void await(BooleanSupplier ready) {
        store.await(ready, Long.MAX_VALUE);
    }

    /**
     * The same, at most until a deadline.
     *
     * @param deadline as {@link System#nanoTime} has it, {@link Long#MAX_VALUE} for none
     */
    public void await(BooleanSupplier ready, long deadline) {
        store.await(ready, deadline);
    }

    private static ResourceVal checked(HostResource<?> resource, Val handle) {
        if (handle instanceof ResourceVal value && value.type() == resource.type()) {
            value.requireUsable();
            return value;
        }
        throw new IllegalArgumentException("expected a handle of resource '" + resource + "', got " + handle);
    }
}
