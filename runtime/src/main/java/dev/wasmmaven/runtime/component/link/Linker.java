package dev.wasmmaven.runtime.component.link;

import dev.wasmmaven.runtime.component.abi.ValueTypes;
import dev.wasmmaven.runtime.component.handle.HostResource;
import dev.wasmmaven.runtime.component.handle.ResourceType;
import dev.wasmmaven.runtime.component.plan.ComponentPlan;
import dev.wasmmaven.runtime.component.plan.PlanStep;
import dev.wasmmaven.runtime.component.task.Store;
import dev.wasmmaven.runtime.component.type.ExternType;
import dev.wasmmaven.runtime.component.type.FuncType;
import dev.wasmmaven.runtime.component.type.ResourceId;
import dev.wasmmaven.runtime.error.UnlinkableException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a host offers to the components it instantiates. An import named {@code a:b/c@0.2.3} is also served by another
 * version that is compatible by semver, {@code a:b/c@0.2.12} for one; the highest wins. Built by one thread, then only read.
 */
public final class Linker {

    private final Map<String, HostInterface> interfaces = new LinkedHashMap<>();
    private final Map<String, HostItem.Func> functions = new LinkedHashMap<>();
    private final Map<String, LinkedInstance> instances = new LinkedHashMap<>();
    private final Map<ResourceId, ResourceType> resources = new ConcurrentHashMap<>();
    private final ValueTypes types = new ValueTypes(this::resource);

    public Linker() {}

    /** The instance of that name, made when first asked for. */
    public HostInterface instance(String name) {
        return interfaces.computeIfAbsent(name, HostInterface::new);
    }

    /**
     * Offers a function to components that import it directly.
     *
     * @throws IllegalArgumentException the name is taken
     */
    public Linker func(String name, FuncType type, HostFunction body) {
        if (functions.putIfAbsent(name, new HostItem.Func(type, body)) != null) {
            throw new IllegalArgumentException("there is a function '" + name + "' already");
        }
        return this;
    }

    /**
     * Offers the exports of an instance as an instance of that name; only to components of the same store.
     *
     * @throws IllegalArgumentException the name is taken
     */
    public Linker instance(String name, LinkedInstance instance) {
        if (instances.putIfAbsent(name, instance) != null) {
            throw new IllegalArgumentException("there is an instance '" + name + "' already");
        }
        return this;
    }

    private ResourceType resource(ResourceId id) {
        ResourceType known = resources.get(id);
        if (known == null) {
            interfaces.values().stream()
                    .flatMap(each -> each.items().values().stream())
                    .filter(HostItem.Resource.class::isInstance)
                    .map(item -> ((HostItem.Resource) item).resource())
                    .forEach(resource -> resources.put(resource.id(), resource.type()));
            known = resources.get(id);
        }
        if (known == null) {
            throw new IllegalArgumentException("no interface offers the resource type '" + id + "'");
        }
        return known;
    }

    /**
     * Makes an instance of a component: checks its imports, runs the start functions of its core modules.
     *
     * @throws UnlinkableException imports are missing or of other types; the message lists them all
     * @throws dev.wasmmaven.runtime.error.TrapException a start function trapped
     * @throws dev.wasmmaven.runtime.error.UninstantiableException a memory or table is too large
     */
    public LinkedInstance instantiate(Store store, ComponentPlan plan) {
        ImportCheck check = new ImportCheck();
        Map<String, RuntimeItem> imports = new HashMap<>();
        for (PlanStep step : plan.steps()) {
            if (step instanceof PlanStep.Import it) {
                RuntimeItem offered = find(it, store);
                if (offered != null) {
                    imports.put(it.name(), offered);
                    check.check(it.name(), it.type(), offered);
                } else if (it.type() instanceof ExternType.InstanceType) {
                    check.problem(it.name() + ": " + nearest(it.name()));
                } else {
                    check.check(it.name(), it.type(), null);
                }
            }
        }
        if (!check.problems().isEmpty()) {
            throw new UnlinkableException(
                    plan.name() + " cannot be linked:\n  " + String.join("\n  ", check.problems()), null);
        }
        List<ComponentBody> made = new ArrayList<>(1);
        store.run(
                () -> made.add(Instantiation.instantiate(new RuntimeItem.Component(plan, null), store, imports)),
                () -> true);
        return new LinkedInstance(store, plan, made.get(0).exports());
    }

    /** What is offered for an import; null if nothing is. */
    private @Nullable RuntimeItem find(PlanStep.Import step, Store store) {
        String name = step.name() + step.attributes().versionSuffix().orElse("");
        RuntimeItem exact = findExact(name, store);
        if (exact != null) {
            return exact;
        }
        // An instance under a plain name is by default that of the interface it implements.
        String wanted = step.attributes().implemented().orElse(name);
        RuntimeItem implementing = findExact(wanted, store);
        if (implementing != null) {
            return implementing;
        }
        return Versions.family(wanted)
                .flatMap(this::highest)
                .map(best -> findExact(best, store))
                .orElse(null);
    }

    private Optional<String> highest(String family) {
        return names().stream()
                .filter(name -> Versions.family(name).filter(family::equals).isPresent())
                .max(Versions::compare);
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(interfaces.keySet());
        names.addAll(instances.keySet());
        return names;
    }

    private @Nullable RuntimeItem findExact(String name, Store store) {
        LinkedInstance instance = instances.get(name);
        if (instance != null && instance.store() == store) {
            return instance.exports();
        }
        HostItem.Func function = functions.get(name);
        if (function != null) {
            return new RuntimeItem.Func(new HostFunc(name, function, types, store));
        }
        HostInterface offered = interfaces.get(name);
        return offered == null ? null : item(offered, store);
    }

    private RuntimeItem item(HostInterface offered, Store store) {
        Map<String, RuntimeItem> exports = new LinkedHashMap<>();
        offered.items().forEach((name, item) -> exports.put(name, item(offered.name() + " " + name, item, store)));
        return new RuntimeItem.Instance(exports);
    }

    private RuntimeItem item(String name, HostItem item, Store store) {
        if (item instanceof HostItem.Func func) {
            return new RuntimeItem.Func(new HostFunc(name, func, types, store));
        }
        HostResource<?> resource = ((HostItem.Resource) item).resource();
        return new RuntimeItem.Resource(resource.type());
    }

    private String nearest(String name) {
        List<String> others = names().stream()
                .filter(each -> Versions.unversioned(each).equals(Versions.unversioned(name)))
                .sorted(Versions::compare)
                .toList();
        return others.isEmpty()
                ? "the instance is missing"
                : "this version is missing; offered is " + String.join(", ", others);
    }
}
