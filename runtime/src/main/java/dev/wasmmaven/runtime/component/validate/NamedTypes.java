package dev.wasmmaven.runtime.component.validate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which types a scope has given a name to, by import or export. What it imports and exports may be made only of such
 * types, so that its outside can speak about them (Binary.md, notes on Import and Export Definitions).
 */
final class NamedTypes {

    private final Set<TypeNode> imported = new HashSet<>();
    private final Set<TypeNode> exported = new HashSet<>();

    /** Whether an import or export of this type speaks of named types only; if so, the types it names are noted. */
    boolean admit(Subtyping.Side side, Entity entity) {
        Set<TypeNode> named = named(side);
        if (entity instanceof Entity.Type type) {
            // An import cannot refer to what only exports have named.
            if (side == Subtyping.Side.IMPORT
                    && exported.contains(type.referenced())
                    && !imported.contains(type.referenced())) {
                return false;
            }
            if (!partsNamed(type.referenced(), named)) {
                return false;
            }
            if (side == Subtyping.Side.IMPORT) {
                imported.add(type.created());
            }
            exported.add(type.created());
            return true;
        }
        if (entity instanceof Entity.Instance instance) {
            for (Member member : instance.type().exports().values()) {
                if (!admit(side, member.entity())) {
                    return false;
                }
            }
            return true;
        }
        return !(entity instanceof Entity.Func func) || allNamed(func.type().parts(), named);
    }

    private Set<TypeNode> named(Subtyping.Side side) {
        return side == Subtyping.Side.IMPORT ? imported : exported;
    }

    private static boolean allNamed(Collection<ValueNode> types, Set<TypeNode> named) {
        return allNamed(types, named, new HashSet<>());
    }

    /**
     * Whether types are named.
     *
     * @param seen those that are known to be: a type may be referred to many times
     */
    private static boolean allNamed(Collection<ValueNode> types, Set<TypeNode> named, Set<ValueNode> seen) {
        for (ValueNode each : types) {
            boolean known = each.form().nominal() ? named.contains(each) : partsNamed(each, named, seen);
            if (!known) {
                return false;
            }
        }
        return true;
    }

    private static boolean partsNamed(ValueNode type, Set<TypeNode> named, Set<ValueNode> seen) {
        return !seen.add(type)
                || (type.resource().map(named::contains).orElse(true) && allNamed(type.presentParts(), named, seen));
    }

    private static boolean partsNamed(TypeNode type, Set<TypeNode> named) {
        if (type instanceof ValueNode value) {
            return partsNamed(value, named, new HashSet<>());
        }
        if (type instanceof FuncNode func) {
            return allNamed(func.parts(), named);
        }
        // Resources stand for themselves; component types were checked when they were made.
        return !(type instanceof InstanceNode instance) || partsNamed(instance, named);
    }

    /** What an instance type exports is named inside it, and only there. */
    private static boolean partsNamed(InstanceNode type, Set<TypeNode> named) {
        List<TypeNode> added = new ArrayList<>();
        boolean result = true;
        for (Member member : type.exports().values()) {
            Entity entity = member.entity();
            if (entity instanceof Entity.Func func) {
                result = allNamed(func.type().parts(), named);
            } else if (entity instanceof Entity.Instance instance) {
                result = partsNamed(instance.type(), named);
            } else if (entity instanceof Entity.Type inner) {
                result = partsNamed(inner.created(), named);
                if (result && named.add(inner.created())) {
                    added.add(inner.created());
                }
            }
            if (!result) {
                break;
            }
        }
        added.forEach(named::remove);
        return result;
    }
}
