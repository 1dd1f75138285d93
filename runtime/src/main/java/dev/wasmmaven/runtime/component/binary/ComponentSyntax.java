package dev.wasmmaven.runtime.component.binary;

import dev.wasmmaven.runtime.component.plan.ItemNames;
import dev.wasmmaven.runtime.component.plan.Sort;
import java.util.List;
import java.util.Optional;

/**
 * A component as written.
 *
 * @param end offset in the file of the first byte after it
 * @param names of its name section, which need not be right
 * @param depth how many components are inside each other, itself included
 */
public record ComponentSyntax(int end, List<Definition> definitions, Names names, int depth) {

    /** What a {@code component-name} section says. */
    public record Names(Optional<String> component, ItemNames items) {

        static final Names NONE = new Names(Optional.empty(), ItemNames.NONE);

        /** The name of an item of an index space. */
        public Optional<String> of(Sort sort, int index) {
            return items.of(sort, index);
        }
    }
}
