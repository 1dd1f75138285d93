package dev.wasmmaven.runtime.component.type;

import java.util.List;
import java.util.Optional;

/**
 * A value type, every type index resolved. {@code tuple}, {@code flags}, {@code enum}, {@code option}, {@code result},
 * {@code string} and {@code map} are kept as written; where the Canonical ABI speaks of despecialised types, see the
 * package that implements it.
 *
 * <p>Equality is structural, as the specification's type equality within one component is; {@link ResourceId} is compared
 * by identity.
 */
public sealed interface ValType
        permits PrimitiveType,
                ValType.RecordType,
                ValType.VariantType,
                ValType.ListType,
                ValType.FixedListType,
                ValType.MapType,
                ValType.TupleType,
                ValType.FlagsType,
                ValType.EnumType,
                ValType.OptionType,
                ValType.ResultType,
                ValType.OwnType,
                ValType.BorrowType,
                ValType.StreamType,
                ValType.FutureType {

    /** A record, with at least one field. */
    record RecordType(List<Field> fields) implements ValType {
        public RecordType {
            fields = List.copyOf(fields);
        }
    }

    /** A named field. */
    record Field(String name, ValType type) {}

    /** A variant, with at least one case. */
    record VariantType(List<Case> cases) implements ValType {
        public VariantType {
            cases = List.copyOf(cases);
        }
    }

    /** A case with or without a payload. */
    record Case(String name, Optional<ValType> type) {}

    record ListType(ValType element) implements ValType {}

    /** A list of a length known beforehand, stored inline. */
    record FixedListType(ValType element, int length) implements ValType {}

    /** A map; its values are lists of pairs in which keys may repeat. */
    record MapType(ValType key, ValType value) implements ValType {}

    record TupleType(List<ValType> elements) implements ValType {
        public TupleType {
            elements = List.copyOf(elements);
        }
    }

    /** Flags, 1 to 32 labels. */
    record FlagsType(List<String> labels) implements ValType {
        public FlagsType {
            labels = List.copyOf(labels);
        }
    }

    record EnumType(List<String> labels) implements ValType {
        public EnumType {
            labels = List.copyOf(labels);
        }
    }

    record OptionType(ValType element) implements ValType {}

    record ResultType(Optional<ValType> ok, Optional<ValType> error) implements ValType {}

    /** An owning handle. */
    record OwnType(ResourceId resource) implements ValType {}

    /** A handle lent for the duration of a call. */
    record BorrowType(ResourceId resource) implements ValType {}

    record StreamType(Optional<ValType> element) implements ValType {}

    record FutureType(Optional<ValType> element) implements ValType {}
}
