package dev.wasmmaven.conformance.oracle.reference;

import dev.wasmmaven.runtime.component.plan.CanonOptions.StringEncoding;
import dev.wasmmaven.runtime.component.type.PrimitiveType;
import dev.wasmmaven.runtime.component.type.ValType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** Random values of types, with a liking for the limits of each. */
final class RandomValues {

    private final Random random;
    private final StringEncoding encoding;

    /** Bytes that lists and strings may still take, so that all fits into a page. */
    private int room = 16_000;

    /** @param encoding what strings stand in */
    RandomValues(Random random, StringEncoding encoding) {
        this.random = random;
        this.encoding = encoding;
    }

    List<Value> values(List<ValType> types) {
        return types.stream().map(type -> value(type, Shape.of(type))).toList();
    }

    private long oneOf(long... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** One of some lengths, or zero if there is no room. */
    private int length(int bytesOfEach, long... choices) {
        int length = (int) oneOf(choices);
        if (length * bytesOfEach > room) {
            return 0;
        }
        room -= length * bytesOfEach;
        return length;
    }

    private Value value(ValType type, Shape shape) {
        if (shape instanceof Shape.Scalar scalar) {
            return new Value.Number(scalar(scalar.type()));
        } else if (shape instanceof Shape.Text) {
            return text();
        } else if (shape instanceof Shape.Elements list) {
            // Few elements of what holds other lists, many of what is small.
            int length =
                    length(list.element().size(), 0, 1, 2, 3, list.element().size() <= 16 ? 40 : 4);
            return new Value.Parts(IntStream.range(0, length)
                    .mapToObj(i -> value(type, list.element()))
                    .toList());
        } else if (shape instanceof Shape.Sequence sequence) {
            return new Value.Parts(
                    sequence.parts().stream().map(part -> value(type, part)).toList());
        } else if (shape instanceof Shape.Choice choice) {
            int index = random.nextInt(choice.cases().size());
            Optional<Shape> payload = choice.cases().get(index);
            return new Value.Chosen(index, payload.map(inner -> value(type, inner)));
        }
        return new Value.Number(
                random.nextInt() & 0xffff_ffffL & (shape instanceof Shape.Flags it ? (1L << it.labels()) - 1 : -1));
    }

    private long scalar(PrimitiveType type) {
        return switch (type) {
            case BOOL -> random.nextInt(2);
            case CHAR -> character();
            case S8 -> (byte) oneOf(0, 1, Byte.MIN_VALUE, -1, random.nextInt());
            case U8 -> oneOf(0, 1, 0x80, 0xff, random.nextInt()) & 0xff;
            case S16 -> (short) oneOf(0, 1, Short.MIN_VALUE, -1, random.nextInt());
            case U16 -> oneOf(0, 1, 0x8000, 0xffff, random.nextInt()) & 0xffff;
            case S32 -> (int) oneOf(0, 1, Integer.MIN_VALUE, -1, random.nextInt());
            case U32 -> oneOf(0, 1, 0x8000_0000L, -1, random.nextInt()) & 0xffff_ffffL;
            case F32 ->
                oneOf(0, 0x8000_0000L, 0x7f80_0000L, 0x7fc0_0001L, 0xff80_0001L, random.nextInt()) & 0xffff_ffffL;
            case F64 -> oneOf(0, Long.MIN_VALUE, 0x7ff0_0000_0000_0000L, 0x7ff8_0000_0000_0001L, -1, random.nextLong());
            default -> oneOf(0, 1, Long.MIN_VALUE, -1, random.nextLong());
        };
    }

    private int character() {
        int limit = (int) oneOf(0x80, 0x80, 0x80, 0x100, 0x800, 0x1_0000, 0x11_0000);
        int codePoint = random.nextInt(limit);
        return codePoint >= 0xd800 && codePoint < 0xe000 ? '?' : codePoint;
    }

    private Value text() {
        int length = length(Integer.BYTES, 0, 1, 2, 5, 9, 70);
        int ascii = random.nextInt(4);
        StringBuilder text = new StringBuilder();
        while (text.codePointCount(0, text.length()) < length) {
            text.appendCodePoint(ascii > 0 && random.nextInt(8) > 0 ? random.nextInt(0x80) : character());
        }
        boolean latin1 = text.chars().allMatch(unit -> unit < 0x100);
        int tag = encoding == StringEncoding.LATIN1_UTF16 && (!latin1 || random.nextInt(3) == 0) ? Value.Text.TAG : 0;
        int units = encoding == StringEncoding.UTF8
                ? text.toString().getBytes(StandardCharsets.UTF_8).length
                : text.length() | tag;
        return new Value.Text(text.toString(), encoding, units);
    }
}
