package dev.wasmmaven.runtime;

import dev.wasmmaven.runtime.component.link.LinkedFunc;
import dev.wasmmaven.runtime.component.link.LinkedInstance;
import dev.wasmmaven.runtime.component.task.Store;
import dev.wasmmaven.runtime.component.value.Val;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An instance of a component. Used by one thread at a time, except {@link #stop}. After a trap, or an exception of a host
 * function, it can only be closed.
 */
public final class ComponentInstance implements AutoCloseable {

    private final LinkedInstance linked;
    private final Store store;
    private final @Nullable ComponentHost wasi;

    ComponentInstance(LinkedInstance linked, Store store, @Nullable ComponentHost wasi) {
        this.linked = linked;
        this.store = store;
        this.wasi = wasi;
    }

    /** The names of what it exports, in order. */
    public List<String> exports() {
        return List.copyOf(linked.exportNames());
    }

    /** The function exported under that name; empty also if the export is something else. */
    public Optional<ComponentFunction> func(String name) {
        return linked.func(name).map(ComponentInstance::function);
    }

    /**
     * A function of an exported interface.
     *
     * @param name as exported: {@code get}; for a resource {@code [constructor]counter}, {@code [method]counter.next},
     *     {@code [static]counter.of}
     */
    public Optional<ComponentFunction> func(String exportedInterface, String name) {
        return linked.func(exportedInterface, name).map(ComponentInstance::function);
    }

    private static ComponentFunction function(LinkedFunc func) {
        return new ComponentFunction(func);
    }

    /**
     * Drops a resource that a function returned as owned; its destructor runs.
     *
     * @throws IllegalArgumentException the value is no owning handle
     * @throws IllegalStateException it was given away or dropped before
     */
    public void drop(Val handle) {
        linked.drop(handle);
    }

    /** Stops what runs, with a trap of kind INTERRUPTED; for good, and from any thread. */
    public void stop() {
        if (wasi != null) {
            wasi.stop();
        }
        store.stop().stop();
        store.wake();
    }

    /** Closes the files and drops the resources of Java's that the component holds. Its own destructors do not run. */
    @Override
    public void close() {
        close(store, wasi);
    }

    static void close(Store store, @Nullable ComponentHost wasi) {
        try {
            store.close();
        } finally {
            if (wasi != null) {
                wasi.close();
            }
        }
    }
}
