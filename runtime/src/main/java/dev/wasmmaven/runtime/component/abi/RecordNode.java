package dev.wasmmaven.runtime.component.abi;

import dev.wasmmaven.runtime.component.value.Val;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A record. */
final class RecordNode extends SequenceNode {

    private final List<String> names;

    RecordNode(List<String> names, List<ValueNode> nodes) {
        super(nodes);
        this.names = names;
    }

    @Override
    Val make(List<Val> values) {
        return new Val.RecordOf(names, values);
    }

    @Override
    List<Val> values(@Nullable Val value) {
        if (value instanceof Val.RecordOf record && record.names().equals(names)) {
            return record.values();
        }
        throw mismatch("record of " + names, value);
    }
}
