package dev.wasmmaven.runtime.component.abi;

import dev.wasmmaven.runtime.component.value.Val;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An option. */
final class OptionNode extends VariantNode {

    OptionNode(ValueNode element) {
        super(Arrays.asList(null, element));
    }

    @Override
    Val make(int index, @Nullable Val payload) {
        return new Val.OptionOf(Optional.ofNullable(payload));
    }

    @Override
    int caseOf(@Nullable Val value) {
        if (value instanceof Val.OptionOf option) {
            return option.value().isPresent() ? 1 : 0;
        }
        throw mismatch("option", value);
    }

    @Override
    @Nullable
    Val payload(Val value) {
        return ((Val.OptionOf) value).value().orElse(null);
    }
}
