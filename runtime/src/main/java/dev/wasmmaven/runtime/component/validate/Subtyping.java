package dev.wasmmaven.runtime.component.validate;

import dev.wasmmaven.runtime.component.type.ResourceId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Subtyping between imports, exports and types (Explainer.md, Type Checking). Value and function types must be equal, as
 * in {@code wasmparser}: the specification leaves open what else is allowed. Each method throws {@link Invalid} if its
 * first argument cannot be given where the second is wanted.
 */
final class Subtyping {

    /** Which side of a component's type is satisfied. */
    enum Side {
        IMPORT("import"),
        EXPORT("export");

        private final String text;

        Side(String text) {
            this.text = text;
        }

        private Map<String, Member> members(ComponentNode component) {
            return this == IMPORT ? component.imports() : component.exports();
        }

        private List<ComponentNode.Path> resources(ComponentNode component) {
            return this == IMPORT ? component.imported() : component.defined();
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** Two types of which the first can be given where the second is wanted. */
    private record Pair(TypeNode offered, TypeNode wanted) {}

    /** What was found before: types are referred to many times. */
    private final Set<Pair> proven = new HashSet<>();

    private final Budget budget;

    Subtyping(Budget budget) {
        this.budget = budget;
    }

    void check(Entity offered, Entity wanted) {
        if (offered instanceof Entity.Module a && wanted instanceof Entity.Module b) {
            module(a.type(), b.type());
        } else if (offered instanceof Entity.Func a && wanted instanceof Entity.Func b) {
            func(a.type(), b.type());
        } else if (offered instanceof Entity.Type a && wanted instanceof Entity.Type b) {
            type(a.referenced(), b.referenced());
        } else if (offered instanceof Entity.Instance a && wanted instanceof Entity.Instance b) {
            instance(a.type(), b.type());
        } else if (offered instanceof Entity.Component a && wanted instanceof Entity.Component b) {
            component(a.type(), b.type());
        } else {
            throw mismatch(wanted.kind(), offered.kind());
        }
    }

    private static Invalid mismatch(String wanted, String offered) {
        return Invalid.because("expected " + wanted + ", found " + offered);
    }

    private static void in(String context, Runnable check) {
        try {
            check.run();
        } catch (Invalid e) {
            throw e.in(context);
        }
    }

    private void module(ModuleNode offered, ModuleNode wanted) {
        if (offered == wanted) {
            return;
        }
        // What the one imports must be given to the other.
        offered.imports().forEach((key, type) -> {
            String name = key.module() + "::" + key.name();
            var given = wanted.imports().get(key);
            if (given == null) {
                throw Invalid.because("missing expected import `" + name + "`");
            }
            in("type mismatch in import `" + name + "`", () -> CoreTypes.checkMatch(given, type));
        });
        wanted.exports().forEach((name, type) -> {
            var given = offered.exports().get(name);
            if (given == null) {
                throw Invalid.because("missing expected export `" + name + "`");
            }
            in("type mismatch in export `" + name + "`", () -> CoreTypes.checkMatch(given, type));
        });
    }

    private void type(TypeNode offered, TypeNode wanted) {
        if (offered instanceof ResourceNode a && wanted instanceof ResourceNode b) {
            resource(a, b);
        } else if (offered instanceof ValueNode a && wanted instanceof ValueNode b) {
            value(a, b);
        } else if (offered instanceof FuncNode a && wanted instanceof FuncNode b) {
            func(a, b);
        } else if (offered instanceof InstanceNode a && wanted instanceof InstanceNode b) {
            instance(a, b);
        } else if (offered instanceof ComponentNode a && wanted instanceof ComponentNode b) {
            component(a, b);
        } else {
            throw mismatch(describe(wanted), describe(offered));
        }
    }

    private static String describe(TypeNode type) {
        return type instanceof ValueNode ? "defined type" : type.kind();
    }

    private void resource(ResourceNode offered, ResourceNode wanted) {
        if (!offered.id().equals(wanted.id())) {
            throw Invalid.because("resource types are not the same (`" + offered.id() + "` vs. `" + wanted.id() + "`)");
        }
    }

    /** Whether there is nothing to check; if there is, what asks again while it is checked is told that there is not. */
    private boolean known(TypeNode offered, TypeNode wanted) {
        return offered.equals(wanted) || !proven.add(new Pair(offered, wanted));
    }

    private void instance(InstanceNode offered, InstanceNode wanted) {
        if (known(offered, wanted)) {
            return;
        }
        for (Map.Entry<String, Member> each : wanted.exports().entrySet()) {
            if (!offered.exports().containsKey(each.getKey())) {
                throw Invalid.because("missing expected export `" + each.getKey() + "`");
            }
        }
        for (Map.Entry<String, Member> each : wanted.exports().entrySet()) {
            Member given = Objects.requireNonNull(offered.exports().get(each.getKey()));
            in(
                    "type mismatch in instance export `" + each.getKey() + "`",
                    () -> check(given.entity(), each.getValue().entity()));
        }
    }

    /**
     * The imports that the wanted type will be given must satisfy the offered component, and what it then exports must
     * satisfy the wanted type; each time the resources of the one side become those of the other.
     */
    private void component(ComponentNode offered, ComponentNode wanted) {
        if (known(offered, wanted)) {
            return;
        }
        Substitution given = satisfy(entities(wanted.imports()), offered, Side.IMPORT);
        given.forgetTypes();
        satisfy(entities(given.apply(offered.exports())), wanted, Side.EXPORT);
    }

    private static Map<String, Entity> entities(Map<String, Member> members) {
        Map<String, Entity> entities = new HashMap<>();
        members.forEach((name, member) -> entities.put(name, member.entity()));
        return entities;
    }

    /**
     * Checks that entities satisfy one side of a component's type.
     *
     * @return what the type's resources, and the types it names, turn out to be
     */
    Substitution satisfy(Map<String, Entity> offered, ComponentNode wanted, Side side) {
        Substitution substitution = new Substitution(budget);
        for (ComponentNode.Path path : side.resources(wanted)) {
            // What is missing or of another kind is found below, where types are compared.
            find(offered, path.names()).ifPresent(found -> substitution.put(path.resource(), found));
        }
        Map<String, Member> members = side.members(wanted);
        for (String name : members.keySet()) {
            if (!offered.containsKey(name)) {
                throw Invalid.because("missing " + side + " named `" + name + "`");
            }
        }
        Map<TypeNode, TypeNode> renamed = new HashMap<>();
        Set<Pair> visited = new HashSet<>();
        for (Map.Entry<String, Member> each : members.entrySet()) {
            Entity given = Objects.requireNonNull(offered.get(each.getKey()));
            Entity entity = each.getValue().entity();
            in("type mismatch for " + side + " `" + each.getKey() + "`", () -> {
                Entity expected = substitution.apply(entity);
                substitution.forgetTypes();
                check(given, expected);
            });
            rename(entity, given, renamed, visited);
        }
        renamed.forEach(substitution::put);
        return substitution;
    }

    private static Optional<ResourceId> find(Map<String, Entity> offered, List<String> path) {
        @Nullable Entity entity = offered.get(path.get(0));
        for (String name : path.subList(1, path.size())) {
            Member inner = entity instanceof Entity.Instance instance
                    ? instance.type().exports().get(name)
                    : null;
            entity = inner == null ? null : inner.entity();
        }
        return entity instanceof Entity.Type type && type.created() instanceof ResourceNode resource
                ? Optional.of(resource.id())
                : Optional.empty();
    }

    /** Notes which type each type that the wanted side names was given. */
    private static void rename(Entity wanted, Entity offered, Map<TypeNode, TypeNode> into, Set<Pair> visited) {
        if (wanted instanceof Entity.Type a && offered instanceof Entity.Type b) {
            into.put(a.created(), b.created());
        } else if (wanted instanceof Entity.Instance a
                && offered instanceof Entity.Instance b
                && visited.add(new Pair(b.type(), a.type()))) {
            a.type().exports().forEach((name, member) -> {
                Member given = Objects.requireNonNull(b.type().exports().get(name));
                rename(member.entity(), given.entity(), into, visited);
            });
        }
    }

    private void func(FuncNode offered, FuncNode wanted) {
        if (known(offered, wanted)) {
            return;
        }
        if (offered.async() != wanted.async()) {
            throw mismatch(sync(wanted), sync(offered));
        }
        if (offered.params().size() != wanted.params().size()) {
            throw mismatch(
                    wanted.params().size() + " parameters", offered.params().size() + "");
        }
        for (int i = 0; i < wanted.params().size(); i++) {
            FuncNode.Param given = offered.params().get(i);
            FuncNode.Param asked = wanted.params().get(i);
            if (!given.name().equals(asked.name())) {
                throw mismatch("parameter named `" + asked.name() + "`", "`" + given.name() + "`");
            }
            in("type mismatch in function parameter `" + asked.name() + "`", () -> value(given.type(), asked.type()));
        }
        optional("result", offered.result(), wanted.result());
    }

    private static String sync(FuncNode type) {
        return type.async() ? "async function" : "sync function";
    }

    private void optional(String what, Optional<ValueNode> offered, Optional<ValueNode> wanted) {
        if (offered.isPresent() != wanted.isPresent()) {
            throw wanted.isPresent()
                    ? mismatch("a type of " + what, "none")
                    : Invalid.because("expected no type of " + what + ", found one");
        }
        if (offered.isPresent()) {
            in("type mismatch in " + what, () -> value(offered.get(), wanted.get()));
        }
    }

    /** Whether two value types are the same. */
    static boolean same(ValueNode one, ValueNode other) {
        try {
            new Subtyping(new Budget()).value(one, other);
            return true;
        } catch (Invalid e) {
            return false;
        }
    }

    private void value(ValueNode offered, ValueNode wanted) {
        if (known(offered, wanted)) {
            return;
        }
        if (offered.form() != wanted.form() || !offered.primitive().equals(wanted.primitive())) {
            throw mismatch(wanted.kind(), offered.kind());
        }
        if (offered.parts().size() != wanted.parts().size()) {
            throw mismatch(
                    wanted.parts().size() + " parts",
                    String.valueOf(offered.parts().size()));
        }
        if (!offered.labels().equals(wanted.labels())) {
            throw mismatch(wanted.kind() + " with labels " + wanted.labels(), String.valueOf(offered.labels()));
        }
        if (offered.length() != wanted.length()) {
            throw mismatch("length " + wanted.length(), String.valueOf(offered.length()));
        }
        offered.resource().ifPresent(it -> resource(it, wanted.resource().orElseThrow()));
        for (int i = 0; i < wanted.parts().size(); i++) {
            String part = wanted.labels().isEmpty()
                    ? "part " + i + " of " + wanted.kind()
                    : wanted.kind() + " " + (wanted.form() == ValueNode.Kind.RECORD ? "field" : "case") + " `"
                            + wanted.labels().get(i) + "`";
            optional(part, offered.parts().get(i), wanted.parts().get(i));
        }
    }
}
