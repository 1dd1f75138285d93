package dev.wasmmaven.runtime.component.validate;

import dev.wasmmaven.runtime.component.type.ExternType;
import dev.wasmmaven.runtime.component.type.NameAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** An import or export: what it is, and what stands beside its name. */
record Member(Entity entity, NameAttributes attributes) {

    /** As plain values. */
    static List<ExternType.Named> toExternTypes(Map<String, Member> members) {
        return members.entrySet().stream()
                .map(it -> new ExternType.Named(
                        it.getKey(),
                        it.getValue().entity().toExternType(),
                        it.getValue().attributes()))
                .toList();
    }

    /** The same names with other types; the map itself if no type changes. */
    static Map<String, Member> map(Map<String, Member> members, UnaryOperator<Entity> change) {
        boolean changed = false;
        Map<String, Member> result = new LinkedHashMap<>();
        for (Map.Entry<String, Member> each : members.entrySet()) {
            Entity before = each.getValue().entity();
            Entity after = change.apply(before);
            changed |= !after.equals(before);
            result.put(each.getKey(), new Member(after, each.getValue().attributes()));
        }
        return changed ? result : members;
    }
}
