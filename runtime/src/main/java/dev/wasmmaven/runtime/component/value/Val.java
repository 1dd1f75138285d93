package dev.wasmmaven.runtime.component.value;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A component value (Explainer.md, Type Definitions), as functions take and give it. Immutable, but for the arrays of
 * {@link Bytes}, which nobody may change after handing them over.
 */
public sealed interface Val
        permits Val.Bool,
                Val.S8,
                Val.U8,
                Val.S16,
                Val.U16,
                Val.S32,
                Val.U32,
                Val.S64,
                Val.U64,
                Val.F32,
                Val.F64,
                Val.Char,
                Val.Str,
                Val.ListOf,
                Val.Bytes,
                Val.RecordOf,
                Val.TupleOf,
                Val.VariantOf,
                Val.EnumOf,
                Val.OptionOf,
                Val.ResultOf,
                Val.FlagsOf,
                Val.Handle {

    record Bool(boolean value) implements Val {}

    record S8(byte value) implements Val {}

    /** An unsigned value, 0 to 255. */
    record U8(int value) implements Val {}

    record S16(short value) implements Val {}

    /** An unsigned value, 0 to 65,535. */
    record U16(int value) implements Val {}

    record S32(int value) implements Val {}

    /** The 32 bits of an unsigned value. */
    record U32(int bits) implements Val {

        /** The value, 0 to 2<sup>32</sup>-1. */
        public long value() {
            return Integer.toUnsignedLong(bits);
        }
    }

    record S64(long value) implements Val {}

    /** The 64 bits of an unsigned value; {@link Long#toUnsignedString} and its kin read it. */
    record U64(long bits) implements Val {}

    record F32(float value) implements Val {}

    record F64(double value) implements Val {}

    /** A Unicode scalar value. */
    record Char(int codePoint) implements Val {}

    /** A string of Unicode scalar values: one with a lone surrogate cannot be given to a guest. */
    record Str(String value) implements Val {}

    /** A list, a list of fixed length, or a map as its pairs. */
    record ListOf(List<Val> elements) implements Val {
        public ListOf {
            elements = List.copyOf(elements);
        }
    }

    /** A {@code list<u8>}; the ABI always gives one, and takes a {@link ListOf} as well. */
    @SuppressWarnings("ArrayRecordComponent")
    record Bytes(byte[] bytes) implements Val {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }

    /** A record: names and values in the order of its type. */
    record RecordOf(List<String> names, List<Val> values) implements Val {

        public RecordOf {
            names = List.copyOf(names);
            values = List.copyOf(values);
            if (names.size() != values.size()) {
                throw new IllegalArgumentException(names.size() + " names, but " + values.size() + " values");
            }
        }

        /** Of a map that iterates in the order of the type's fields. */
        public static RecordOf of(Map<String, ? extends Val> fields) {
            return new RecordOf(new ArrayList<>(fields.keySet()), new ArrayList<>(fields.values()));
        }

        /** The field of that name; an {@link IllegalArgumentException} if there is none. */
        public Val field(String name) {
            int index = names.indexOf(name);
            if (index < 0) {
                throw new IllegalArgumentException("no field '" + name + "' among " + names);
            }
            return values.get(index);
        }
    }

    record TupleOf(List<Val> elements) implements Val {
        public TupleOf {
            elements = List.copyOf(elements);
        }
    }

    record VariantOf(String label, Optional<Val> payload) implements Val {}

    record EnumOf(String label) implements Val {}

    record OptionOf(Optional<Val> value) implements Val {}

    /** A result: {@code ok} or {@code error}, with or without a payload. */
    record ResultOf(boolean isOk, Optional<Val> payload) implements Val {}

    record FlagsOf(Set<String> labels) implements Val {
        public FlagsOf {
            labels = Set.copyOf(labels);
        }
    }

    /** A resource, owned or lent; made by the runtime or, of a Java object, by the host. */
    non-sealed interface Handle extends Val {}
}
