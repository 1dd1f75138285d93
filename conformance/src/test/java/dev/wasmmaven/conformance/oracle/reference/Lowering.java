package dev.wasmmaven.conformance.oracle.reference;

import dev.wasmmaven.runtime.engine.CoreValType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gives values to a side (CanonicalABI.md, Storing and Flat Lowering). */
class Lowering {

    private final Side to;

    Lowering(Side to) {
        this.to = to;
    }

    /**
     * Values of several types as core values, or in memory if those would be more than {@code maxFlat}.
     *
     * @param out where in memory; empty if room is to be allocated, whose address is the core value then
     */
    long[] lower(Shape.Sequence shape, List<Value> values, int maxFlat, Optional<Integer> out) {
        Value.Parts parts = new Value.Parts(values);
        if (shape.flat().size() <= maxFlat) {
            List<Long> flat = new ArrayList<>();
            lower(shape, parts, flat);
            return flat.stream().mapToLong(Long::longValue).toArray();
        }
        if (out.isPresent()) {
            to.check(out.get(), shape.size(), shape.alignment());
            store(shape, parts, out.get());
            return new long[0];
        }
        int address = to.allocate(shape.alignment(), shape.size());
        store(shape, parts, address);
        return new long[] {Integer.toUnsignedLong(address)};
    }

    /** Where a string is now. */
    record Place(int address, int units) {}

    /** Lowers a string. */
    Place text(Value.Text text) {
        return new TextLowering(to, text).lower();
    }

    private Place elements(Shape element, Value.Parts list) {
        int address = to.allocate(element.alignment(), (long) list.values().size() * element.size());
        int at = address;
        for (Value value : list.values()) {
            store(element, value, at);
            at += element.size();
        }
        return new Place(address, list.values().size());
    }

    private Optional<Place> elsewhere(Shape shape, Value value) {
        if (shape instanceof Shape.Text) {
            return Optional.of(text((Value.Text) value));
        }
        return shape instanceof Shape.Elements it
                ? Optional.of(elements(it.element(), (Value.Parts) value))
                : Optional.empty();
    }

    /** The number of what is one number. */
    private long number(Shape shape, Value value) {
        long bits = ((Value.Number) value).bits();
        return shape instanceof Shape.Owned ? to.own(bits) : bits;
    }

    private void store(Shape shape, Value value, int address) {
        if (shape instanceof Shape.Sequence it) {
            int at = address;
            for (int i = 0; i < it.parts().size(); i++) {
                Shape part = it.parts().get(i);
                at = Shape.aligned(at, part.alignment());
                store(part, ((Value.Parts) value).values().get(i), at);
                at += part.size();
            }
        } else if (shape instanceof Shape.Choice it) {
            Value.Chosen chosen = (Value.Chosen) value;
            to.write(address, it.discriminantSize(), chosen.index());
            chosen.payload()
                    .ifPresent(payload ->
                            store(it.cases().get(chosen.index()).orElseThrow(), payload, address + it.payloadOffset()));
        } else {
            Optional<Place> place = elsewhere(shape, value);
            if (place.isPresent()) {
                to.write(address, 4, place.get().address());
                to.write(address + 4, 4, place.get().units());
            } else {
                to.write(address, shape.size(), number(shape, value));
            }
        }
    }

    private void lower(Shape shape, Value value, List<Long> flat) {
        if (shape instanceof Shape.Sequence it) {
            for (int i = 0; i < it.parts().size(); i++) {
                lower(it.parts().get(i), ((Value.Parts) value).values().get(i), flat);
            }
        } else if (shape instanceof Shape.Choice it) {
            Value.Chosen chosen = (Value.Chosen) value;
            int end = flat.size() + it.flat().size();
            flat.add((long) chosen.index());
            chosen.payload()
                    .ifPresent(payload -> lower(it.cases().get(chosen.index()).orElseThrow(), payload, flat));
            while (flat.size() < end) {
                flat.add(0L);
            }
        } else {
            Optional<Place> place = elsewhere(shape, value);
            if (place.isPresent()) {
                flat.add(Integer.toUnsignedLong(place.get().address()));
                flat.add(Integer.toUnsignedLong(place.get().units()));
            } else {
                flat.add(raw(shape, number(shape, value)));
            }
        }
    }

    /** A core value without anything above its width. */
    private static long raw(Shape shape, long number) {
        CoreValType type = shape.flat().get(0);
        return type == CoreValType.I32 || type == CoreValType.F32 ? number & 0xffff_ffffL : number;
    }
}
