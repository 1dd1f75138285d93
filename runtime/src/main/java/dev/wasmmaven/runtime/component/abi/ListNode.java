package dev.wasmmaven.runtime.component.abi;

import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.engine.CoreMemory;
import dev.wasmmaven.runtime.error.ComponentTrap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A list, or a map as the list of its pairs: an address and a number of elements. */
final class ListNode extends PairNode {

    /** What an element takes of Java's heap: a reference and an object, and as much again for each part of it. */
    private static final long BYTES_PER_OBJECT = 24;

    private static final Column[] NO_COLUMNS = {};

    private final ValueNode element;
    private final boolean bytes;
    private final Column[] columns;

    ListNode(ValueNode element) {
        this.element = element;
        List<Column> found = new ArrayList<>();
        this.columns = element.addColumns(0, found) ? found.toArray(Column[]::new) : NO_COLUMNS;
        this.bytes = element instanceof ScalarNode scalar && scalar.isByte();
    }

    private long byteLength(int length) {
        long size = Integer.toUnsignedLong(length) * element.size();
        if (size > Ranges.MAX_BYTES) {
            throw ComponentTrap.LIST_TOO_LONG.exception();
        }
        return size;
    }

    @Override
    Val lift(AbiContext cx, int address, int length) {
        long size = byteLength(length);
        Ranges.check(cx.memory(), address, size, element.alignment(), ComponentTrap.LIST_OUT_OF_BOUNDS);
        return liftRange(cx, address, length);
    }

    /** Lifts elements whose range has been checked. */
    Val liftRange(AbiContext cx, int address, int length) {
        if (bytes) {
            cx.instance().store().chargeLifted(length);
            return new Val.Bytes(bytes(cx.memory(), address, length));
        }
        cx.instance().store().chargeLifted(length * BYTES_PER_OBJECT * (1 + element.flatCount()));
        Val[] elements = new Val[length];
        for (int i = 0; i < length; i++) {
            elements[i] = element.load(cx, address + i * element.size());
        }
        return new Val.ListOf(List.of(elements));
    }

    private static byte[] bytes(CoreMemory memory, int address, int length) {
        byte[] array = memory.array();
        if (array != null) {
            return Arrays.copyOfRange(array, address, address + length);
        }
        byte[] contents = new byte[length];
        memory.read(address, contents, 0, length);
        return contents;
    }

    @Override
    long lower(AbiContext cx, Val value) {
        int length = length(value);
        long size = (long) length * element.size();
        if (size > Ranges.MAX_BYTES) {
            throw new IllegalArgumentException("a list of " + size + " bytes is too long for a component");
        }
        int address = cx.allocate(element.alignment(), (int) size);
        Ranges.checkAllocated(cx.memory(), address, size, element.alignment());
        lowerRange(cx, value, address);
        return pair(address, length);
    }

    /** Lowers elements to where there is room for them. */
    void lowerRange(AbiContext cx, Val value, int address) {
        if (value instanceof Val.Bytes contents) {
            cx.memory().write(address, contents.bytes(), 0, contents.bytes().length);
            return;
        }
        List<Val> elements = list(value).elements();
        for (int i = 0; i < elements.size(); i++) {
            element.store(cx, elements.get(i), address + i * element.size());
        }
    }

    @Override
    long transfer(AbiContext from, int address, int length, AbiContext to) {
        long size = byteLength(length);
        Ranges.check(from.memory(), address, size, element.alignment(), ComponentTrap.LIST_CONTENT_OUT_OF_BOUNDS);
        int target = to.allocate(element.alignment(), (int) size);
        Ranges.check(to.memory(), target, size, element.alignment(), ComponentTrap.LIST_CONTENT_OUT_OF_BOUNDS);
        transferRange(from, address, to, target, length);
        return pair(target, length);
    }

    /** Transfers elements whose ranges have been checked. */
    void transferRange(AbiContext from, int source, AbiContext to, int target, int length) {
        CoreMemory memory = to.memory();
        if (element.isPlainBytes()) {
            from.memory().copyTo(source, memory, target, length * element.size());
            return;
        }
        if (element instanceof ScalarNode && memory.equals(from.memory())) {
            // Of a stream within one instance. The ranges can overlap, which only the memory's own copy minds.
            memory.copyTo(source, memory, target, length * element.size());
            transferEach(to, target, to, target, length);
            return;
        }
        transferEach(from, source, to, target, length);
    }

    private void transferEach(AbiContext from, int source, AbiContext to, int target, int length) {
        byte[] sourceBytes = from.memory().array();
        byte[] targetBytes = to.memory().array();
        if (columns.length > 0 && sourceBytes != null && targetBytes != null) {
            for (Column column : columns) {
                column.copy(sourceBytes, source, targetBytes, target, element.size(), length);
            }
            return;
        }
        for (int i = 0; i < length; i++) {
            element.copy(from, source + i * element.size(), to, target + i * element.size());
        }
    }

    ValueNode element() {
        return element;
    }

    /** A list of elements that do not stand in memory. */
    Val gather(int length, IntFunction<Val> elements) {
        if (bytes) {
            byte[] contents = new byte[length];
            for (int i = 0; i < length; i++) {
                contents[i] = (byte) ((Val.U8) elements.apply(i)).value();
            }
            return new Val.Bytes(contents);
        }
        Val[] values = new Val[length];
        for (int i = 0; i < length; i++) {
            values[i] = elements.apply(i);
        }
        return new Val.ListOf(List.of(values));
    }

    static int length(@Nullable Val value) {
        return value instanceof Val.Bytes contents
                ? contents.bytes().length
                : list(value).elements().size();
    }

    static Val element(Val value, int index) {
        return value instanceof Val.Bytes contents
                ? new Val.U8(contents.bytes()[index] & 0xff)
                : list(value).elements().get(index);
    }

    private static Val.ListOf list(@Nullable Val value) {
        if (value instanceof Val.ListOf list) {
            return list;
        }
        throw mismatch("list", value);
    }

    @Override
    public void check(@Nullable Val value) {
        if (value instanceof Val.Bytes && bytes) {
            return;
        }
        list(value).elements().forEach(element::check);
    }
}
