package dev.wasmmaven.runtime.component.abi;

import dev.wasmmaven.runtime.component.value.Val;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An enum. */
final class EnumNode extends VariantNode {

    private final List<String> labels;
    private final List<Val> values;

    EnumNode(List<String> labels) {
        super(Collections.nCopies(labels.size(), null));
        this.labels = labels;
        this.values = labels.stream().<Val>map(Val.EnumOf::new).toList();
    }

    @Override
    Val make(int index, @Nullable Val payload) {
        return values.get(index);
    }

    @Override
    int caseOf(@Nullable Val value) {
        int index = value instanceof Val.EnumOf chosen ? labels.indexOf(chosen.label()) : -1;
        if (index < 0) {
            throw mismatch("enum of " + labels, value);
        }
        return index;
    }

    @Override
    @Nullable
    Val payload(Val value) {
        return null;
    }
}
