package dev.wasmmaven.runtime.component.validate;

import dev.wasmmaven.runtime.component.type.ResourceId;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;

/** The resource types that a type refers to and does not bind itself. */
final class FreeResources {

    /** Results for types met before: a type may be referred to many times. */
    private final IdentityHashMap<TypeNode, Set<ResourceId>> known = new IdentityHashMap<>();

    static Set<ResourceId> of(TypeNode type) {
        return new FreeResources().in(type);
    }

    static Set<ResourceId> of(Collection<Member> members) {
        return new FreeResources().in(members);
    }

    private Set<ResourceId> in(Collection<Member> members) {
        Set<ResourceId> free = new HashSet<>();
        for (Member member : members) {
            free.addAll(in(member.entity()));
        }
        return free;
    }

    private Set<ResourceId> in(Entity entity) {
        if (entity instanceof Entity.Func func) {
            return in(func.type());
        }
        if (entity instanceof Entity.Instance instance) {
            return in(instance.type());
        }
        if (entity instanceof Entity.Component component) {
            return in(component.type());
        }
        return entity instanceof Entity.Type type ? in(type.created()) : Set.of();
    }

    private Set<ResourceId> in(TypeNode type) {
        if (type instanceof ResourceNode resource) {
            return Set.of(resource.id());
        }
        Set<ResourceId> before = known.get(type);
        if (before != null) {
            return before;
        }
        Set<ResourceId> free = collect(type);
        known.put(type, free);
        return free;
    }

    private Set<ResourceId> collect(TypeNode type) {
        Set<ResourceId> free = new HashSet<>();
        if (type instanceof ValueNode value) {
            value.resource().ifPresent(it -> free.add(it.id()));
            value.presentParts().forEach(it -> free.addAll(in(it)));
        } else if (type instanceof FuncNode func) {
            func.parts().forEach(it -> free.addAll(in(it)));
        } else if (type instanceof InstanceNode instance) {
            free.addAll(in(instance.exports().values()));
            instance.defined().forEach(free::remove);
        } else if (type instanceof ComponentNode component) {
            free.addAll(in(component.imports().values()));
            free.addAll(in(component.exports().values()));
            component.imported().forEach(it -> free.remove(it.resource()));
            component.defined().forEach(it -> free.remove(it.resource()));
        }
        return free;
    }
}
