package dev.wasmmaven.runtime.component.validate;

import dev.wasmmaven.runtime.component.type.ResourceId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts resource types in the place of others, throughout a type (Explainer.md, Type Checking). */
final class Substitution {

    private final Budget budget;
    private final Map<ResourceId, ResourceId> resources = new HashMap<>();
    private final Map<TypeNode, TypeNode> types = new HashMap<>();

    Substitution(Budget budget) {
        this.budget = budget;
    }

    void put(ResourceId old, ResourceId now) {
        resources.put(old, now);
    }

    /** Puts a whole type in the place of another, besides what follows from the resources. */
    void put(TypeNode old, TypeNode now) {
        types.put(old, now);
    }

    /** Forgets the types, but not the resources. */
    void forgetTypes() {
        types.clear();
    }

    Entity apply(Entity entity) {
        if (entity instanceof Entity.Func func) {
            return new Entity.Func(apply(func.type()));
        }
        if (entity instanceof Entity.Instance instance) {
            return new Entity.Instance(apply(instance.type()));
        }
        if (entity instanceof Entity.Component component) {
            return new Entity.Component(apply(component.type()));
        }
        if (entity instanceof Entity.Type type) {
            TypeNode referenced = apply(type.referenced());
            return new Entity.Type(
                    referenced, type.created().equals(type.referenced()) ? referenced : apply(type.created()));
        }
        return entity;
    }

    Map<String, Member> apply(Map<String, Member> members) {
        return Member.map(members, this::apply);
    }

    private TypeNode apply(TypeNode type) {
        if (type instanceof ValueNode value) {
            return apply(value);
        }
        if (type instanceof FuncNode func) {
            return apply(func);
        }
        if (type instanceof InstanceNode instance) {
            return apply(instance);
        }
        return type instanceof ComponentNode component ? apply(component) : apply((ResourceNode) type);
    }

    private ResourceNode apply(ResourceNode resource) {
        TypeNode known = types.get(resource);
        return known != null ? (ResourceNode) known : new ResourceNode(apply(resource.id()), resource.name());
    }

    private ResourceId apply(ResourceId resource) {
        return resources.getOrDefault(resource, resource);
    }

    private ValueNode apply(ValueNode type) {
        TypeNode known = types.get(type);
        if (known != null) {
            return (ValueNode) known;
        }
        ValueNode result = type.map(this::apply, this::apply);
        note(type, result);
        return result;
    }

    /** Remembers what became of a type, and pays for it if it is a new one. */
    private void note(TypeNode type, TypeNode result) {
        if (!result.equals(type)) {
            budget.spend();
        }
        types.put(type, result);
    }

    private FuncNode apply(FuncNode type) {
        TypeNode known = types.get(type);
        if (known != null) {
            return (FuncNode) known;
        }
        List<FuncNode.Param> params = type.params().stream()
                .map(it -> new FuncNode.Param(it.name(), apply(it.type())))
                .toList();
        Optional<ValueNode> result = type.result().map(this::apply);
        boolean same = params.equals(type.params()) && result.equals(type.result());
        FuncNode changed = same ? type : new FuncNode(type.async(), params, result);
        note(type, changed);
        return changed;
    }

    // A map that nothing changed is the very same.
    @SuppressWarnings("ReferenceEquality")
    private InstanceNode apply(InstanceNode type) {
        TypeNode known = types.get(type);
        if (known != null) {
            return (InstanceNode) known;
        }
        Map<String, Member> exports = apply(type.exports());
        List<ResourceId> defined = type.defined().stream().map(this::apply).toList();
        boolean same = exports == type.exports() && defined.equals(type.defined());
        InstanceNode changed = same ? type : new InstanceNode(exports, defined);
        note(type, changed);
        return changed;
    }

    // A map that nothing changed is the very same.
    @SuppressWarnings("ReferenceEquality")
    private ComponentNode apply(ComponentNode type) {
        TypeNode known = types.get(type);
        if (known != null) {
            return (ComponentNode) known;
        }
        Map<String, Member> imports = apply(type.imports());
        Map<String, Member> exports = apply(type.exports());
        List<ComponentNode.Path> imported = applyPaths(type.imported());
        List<ComponentNode.Path> defined = applyPaths(type.defined());
        boolean same = imports == type.imports()
                && exports == type.exports()
                && imported.equals(type.imported())
                && defined.equals(type.defined());
        ComponentNode changed = same ? type : new ComponentNode(imports, exports, imported, defined);
        note(type, changed);
        return changed;
    }

    private List<ComponentNode.Path> applyPaths(List<ComponentNode.Path> paths) {
        return paths.stream()
                .map(it -> new ComponentNode.Path(apply(it.resource()), it.names()))
                .toList();
    }
}
