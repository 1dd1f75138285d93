package dev.wasmmaven.runtime.component.abi;

import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.engine.CoreValType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values one after the other: a record or a tuple, and the parameters of a function together. */
class SequenceNode extends ValueNode {

    private final ValueNode[] nodes;
    private final int[] offsets;
    private final boolean plain;

    SequenceNode(List<ValueNode> nodes) {
        this(nodes.toArray(ValueNode[]::new));
    }

    private SequenceNode(ValueNode[] nodes) {
        super(sizeOf(nodes), alignmentOf(nodes), flatten(nodes));
        this.nodes = nodes;
        this.offsets = new int[nodes.length];
        int offset = 0;
        boolean allPlain = true;
        for (int i = 0; i < nodes.length; i++) {
            offsets[i] = align(offset, nodes[i].alignment());
            allPlain &= nodes[i].isPlainBytes() && offsets[i] == offset;
            offset = offsets[i] + nodes[i].size();
        }
        this.plain = allPlain && offset == size();
    }

    static int align(int offset, int alignment) {
        return (offset + alignment - 1) & -alignment;
    }

    private static int sizeOf(ValueNode[] nodes) {
        int size = 0;
        for (ValueNode node : nodes) {
            size = align(size, node.alignment()) + node.size();
        }
        return align(size, alignmentOf(nodes));
    }

    private static int alignmentOf(ValueNode[] nodes) {
        int alignment = 1;
        for (ValueNode node : nodes) {
            alignment = Math.max(alignment, node.alignment());
        }
        return alignment;
    }

    private static CoreValType @Nullable [] flatten(ValueNode[] nodes) {
        List<CoreValType> flat = new ArrayList<>();
        for (ValueNode node : nodes) {
            CoreValType[] part = node.flat();
            if (part == null || flat.size() + part.length > MAX_FLAT) {
                return null;
            }
            flat.addAll(Arrays.asList(part));
        }
        return flat.toArray(CoreValType[]::new);
    }

    final int count() {
        return nodes.length;
    }

    /** Whether it is nothing but numbers, with no padding in between. */
    @Override
    final boolean isPlainBytes() {
        return plain;
    }

    @Override
    final boolean addColumns(int offset, List<Column> columns) {
        for (int i = 0; i < nodes.length; i++) {
            if (!nodes[i].addColumns(offset + offsets[i], columns)) {
                return false;
            }
        }
        return true;
    }

    Val make(List<Val> values) {
        return new Val.TupleOf(values);
    }

    List<Val> values(@Nullable Val value) {
        if (value instanceof Val.TupleOf tuple && tuple.elements().size() == nodes.length) {
            return tuple.elements();
        }
        throw mismatch("tuple of " + nodes.length, value);
    }

    @Override
    public final void check(@Nullable Val value) {
        checkAll(values(value));
    }

    final void checkAll(List<Val> values) {
        for (int i = 0; i < nodes.length; i++) {
            nodes[i].check(values.get(i));
        }
    }

    @Override
    public final Val load(AbiContext cx, int address) {
        return make(loadAll(cx, address));
    }

    final List<Val> loadAll(AbiContext cx, int address) {
        Val[] values = new Val[nodes.length];
        for (int i = 0; i < nodes.length; i++) {
            values[i] = nodes[i].load(cx, address + offsets[i]);
        }
        return List.of(values);
    }

    @Override
    public final void store(AbiContext cx, Val value, int address) {
        storeAll(cx, values(value), address);
    }

    final void storeAll(AbiContext cx, List<Val> values, int address) {
        for (int i = 0; i < nodes.length; i++) {
            nodes[i].store(cx, values.get(i), address + offsets[i]);
        }
    }

    @Override
    public final Val lift(AbiContext cx, long[] flatValues, int at) {
        return make(liftAll(cx, flatValues, at));
    }

    final List<Val> liftAll(AbiContext cx, long[] flatValues, int at) {
        Val[] values = new Val[nodes.length];
        int next = at;
        for (int i = 0; i < nodes.length; i++) {
            values[i] = nodes[i].lift(cx, flatValues, next);
            next += nodes[i].flatCount();
        }
        return List.of(values);
    }

    @Override
    public final void lower(AbiContext cx, Val value, long[] flatValues, int at) {
        lowerAll(cx, values(value), flatValues, at);
    }

    final void lowerAll(AbiContext cx, List<Val> values, long[] flatValues, int at) {
        int next = at;
        for (int i = 0; i < nodes.length; i++) {
            nodes[i].lower(cx, values.get(i), flatValues, next);
            next += nodes[i].flatCount();
        }
    }

    @Override
    final void copy(AbiContext from, int source, AbiContext to, int target) {
        for (int i = 0; i < nodes.length; i++) {
            nodes[i].copy(from, source + offsets[i], to, target + offsets[i]);
        }
    }

    @Override
    final void copyFlat(AbiContext from, long[] source, int sourceAt, AbiContext to, long[] target, int targetAt) {
        int done = 0;
        for (ValueNode node : nodes) {
            node.copyFlat(from, source, sourceAt + done, to, target, targetAt + done);
            done += node.flatCount();
        }
    }

    @Override
    final void spill(AbiContext from, long[] source, int sourceAt, AbiContext to, int target) {
        int next = sourceAt;
        for (int i = 0; i < nodes.length; i++) {
            nodes[i].spill(from, source, next, to, target + offsets[i]);
            next += nodes[i].flatCount();
        }
    }

    @Override
    final void unspill(AbiContext from, int source, AbiContext to, long[] target, int targetAt) {
        int next = targetAt;
        for (int i = 0; i < nodes.length; i++) {
            nodes[i].unspill(from, source + offsets[i], to, target, next);
            next += nodes[i].flatCount();
        }
    }
}
