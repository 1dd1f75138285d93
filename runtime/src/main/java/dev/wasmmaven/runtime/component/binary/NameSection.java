package dev.wasmmaven.runtime.component.binary;

import dev.wasmmaven.runtime.component.plan.ItemNames;
import dev.wasmmaven.runtime.component.plan.Sort;
import dev.wasmmaven.runtime.error.MalformedException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads {@code component-name} sections (Binary.md, Name Section); what is wrong in one is passed over. */
final class NameSection {

    static final String NAME = "component-name";

    private Optional<String> component = Optional.empty();
    private final Map<Sort, Map<Integer, String>> items = new EnumMap<>(Sort.class);

    void read(BinaryReader in, ComponentFeatures features) {
        try {
            while (in.hasRemaining()) {
                int kind = in.u8();
                BinaryReader contents = in.slice(in.u32(), "a subsection of names");
                if (kind == 0) {
                    component = Optional.of(contents.name());
                } else if (kind == 1) {
                    sortNames(contents, new NameDecoder(contents, features).anySort());
                }
            }
        } catch (MalformedException e) {
            // An engine must not refuse a component for it; the names read before are as good as any.
            return;
        }
    }

    private void sortNames(BinaryReader in, Sort sort) {
        int count = in.count(Limits.DECLARATIONS, "names");
        Map<Integer, String> names = items.computeIfAbsent(sort, it -> new HashMap<>());
        for (int i = 0; i < count; i++) {
            names.put(in.u32(), in.name());
        }
    }

    ComponentSyntax.Names names() {
        return new ComponentSyntax.Names(component, new ItemNames(items));
    }
}
