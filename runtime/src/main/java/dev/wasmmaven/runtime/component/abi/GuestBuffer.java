package dev.wasmmaven.runtime.component.abi;

import dev.wasmmaven.runtime.component.task.Buffer;
import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.error.ComponentTrap;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A buffer in a guest's memory; of a stream without elements it is only a number. */
public final class GuestBuffer extends Buffer {

    /** What an element without a type is to the host. */
    private static final Val NOTHING = new Val.TupleOf(List.of());

    private final AbiContext cx;
    private final @Nullable ListNode elements;
    private final int address;

    private GuestBuffer(AbiContext cx, @Nullable ListNode elements, int address, int length) {
        super(length);
        this.cx = cx;
        this.elements = elements;
        this.address = address;
    }

    /** Checks the range; traps if it is not in memory, not aligned, or too long. */
    public static GuestBuffer of(AbiContext cx, ElementNode element, int address, int length) {
        if (Integer.compareUnsigned(length, MAX_LENGTH) > 0) {
            throw ComponentTrap.OPERATION_TOO_BIG.exception();
        }
        ListNode elements = element.list();
        if (elements != null && length > 0) {
            ValueNode node = elements.element();
            Ranges.check(
                    cx.memory(),
                    address,
                    (long) length * node.size(),
                    node.alignment(),
                    ComponentTrap.LIST_CONTENT_OUT_OF_BOUNDS);
        }
        return new GuestBuffer(cx, elements, address, length);
    }

    @Override
    protected void transfer(Buffer source, int count) {
        if (elements == null) {
            return;
        }
        if (source instanceof GuestBuffer from) {
            elements.transferRange(from.cx, from.next(), cx, next(), count);
        } else {
            elements.lowerRange(cx, ((HostBuffer) source).next(count), next());
        }
    }

    /** Lifts the next elements for the host. */
    Val lift(int count) {
        if (elements == null) {
            return new Val.ListOf(Collections.nCopies(count, NOTHING));
        }
        cx.instance().store().beginLifting();
        return elements.liftRange(cx, next(), count);
    }

    private int next() {
        return elements == null
                ? address
                : address + progress() * elements.element().size();
    }
}
