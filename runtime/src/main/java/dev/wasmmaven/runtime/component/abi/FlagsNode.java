package dev.wasmmaven.runtime.component.abi;

import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.engine.CoreValType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Flags: a bit for each label, from the lowest up; bits that have no label do not count. */
final class FlagsNode extends WordNode {

    private final List<String> labels;
    private final long mask;

    FlagsNode(List<String> labels) {
        super(labels.size() <= 8 ? 1 : labels.size() <= 16 ? 2 : 4, CoreValType.I32);
        this.labels = labels;
        this.mask = (1L << labels.size()) - 1;
    }

    @Override
    long transfer(AbiContext from, long raw, AbiContext to) {
        return raw & mask;
    }

    @Override
    Val lift(AbiContext cx, long raw) {
        Set<String> set = new LinkedHashSet<>();
        for (int i = 0; i < labels.size(); i++) {
            if ((raw >> i & 1) != 0) {
                set.add(labels.get(i));
            }
        }
        return new Val.FlagsOf(set);
    }

    @Override
    long lower(AbiContext cx, Val value) {
        long bits = 0;
        for (String label : flags(value).labels()) {
            bits |= 1L << labels.indexOf(label);
        }
        return bits;
    }

    @Override
    public void check(@Nullable Val value) {
        if (!labels.containsAll(flags(value).labels())) {
            throw mismatch("flags of " + labels, value);
        }
    }

    private Val.FlagsOf flags(@Nullable Val value) {
        if (value instanceof Val.FlagsOf flags) {
            return flags;
        }
        throw mismatch("flags of " + labels, value);
    }
}
