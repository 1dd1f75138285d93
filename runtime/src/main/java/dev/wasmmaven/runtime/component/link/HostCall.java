package dev.wasmmaven.runtime.component.link;

import dev.wasmmaven.runtime.component.abi.StreamVal;
import dev.wasmmaven.runtime.component.abi.ValueTypes;
import dev.wasmmaven.runtime.component.handle.HostResource;
import dev.wasmmaven.runtime.component.handle.ResourceVal;
import dev.wasmmaven.runtime.component.task.Store;
import dev.wasmmaven.runtime.component.task.StreamEnd;
import dev.wasmmaven.runtime.component.type.ValType;
import dev.wasmmaven.runtime.component.value.Val;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A guest's call of a host function, as the function sees it. */
public final class HostCall {

    private final Store store;
    private final ValueTypes types;

    /** @param types what the host's resource types are */
    public HostCall(Store store, ValueTypes types) {
        this.store = store;
        this.types = types;
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
     * Makes a stream whose elements the host gives: the readable end, to be part of the result.
     *
     * @param element their type
     */
    public Val stream(ValType element, StreamSource source) {
        StreamEnd readable = StreamEnd.create(types.element(Optional.of(element)), false);
        StreamEnd writable = Objects.requireNonNull(readable.other(), "writable end");
        new StreamWriter(writable, source).start();
        return new StreamVal(readable);
    }

    /**
     * Makes a future whose value the host gives.
     *
     * @param element the type of the value
     */
    public FutureWriter future(ValType element) {
        return new FutureWriter(StreamEnd.create(types.element(Optional.of(element)), true));
    }

    /**
     * Takes a stream, an argument of this call, and reads it to its end.
     *
     * @param chunk how many elements the sink is given at once, at most
     */
    public void read(Val stream, int chunk, StreamSink sink) {
        new StreamReader(((StreamVal) stream).take(), sink, store.operations(), chunk).start();
    }

    /** Takes a stream or future, an argument of this call, and drops it. */
    public void drop(Val end) {
        ((StreamVal) end).take().drop();
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
