package dev.wasmmaven.conformance.oracle;

import dev.wasmmaven.runtime.component.handle.ResourceVal;
import dev.wasmmaven.runtime.component.type.ValType;
import dev.wasmmaven.runtime.component.value.Val;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Values as text, the same that canonical_abi_oracle.py makes of its own. */
final class ValueText {

    private ValueText() {}

    static String of(List<Val> values, List<ValType> types) {
        return IntStream.range(0, types.size())
                .mapToObj(i -> of(values.get(i), types.get(i)))
                .collect(Collectors.joining(" "));
    }

    private static String of(Val value, ValType type) {
        if (value instanceof Val.Bool it) {
            return it.value() ? "1" : "0";
        } else if (value instanceof Val.S8 it) {
            return String.valueOf(it.value());
        } else if (value instanceof Val.U8 it) {
            return String.valueOf(it.value());
        } else if (value instanceof Val.S16 it) {
            return String.valueOf(it.value());
        } else if (value instanceof Val.U16 it) {
            return String.valueOf(it.value());
        } else if (value instanceof Val.S32 it) {
            return String.valueOf(it.value());
        } else if (value instanceof Val.U32 it) {
            return String.valueOf(it.value());
        } else if (value instanceof Val.S64 it) {
            return String.valueOf(it.value());
        } else if (value instanceof Val.U64 it) {
            return Long.toUnsignedString(it.bits());
        } else if (value instanceof Val.F32 it) {
            return "f" + Integer.toHexString(Float.floatToRawIntBits(it.value()));
        } else if (value instanceof Val.F64 it) {
            return "f" + Long.toHexString(Double.doubleToRawLongBits(it.value()));
        } else if (value instanceof Val.Char it) {
            return String.valueOf(it.codePoint());
        } else if (value instanceof Val.Str it) {
            return "s" + HexFormat.of().formatHex(it.value().getBytes(StandardCharsets.UTF_8));
        } else if (value instanceof ResourceVal it) {
            return Integer.toUnsignedString(it.rep());
        } else if (value instanceof Val.Bytes it) {
            return IntStream.range(0, it.bytes().length)
                    .mapToObj(i -> String.valueOf(it.bytes()[i] & 0xff))
                    .collect(Collectors.joining(",", "[", "]"));
        }
        return compound(value, type);
    }

    private static String compound(Val value, ValType type) {
        if (value instanceof Val.ListOf it) {
            ValType element = element(type);
            return it.elements().stream().map(each -> of(each, element)).collect(Collectors.joining(",", "[", "]"));
        } else if (value instanceof Val.RecordOf it) {
            return sequence(
                    it.values(),
                    ((ValType.RecordType) type)
                            .fields().stream().map(ValType.Field::type).toList());
        } else if (value instanceof Val.TupleOf it) {
            return sequence(it.elements(), ((ValType.TupleType) type).elements());
        } else if (value instanceof Val.VariantOf it) {
            Optional<ValType> payload = ((ValType.VariantType) type)
                    .cases().stream()
                            .filter(each -> each.name().equals(it.label()))
                            .findFirst()
                            .orElseThrow()
                            .type();
            return labelled(it.label(), it.payload(), payload);
        } else if (value instanceof Val.EnumOf it) {
            return it.label();
        } else if (value instanceof Val.OptionOf it) {
            return labelled(
                    it.value().isPresent() ? "some" : "none",
                    it.value(),
                    Optional.of(((ValType.OptionType) type).element()));
        } else if (value instanceof Val.ResultOf it) {
            ValType.ResultType result = (ValType.ResultType) type;
            return labelled(it.isOk() ? "ok" : "error", it.payload(), it.isOk() ? result.ok() : result.error());
        } else if (value instanceof Val.FlagsOf it) {
            return ((ValType.FlagsType) type)
                    .labels().stream()
                            .map(label -> it.labels().contains(label) ? "1" : "0")
                            .collect(Collectors.joining("", "F", ""));
        }
        throw new IllegalArgumentException("no text for " + value);
    }

    private static ValType element(ValType type) {
        if (type instanceof ValType.ListType list) {
            return list.element();
        }
        if (type instanceof ValType.FixedListType list) {
            return list.element();
        }
        ValType.MapType map = (ValType.MapType) type;
        return new ValType.TupleType(List.of(map.key(), map.value()));
    }

    private static String sequence(List<Val> values, List<ValType> types) {
        return IntStream.range(0, types.size())
                .mapToObj(i -> of(values.get(i), types.get(i)))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String labelled(String label, Optional<Val> payload, Optional<ValType> type) {
        return label + payload.map(value -> ":" + of(value, type.orElseThrow())).orElse("");
    }
}
