package dev.wasmmaven.runtime.component.link;

import dev.wasmmaven.runtime.component.abi.ValueTypes;
import dev.wasmmaven.runtime.component.canon.ComponentFunc;
import dev.wasmmaven.runtime.component.handle.ResourceType;
import dev.wasmmaven.runtime.component.text.TypeText;
import dev.wasmmaven.runtime.component.type.ExternType;
import dev.wasmmaven.runtime.component.type.FuncType;
import dev.wasmmaven.runtime.component.type.ResourceId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares what a component imports with what it is offered (Explainer.md, Type Checking). What an import's type says of
 * types that mean nothing at run time need not be offered: it shows in the functions.
 */
final class ImportCheck {

    private final IdentityHashMap<ResourceId, ResourceType> resources = new IdentityHashMap<>();
    private final Set<ResourceId> missingResources = new HashSet<>();
    private final ValueTypes types = new ValueTypes(this::resource);
    private final List<String> problems = new ArrayList<>();

    ImportCheck() {}

    /** The types of what is imported, as far as their resources have been found. */
    ValueTypes types() {
        return types;
    }

    /** One line for each mismatch. */
    List<String> problems() {
        return problems;
    }

    void problem(String text) {
        problems.add(text);
    }

    /** A resource that is missing has been told of once; functions that use it are not told of as well. */
    private ResourceType resource(ResourceId id) {
        return resources.computeIfAbsent(id, missing -> {
            missingResources.add(missing);
            return new ResourceType(missing.name(), new Object());
        });
    }

    /** @param name what to call it in messages */
    void check(String name, ExternType wanted, @Nullable RuntimeItem offered) {
        if (wanted instanceof ExternType.ResourceExtern resource) {
            checkResource(name, resource.resource(), offered);
        } else if (wanted instanceof ExternType.ValTypeExtern || wanted instanceof ExternType.TypeExtern) {
            return;
        } else if (offered == null) {
            problem(name + ": " + describe(wanted) + " is missing");
        } else if (wanted instanceof ExternType.FuncExtern func && offered instanceof RuntimeItem.Func actual) {
            checkFunc(name, func.type(), actual.func());
        } else if (wanted instanceof ExternType.InstanceType instance
                && offered instanceof RuntimeItem.Instance actual) {
            for (ExternType.Named export : instance.exports()) {
                check(
                        name + " " + export.name(),
                        export.type(),
                        actual.exports().get(export.name()));
            }
        } else if (wanted instanceof ExternType.CoreModuleType module && offered instanceof RuntimeItem.Module actual) {
            match(null)
                    .module(
                            name,
                            new ExternType.CoreModuleType(
                                    actual.module().imports(), actual.module().exports()),
                            module);
        } else if (wanted instanceof ExternType.ComponentType component
                && offered instanceof RuntimeItem.Component actual) {
            match(actual.enclosing()).match(name, actual.plan().type(), component);
        } else {
            problem(name + ": expected " + describe(wanted) + ", found " + offered.kind());
        }
    }

    /**
     * Compares the types of what is not instantiated yet.
     *
     * @param enclosing whose resource types the offered type can refer to, null if there is none
     */
    private TypeMatch match(@Nullable ComponentBody enclosing) {
        return new TypeMatch(
                id -> enclosing != null && enclosing.isBound(id) ? enclosing.resource(id) : resources.get(id),
                this::problem);
    }

    private static String describe(ExternType type) {
        if (type instanceof ExternType.FuncExtern func) {
            return new TypeText().of(func.type());
        }
        if (type instanceof ExternType.InstanceType) {
            return "an instance";
        }
        return type instanceof ExternType.ComponentType ? "a component" : "a core module";
    }

    private void checkResource(String name, ResourceId id, @Nullable RuntimeItem offered) {
        ResourceType known = resources.get(id);
        if (offered instanceof RuntimeItem.Resource actual) {
            if (known == null) {
                resources.put(id, actual.type());
            } else if (known != actual.type() && !missingResources.contains(id)) {
                problem(name + ": resource types are not the same: expected '" + known + "', found '" + actual.type()
                        + "'");
            }
        } else if (offered != null) {
            problem(name + ": expected a resource type, found " + offered.kind());
        } else if (known == null) {
            problem(name + ": the resource type is missing");
            resource(id);
        }
    }

    private void checkFunc(String name, FuncType wanted, ComponentFunc offered) {
        FuncType mine = canonical(wanted, types);
        if (usesMissing(wanted)) {
            return;
        }
        FuncType theirs = canonical(offered.type(), offered.types());
        if (!mine.equals(theirs)) {
            problem(name + ": expected " + new TypeText().of(wanted) + ", found " + new TypeText().of(offered.type()));
        }
    }

    private boolean usesMissing(FuncType type) {
        String text = missingResources.isEmpty() ? "" : type.toString();
        return missingResources.stream().anyMatch(id -> text.contains("resource=" + id));
    }

    static FuncType canonical(FuncType type, ValueTypes types) {
        return new FuncType(
                type.async(),
                type.params().stream()
                        .map(param -> new FuncType.Param(param.name(), types.canonical(param.type())))
                        .toList(),
                type.result().map(types::canonical));
    }
}
