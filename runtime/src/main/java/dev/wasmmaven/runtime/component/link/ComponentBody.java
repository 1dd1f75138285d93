package dev.wasmmaven.runtime.component.link;

import dev.wasmmaven.runtime.component.abi.AbiOptions;
import dev.wasmmaven.runtime.component.abi.ValueTypes;
import dev.wasmmaven.runtime.component.canon.BoundOptions;
import dev.wasmmaven.runtime.component.canon.InstanceSpaces;
import dev.wasmmaven.runtime.component.handle.ResourceType;
import dev.wasmmaven.runtime.component.plan.CanonOptions;
import dev.wasmmaven.runtime.component.plan.Sort;
import dev.wasmmaven.runtime.component.task.InstanceState;
import dev.wasmmaven.runtime.component.type.ExternType;
import dev.wasmmaven.runtime.component.type.ResourceId;
import dev.wasmmaven.runtime.engine.CoreExtern;
import dev.wasmmaven.runtime.engine.CoreFunc;
import dev.wasmmaven.runtime.engine.CoreMemory;
import dev.wasmmaven.runtime.engine.CoreTable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A component instance being made: its index spaces as far as they are filled, and what its resource ids stand for. */
final class ComponentBody implements InstanceSpaces {

    private final InstanceState state;
    private final @Nullable ComponentBody enclosing;
    private final IdentityHashMap<ResourceId, ResourceType> resources = new IdentityHashMap<>();
    private final ValueTypes types = new ValueTypes(this::resource);
    private final Map<Sort, List<CoreExtern>> core = new EnumMap<>(Sort.class);
    private final List<CoreExports> coreInstances = new ArrayList<>();
    private final Map<Sort, List<RuntimeItem>> items = new EnumMap<>(Sort.class);
    private final Map<String, RuntimeItem> exports = new LinkedHashMap<>();

    ComponentBody(InstanceState state, @Nullable ComponentBody enclosing) {
        this.state = state;
        this.enclosing = enclosing;
    }

    @Override
    public InstanceState state() {
        return state;
    }

    @Override
    public ValueTypes types() {
        return types;
    }

    /** The body so many levels further out, 0 being this one. */
    ComponentBody outer(int levels) {
        ComponentBody body = this;
        for (int i = 0; i < levels; i++) {
            body = Objects.requireNonNull(body.enclosing, "validation counts the levels");
        }
        return body;
    }

    // Core index spaces

    void addCore(Sort sort, CoreExtern extern) {
        core.computeIfAbsent(sort, any -> new ArrayList<>()).add(extern);
    }

    CoreExtern core(Sort sort, int index) {
        return core.getOrDefault(sort, List.of()).get(index);
    }

    CoreFunc coreFunc(int index) {
        return (CoreFunc) core(Sort.CORE_FUNC, index);
    }

    @Override
    public CoreMemory memory(int index) {
        return (CoreMemory) core(Sort.CORE_MEMORY, index);
    }

    @Override
    public CoreTable table(int index) {
        return (CoreTable) core(Sort.CORE_TABLE, index);
    }

    void addCoreInstance(CoreExports instance) {
        coreInstances.add(instance);
    }

    int coreInstanceCount() {
        return coreInstances.size();
    }

    CoreExports coreInstance(int index) {
        return coreInstances.get(index);
    }

    // Component index spaces

    void add(Sort sort, RuntimeItem item) {
        items.computeIfAbsent(sort, any -> new ArrayList<>()).add(item);
    }

    /** How many items a component index space has so far. */
    int count(Sort sort) {
        return items.getOrDefault(sort, List.of()).size();
    }

    RuntimeItem item(Sort sort, int index) {
        return items.getOrDefault(sort, List.of()).get(index);
    }

    void export(String name, RuntimeItem item) {
        exports.put(name, item);
    }

    Map<String, RuntimeItem> exports() {
        return exports;
    }

    // Resources

    @Override
    public ResourceType resource(ResourceId id) {
        return Objects.requireNonNull(resources.get(id), () -> "resource " + id + " is not bound");
    }

    boolean isBound(ResourceId id) {
        return resources.containsKey(id);
    }

    void bind(ResourceId id, ResourceType type) {
        resources.put(id, type);
    }

    /** Binds the resource ids of a type to what the item of that type has in their places. */
    void bind(ExternType type, @Nullable RuntimeItem item) {
        if (type instanceof ExternType.ResourceExtern resource && item instanceof RuntimeItem.Resource actual) {
            bind(resource.resource(), actual.type());
        } else if (type instanceof ExternType.InstanceType instance && item instanceof RuntimeItem.Instance actual) {
            for (ExternType.Named export : instance.exports()) {
                bind(export.type(), actual.exports().get(export.name()));
            }
        }
    }

    // Canonical options

    @Override
    public BoundOptions bind(CanonOptions options) {
        AbiOptions abi = new AbiOptions(
                state,
                options.encoding(),
                options.memory().isPresent() ? memory(options.memory().getAsInt()) : null,
                optionalFunc(options.realloc()));
        return new BoundOptions(
                abi, options.async(), optionalFunc(options.postReturn()), optionalFunc(options.callback()));
    }

    private @Nullable CoreFunc optionalFunc(OptionalInt index) {
        return index.isPresent() ? coreFunc(index.getAsInt()) : null;
    }
}
