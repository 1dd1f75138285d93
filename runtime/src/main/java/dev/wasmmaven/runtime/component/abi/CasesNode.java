package dev.wasmmaven.runtime.component.abi;

import dev.wasmmaven.runtime.component.value.Val;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A variant with named cases. */
final class CasesNode extends VariantNode {

    private final List<String> labels;

    CasesNode(List<String> labels, List<? extends @Nullable ValueNode> payloads) {
        super(payloads);
        this.labels = labels;
    }

    @Override
    Val make(int index, @Nullable Val payload) {
        return new Val.VariantOf(labels.get(index), Optional.ofNullable(payload));
    }

    @Override
    int caseOf(@Nullable Val value) {
        int index = value instanceof Val.VariantOf variant ? labels.indexOf(variant.label()) : -1;
        if (index < 0) {
            throw mismatch("variant of " + labels, value);
        }
        return index;
    }

    @Override
    @Nullable
    Val payload(Val value) {
        return ((Val.VariantOf) value).payload().orElse(null);
    }
}
