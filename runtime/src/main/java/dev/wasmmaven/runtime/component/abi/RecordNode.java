package dev.wasmmaven.runtime.component.abi;

import dev.wasmmaven.runtime.component.value.Val;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A record. */
final class RecordNode extends SequenceNode {

    private final List<String> names;

    /** A list that was found to be equal: whoever makes many records gives the same one again. */
    private List<String> known;

    RecordNode(List<String> names, List<ValueNode> nodes) {
        super(nodes);
        this.names = List.copyOf(names);
        this.known = this.names;
    }

    @Override
    Val make(List<Val> values) {
        return new Val.RecordOf(names, values);
    }

    @Override
    List<Val> values(@Nullable Val value) {
        if (value instanceof Val.RecordOf record && fits(record.names())) {
            return record.values();
        }
        throw mismatch("record of " + names, value);
    }

    @SuppressWarnings("ReferenceEquality") // The lists are the same most of the time, which is cheaper to see.
    private boolean fits(List<String> others) {
        if (others == known) {
            return true;
        }
        boolean equal = others.equals(names);
        if (equal) {
            known = others;
        }
        return equal;
    }
}
