package dev.wasmmaven.runtime.component.link;

import dev.wasmmaven.runtime.component.abi.ValueTypes;
import dev.wasmmaven.runtime.component.handle.ResourceType;
import dev.wasmmaven.runtime.component.plan.ComponentPlan;
import dev.wasmmaven.runtime.component.plan.Nesting;
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
    private final Map<String, HostItem> functions = new LinkedHashMap<>();
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
        return add(name, new HostItem.Func(type, body));
    }

    /**
     * The same for a function of whatever type a component imports it with.
     *
     * @throws IllegalArgumentException the name is taken
     */
    public Linker func(String name, HostFunction body) {
        return add(name, new HostItem.UntypedFunc(body));
    }

    private Linker add(String name, HostItem item) {
        if (functions.putIfAbsent(name, item) != null) {
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
                RuntimeItem offered = new Offers(it.type(), check.types(), store).find(it);
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
        return Nesting.call(plan.depth(), () -> {
            List<ComponentBody> made = new ArrayList<>(1);
            store.run(() -> made.add(Instantiation.instantiate(plan, store, imports)), () -> true);
            return new LinkedInstance(store, plan, made.get(0).exports());
        });
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

    /** What there is for one import, whose type is one of the component that imports. */
    private final class Offers {

        private final ExternType wanted;
        private final ValueTypes wantedTypes;
        private final Store store;

        Offers(ExternType wanted, ValueTypes wantedTypes, Store store) {
            this.wanted = wanted;
            this.wantedTypes = wantedTypes;
            this.store = store;
        }

        /** What is offered; null if nothing is. */
        @Nullable
        RuntimeItem find(PlanStep.Import step) {
            String name = step.name() + step.attributes().versionSuffix().orElse("");
            RuntimeItem exact = findExact(name);
            if (exact != null) {
                return exact;
            }
            // An instance under a plain name is by default that of the interface it implements.
            String implemented = step.attributes().implemented().orElse(name);
            RuntimeItem implementing = findExact(implemented);
            if (implementing != null) {
                return implementing;
            }
            return Versions.family(implemented)
                    .flatMap(Linker.this::highest)
                    .map(this::findExact)
                    .orElse(null);
        }

        private @Nullable RuntimeItem findExact(String name) {
            LinkedInstance instance = instances.get(name);
            if (instance != null && instance.store() == store) {
                return instance.exports();
            }
            HostItem function = functions.get(name);
            if (function != null) {
                return item(name, function, wanted);
            }
            HostInterface offered = interfaces.get(name);
            return offered == null ? null : items(offered);
        }

        private RuntimeItem items(HostInterface offered) {
            Map<String, RuntimeItem> exports = new LinkedHashMap<>();
            offered.items().forEach((name, item) -> {
                ExternType type = wanted instanceof ExternType.InstanceType instance
                        ? instance.export(name).orElse(null)
                        : null;
                RuntimeItem made = item(offered.name() + " " + name, item, type);
                if (made != null) {
                    exports.put(name, made);
                }
            });
            return new RuntimeItem.Instance(exports);
        }

        private @Nullable RuntimeItem item(String name, HostItem item, @Nullable ExternType type) {
            if (item instanceof HostItem.Func func) {
                return new RuntimeItem.Func(new HostFunc(name, func, types, store));
            }
            if (item instanceof HostItem.AsyncFunc func) {
                return new RuntimeItem.Func(new AsyncHostFunc(name, func, types, store));
            }
            if (item instanceof HostItem.UntypedFunc func) {
                return type instanceof ExternType.FuncExtern extern
                        ? new RuntimeItem.Func(
                                new HostFunc(name, new HostItem.Func(extern.type(), func.body()), wantedTypes, store))
                        : null;
            }
            return new RuntimeItem.Resource(
                    ((HostItem.Resource) item).resource().type());
        }
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
