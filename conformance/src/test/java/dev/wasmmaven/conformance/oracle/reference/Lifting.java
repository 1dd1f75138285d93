package dev.wasmmaven.conformance.oracle.reference;

import dev.wasmmaven.runtime.component.plan.CanonOptions.StringEncoding;
import dev.wasmmaven.runtime.component.type.PrimitiveType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes values from a side (CanonicalABI.md, Loading and Flat Lifting). */
final class Lifting {

    private final Side from;

    Lifting(Side from) {
        this.from = from;
    }

    /** Core values, taken one by one. Narrow ones are the low half of what is there. */
    private static final class CoreValues {

        private final long[] raw;
        private int next;

        CoreValues(long[] raw) {
            this.raw = raw;
        }

        int narrow() {
            return (int) wide();
        }

        long wide() {
            return raw[next++];
        }

        void skipTo(int position) {
            next = position;
        }

        int position() {
            return next;
        }
    }

    /** Values of several types, in core values, or in memory if those would be more than {@code maxFlat}. */
    List<Value> lift(Shape.Sequence shape, long[] flat, int maxFlat) {
        if (shape.flat().size() <= maxFlat) {
            return lift(shape, new CoreValues(flat)).values();
        }
        int address = (int) flat[0];
        from.check(address, shape.size(), shape.alignment());
        return load(shape, address).values();
    }

    // In memory

    private Value load(Shape shape, int address) {
        if (shape instanceof Shape.Scalar it) {
            return scalar(it.type(), from.read(address, it.size()));
        } else if (shape instanceof Shape.Text) {
            return text((int) from.read(address, 4), (int) from.read(address + 4, 4));
        } else if (shape instanceof Shape.Elements it) {
            return elements(it.element(), (int) from.read(address, 4), (int) from.read(address + 4, 4));
        } else if (shape instanceof Shape.Sequence it) {
            return load(it, address);
        } else if (shape instanceof Shape.Choice it) {
            int index = index(it, (int) from.read(address, it.discriminantSize()));
            Optional<Shape> payload = it.cases().get(index);
            return new Value.Chosen(index, payload.map(inner -> load(inner, address + it.payloadOffset())));
        } else if (shape instanceof Shape.Flags it) {
            return flags(it, from.read(address, it.size()));
        }
        return new Value.Number(from.disown((int) from.read(address, 4)));
    }

    private Value.Parts load(Shape.Sequence shape, int address) {
        List<Value> values = new ArrayList<>();
        int at = address;
        for (Shape part : shape.parts()) {
            at = Shape.aligned(at, part.alignment());
            values.add(load(part, at));
            at += part.size();
        }
        return new Value.Parts(values);
    }

    private Value elements(Shape element, int address, int length) {
        long bytes = Integer.toUnsignedLong(length) * element.size();
        from.checkContents(address, bytes, element.alignment());
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            values.add(load(element, address + i * element.size()));
        }
        return new Value.Parts(values);
    }

    private Value text(int address, int units) {
        Value.Text hint = new Value.Text("", from.encoding(), units);
        long bytes = Integer.toUnsignedLong(hint.untaggedUnits()) * (hint.isUtf16() ? 2 : 1);
        from.checkContents(address, bytes, from.encoding() == StringEncoding.UTF8 ? 1 : 2);
        Charset charset = hint.isUtf16()
                ? StandardCharsets.UTF_16LE
                : from.encoding() == StringEncoding.UTF8 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
        ByteBuffer contents = ByteBuffer.wrap(from.bytes(address, (int) bytes));
        try {
            String text = charset.newDecoder().decode(contents).toString();
            return new Value.Text(text, from.encoding(), units);
        } catch (CharacterCodingException e) {
            throw new ReferenceTrap("not well-formed: " + e.getMessage());
        }
    }

    // In core values

    private Value lift(Shape shape, CoreValues flat) {
        if (shape instanceof Shape.Scalar it) {
            return scalar(it.type(), it.size() == 8 ? flat.wide() : Integer.toUnsignedLong(flat.narrow()));
        } else if (shape instanceof Shape.Text) {
            return text(flat.narrow(), flat.narrow());
        } else if (shape instanceof Shape.Elements it) {
            return elements(it.element(), flat.narrow(), flat.narrow());
        } else if (shape instanceof Shape.Sequence it) {
            return lift(it, flat);
        } else if (shape instanceof Shape.Choice it) {
            int end = flat.position() + it.flat().size();
            int index = index(it, flat.narrow());
            Optional<Value> payload = it.cases().get(index).map(inner -> lift(inner, flat));
            flat.skipTo(end);
            return new Value.Chosen(index, payload);
        } else if (shape instanceof Shape.Flags it) {
            return flags(it, flat.narrow());
        }
        return new Value.Number(from.disown(flat.narrow()));
    }

    private Value.Parts lift(Shape.Sequence shape, CoreValues flat) {
        List<Value> values = new ArrayList<>();
        for (Shape part : shape.parts()) {
            values.add(lift(part, flat));
        }
        return new Value.Parts(values);
    }

    // In either

    private static int index(Shape.Choice shape, int index) {
        ReferenceTrap.when(index < 0 || index >= shape.cases().size(), "no such case");
        return index;
    }

    private static Value flags(Shape.Flags shape, long bits) {
        return new Value.Number(bits & (1L << shape.labels()) - 1);
    }

    /** The number that bits mean; more of them than the type has do not count, except for a boolean. */
    private static Value scalar(PrimitiveType type, long bits) {
        return new Value.Number(
                switch (type) {
                    case BOOL -> bits == 0 ? 0 : 1;
                    case S8 -> (byte) bits;
                    case U8 -> bits & 0xff;
                    case S16 -> (short) bits;
                    case U16 -> bits & 0xffff;
                    case S32 -> (int) bits;
                    case U32 -> bits & 0xffff_ffffL;
                    case F32 -> (bits & 0x7fff_ffffL) > 0x7f80_0000L ? 0x7fc0_0000L : bits;
                    case F64 -> (bits & Long.MAX_VALUE) > 0x7ff0_0000_0000_0000L ? 0x7ff8_0000_0000_0000L : bits;
                    case CHAR -> character(bits);
                    default -> bits;
                });
    }

    private static long character(long bits) {
        ReferenceTrap.when(bits > 0x10_ffff || (bits >= 0xd800 && bits < 0xe000), "no Unicode scalar value");
        return bits;
    }
}
