package dev.wasmmaven.runtime.component.abi;

import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.engine.CoreValType;
import org.jspecify.annotations.Nullable;

/** A list of a length that its type says: its elements one after the other. */
final class FixedListNode extends ValueNode {

    private final ListNode list;
    private final ValueNode element;
    private final int length;

    FixedListNode(ValueNode element, int length) {
        super(Math.multiplyExact(element.size(), length), element.alignment(), flatten(element, length));
        this.list = new ListNode(element);
        this.element = element;
        this.length = length;
    }

    private static CoreValType @Nullable [] flatten(ValueNode element, int length) {
        CoreValType[] part = element.flat();
        if (part == null || (long) part.length * length > MAX_FLAT) {
            return null;
        }
        CoreValType[] flat = new CoreValType[part.length * length];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = part[i % part.length];
        }
        return flat;
    }

    @Override
    boolean isPlainBytes() {
        return element.isPlainBytes();
    }

    @Override
    public void check(@Nullable Val value) {
        list.check(value);
        if (ListNode.length(value) != length) {
            throw mismatch("list of " + length, value);
        }
    }

    @Override
    public Val load(AbiContext cx, int address) {
        return list.liftRange(cx, address, length);
    }

    @Override
    public void store(AbiContext cx, Val value, int address) {
        list.lowerRange(cx, value, address);
    }

    @Override
    public Val lift(AbiContext cx, long[] flatValues, int at) {
        return list.gather(length, i -> element.lift(cx, flatValues, at + i * element.flatCount()));
    }

    @Override
    public void lower(AbiContext cx, Val value, long[] flatValues, int at) {
        for (int i = 0; i < length; i++) {
            element.lower(cx, ListNode.element(value, i), flatValues, at + i * element.flatCount());
        }
    }

    @Override
    void copy(AbiContext from, int source, AbiContext to, int target) {
        list.transferRange(from, source, to, target, length);
    }

    @Override
    void copyFlat(AbiContext from, long[] source, int sourceAt, AbiContext to, long[] target, int targetAt) {
        for (int i = 0; i < length; i++) {
            int offset = i * element.flatCount();
            element.copyFlat(from, source, sourceAt + offset, to, target, targetAt + offset);
        }
    }

    @Override
    void spill(AbiContext from, long[] source, int sourceAt, AbiContext to, int target) {
        for (int i = 0; i < length; i++) {
            element.spill(from, source, sourceAt + i * element.flatCount(), to, target + i * element.size());
        }
    }

    @Override
    void unspill(AbiContext from, int source, AbiContext to, long[] target, int targetAt) {
        for (int i = 0; i < length; i++) {
            element.unspill(from, source + i * element.size(), to, target, targetAt + i * element.flatCount());
        }
    }
}
