package dev.wasmmaven.runtime.component.abi;

import dev.wasmmaven.runtime.component.task.Buffer;
import dev.wasmmaven.runtime.error.ComponentTrap;
import org.jspecify.annotations.Nullable;

/** A buffer in a guest's memory; of a stream without elements it is only a number. */
public final class GuestBuffer extends Buffer {

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
        if (!(source instanceof GuestBuffer from)) {
            throw new IllegalArgumentException("not a buffer of a guest: " + source.getClass());
        }
        if (elements != null) {
            elements.transferRange(from.cx, from.next(), cx, next(), count);
        }
    }

    private int next() {
        return elements == null
                ? address
                : address + progress() * elements.element().size();
    }
}
