package dev.wasmmaven.runtime.component.link;

import dev.wasmmaven.runtime.component.canon.Canon;
import dev.wasmmaven.runtime.component.handle.ResourceVal;
import dev.wasmmaven.runtime.component.plan.ComponentPlan;
import dev.wasmmaven.runtime.component.task.Store;
import dev.wasmmaven.runtime.component.value.Val;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A component instance whose exports the host can call. */
public final class LinkedInstance {

    private final Store store;
    private final ComponentPlan plan;
    private final RuntimeItem.Instance exports;

    LinkedInstance(Store store, ComponentPlan plan, Map<String, RuntimeItem> exports) {
        this.store = store;
        this.plan = plan;
        this.exports = new RuntimeItem.Instance(exports);
    }

    public Store store() {
        return store;
    }

    /** The component that it is an instance of. */
    public ComponentPlan component() {
        return plan;
    }

    RuntimeItem.Instance exports() {
        return exports;
    }

    /** The names of what it exports, in order. */
    public Set<String> exportNames() {
        return exports.exports().keySet();
    }

    /** The exported function of that name. */
    public Optional<LinkedFunc> func(String name) {
        return func(exports, name);
    }

    /** A function of an exported instance. */
    public Optional<LinkedFunc> func(String instance, String name) {
        return exports.exports().get(instance) instanceof RuntimeItem.Instance item
                ? func(item, name)
                : Optional.empty();
    }

    private Optional<LinkedFunc> func(RuntimeItem.Instance instance, String name) {
        return instance.exports().get(name) instanceof RuntimeItem.Func item
                ? Optional.of(new LinkedFunc(store, item.func()))
                : Optional.empty();
    }

    /**
     * Drops a resource that the host owns, which runs its destructor.
     *
     * @throws IllegalArgumentException the value is no owning handle
     */
    public void drop(Val handle) {
        if (!(handle instanceof ResourceVal resource) || !resource.isOwn()) {
            throw new IllegalArgumentException("not an owning handle: " + handle);
        }
        resource.consume();
        store.run(() -> Canon.destroy(store, resource.type(), resource.rep()), () -> true);
    }

    @Override
    public String toString() {
        return plan.name() + List.copyOf(exportNames());
    }
}
