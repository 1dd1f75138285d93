package dev.wasmmaven.runtime.component.abi;

import dev.wasmmaven.runtime.component.value.Val;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A result. */
final class ResultNode extends VariantNode {

    ResultNode(@Nullable ValueNode ok, @Nullable ValueNode error) {
        super(Arrays.asList(ok, error));
    }

    @Override
    Val make(int index, @Nullable Val payload) {
        return new Val.ResultOf(index == 0, Optional.ofNullable(payload));
    }

    @Override
    int caseOf(@Nullable Val value) {
        if (value instanceof Val.ResultOf result) {
            return result.isOk() ? 0 : 1;
        }
        throw mismatch("result", value);
    }

    @Override
    @Nullable
    Val payload(Val value) {
        return ((Val.ResultOf) value).payload().orElse(null);
    }
}
