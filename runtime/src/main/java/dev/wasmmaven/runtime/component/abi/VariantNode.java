package dev.wasmmaven.runtime.component.abi;

import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.engine.CoreMemory;
import dev.wasmmaven.runtime.engine.CoreValType;
import dev.wasmmaven.runtime.error.ComponentTrap;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A variant, and what is one in other words: enum, option, result. A discriminant, then the case's payload, in core values as
 * wide as the widest of the cases in each place.
 */
abstract class VariantNode extends ValueNode {

    private final @Nullable ValueNode[] payloads;
    private final int discriminantSize;
    private final int payloadOffset;

    VariantNode(List<? extends @Nullable ValueNode> payloads) {
        this(payloads.toArray(ValueNode[]::new));
    }

    private VariantNode(@Nullable ValueNode[] payloads) {
        super(sizeOf(payloads), alignmentOf(payloads), flatten(payloads));
        this.payloads = payloads;
        this.discriminantSize = discriminantSize(payloads.length);
        this.payloadOffset = payloadOffset(payloads);
    }

    private static int discriminantSize(int cases) {
        return cases <= 1 << 8 ? 1 : cases <= 1 << 16 ? 2 : 4;
    }

    private static int payloadAlignment(@Nullable ValueNode[] payloads) {
        int alignment = 1;
        for (ValueNode payload : payloads) {
            if (payload != null) {
                alignment = Math.max(alignment, payload.alignment());
            }
        }
        return alignment;
    }

    private static int alignmentOf(@Nullable ValueNode[] payloads) {
        return Math.max(discriminantSize(payloads.length), payloadAlignment(payloads));
    }

    private static int payloadOffset(@Nullable ValueNode[] payloads) {
        return SequenceNode.align(discriminantSize(payloads.length), payloadAlignment(payloads));
    }

    private static int sizeOf(@Nullable ValueNode[] payloads) {
        int largest = 0;
        for (ValueNode payload : payloads) {
            if (payload != null) {
                largest = Math.max(largest, payload.size());
            }
        }
        return SequenceNode.align(payloadOffset(payloads) + largest, alignmentOf(payloads));
    }

    private static CoreValType @Nullable [] flatten(@Nullable ValueNode[] payloads) {
        List<CoreValType> flat = new ArrayList<>();
        flat.add(CoreValType.I32);
        for (ValueNode payload : payloads) {
            if (payload == null) {
                continue;
            }
            CoreValType[] part = payload.flat();
            if (part == null || part.length >= MAX_FLAT) {
                return null;
            }
            for (int i = 0; i < part.length; i++) {
                if (i + 1 == flat.size()) {
                    flat.add(part[i]);
                } else {
                    flat.set(i + 1, join(flat.get(i + 1), part[i]));
                }
            }
        }
        return flat.toArray(CoreValType[]::new);
    }

    private static CoreValType join(CoreValType a, CoreValType b) {
        if (a == b) {
            return a;
        }
        boolean narrow = isNarrow(a) && isNarrow(b);
        return narrow ? CoreValType.I32 : CoreValType.I64;
    }

    private static boolean isNarrow(CoreValType type) {
        return type == CoreValType.I32 || type == CoreValType.F32;
    }

    abstract Val make(int index, @Nullable Val payload);

    /** The case of a value; a mismatch if it has none. */
    abstract int caseOf(@Nullable Val value);

    abstract @Nullable Val payload(Val value);

    private @Nullable ValueNode node(int index) {
        if (Integer.compareUnsigned(index, payloads.length) >= 0) {
            throw ComponentTrap.INVALID_DISCRIMINANT.exception();
        }
        return payloads[index];
    }

    private int readCase(AbiContext cx, int address) {
        CoreMemory memory = cx.memory();
        return switch (discriminantSize) {
            case 1 -> memory.i8(address) & 0xff;
            case 2 -> memory.i16(address) & 0xffff;
            default -> memory.i32(address);
        };
    }

    private void writeCase(AbiContext cx, int address, int index) {
        CoreMemory memory = cx.memory();
        switch (discriminantSize) {
            case 1 -> memory.i8(address, (byte) index);
            case 2 -> memory.i16(address, (short) index);
            default -> memory.i32(address, index);
        }
    }

    private void clearFrom(long[] flatValues, int at, int end) {
        for (int i = at; i < end; i++) {
            flatValues[i] = 0;
        }
    }

    @Override
    public final void check(@Nullable Val value) {
        ValueNode node = payloads[caseOf(value)];
        Val payload = value == null ? null : payload(value);
        if (node != null) {
            node.check(payload);
        } else if (payload != null) {
            throw mismatch("a case without payload", value);
        }
    }

    @Override
    public final Val load(AbiContext cx, int address) {
        int index = readCase(cx, address);
        ValueNode node = node(index);
        return make(index, node == null ? null : node.load(cx, address + payloadOffset));
    }

    @Override
    public final void store(AbiContext cx, Val value, int address) {
        int index = caseOf(value);
        writeCase(cx, address, index);
        ValueNode node = payloads[index];
        Val payload = payload(value);
        if (node != null && payload != null) {
            node.store(cx, payload, address + payloadOffset);
        }
    }

    @Override
    public final Val lift(AbiContext cx, long[] flatValues, int at) {
        int index = (int) flatValues[at];
        ValueNode node = node(index);
        return make(index, node == null ? null : node.lift(cx, flatValues, at + 1));
    }

    @Override
    public final void lower(AbiContext cx, Val value, long[] flatValues, int at) {
        int index = caseOf(value);
        flatValues[at] = index;
        ValueNode node = payloads[index];
        Val payload = payload(value);
        int used = 1;
        if (node != null && payload != null) {
            node.lower(cx, payload, flatValues, at + 1);
            used += node.flatCount();
        }
        clearFrom(flatValues, at + used, at + flatCount());
    }

    @Override
    final void copy(AbiContext from, int source, AbiContext to, int target) {
        int index = readCase(from, source);
        ValueNode node = node(index);
        writeCase(to, target, index);
        if (node != null) {
            node.copy(from, source + payloadOffset, to, target + payloadOffset);
        }
    }

    @Override
    final void copyFlat(AbiContext from, long[] source, int sourceAt, AbiContext to, long[] target, int targetAt) {
        int index = (int) source[sourceAt];
        ValueNode node = node(index);
        target[targetAt] = index;
        int used = 1;
        if (node != null) {
            node.copyFlat(from, source, sourceAt + 1, to, target, targetAt + 1);
            used += node.flatCount();
        }
        clearFrom(target, targetAt + used, targetAt + flatCount());
    }

    @Override
    final void spill(AbiContext from, long[] source, int sourceAt, AbiContext to, int target) {
        int index = (int) source[sourceAt];
        ValueNode node = node(index);
        writeCase(to, target, index);
        if (node != null) {
            node.spill(from, source, sourceAt + 1, to, target + payloadOffset);
        }
    }

    @Override
    final void unspill(AbiContext from, int source, AbiContext to, long[] target, int targetAt) {
        int index = readCase(from, source);
        ValueNode node = node(index);
        target[targetAt] = index;
        int used = 1;
        if (node != null) {
            node.unspill(from, source + payloadOffset, to, target, targetAt + 1);
            used += node.flatCount();
        }
        clearFrom(target, targetAt + used, targetAt + flatCount());
    }
}
