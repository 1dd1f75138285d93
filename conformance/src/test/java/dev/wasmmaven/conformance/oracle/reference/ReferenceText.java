package dev.wasmmaven.conformance.oracle.reference;

import dev.wasmmaven.runtime.component.type.PrimitiveType;
import dev.wasmmaven.runtime.component.type.ValType;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Values as text, the same that canonical_abi_oracle.py makes of its own. */
final class ReferenceText {

    private ReferenceText() {}

    static String of(List<Value> values, List<ValType> types) {
        return joined(values, types, " ", "", "");
    }

    private static String joined(List<Value> values, List<ValType> types, String between, String before, String after) {
        return IntStream.range(0, values.size())
                .mapToObj(i -> of(values.get(i), types.get(types.size() == 1 ? 0 : i)))
                .collect(Collectors.joining(between, before, after));
    }

    private static String of(Value value, ValType type) {
        if (value instanceof Value.Text text) {
            return "s" + HexFormat.of().formatHex(text.text().getBytes(StandardCharsets.UTF_8));
        }
        if (value instanceof Value.Number number) {
            return number(number.bits(), type);
        }
        return value instanceof Value.Chosen chosen
                ? label(chosen.index(), type)
                        + chosen.payload()
                                .map(it -> ":" + of(it, payload(chosen, type)))
                                .orElse("")
                : parts((Value.Parts) value, type);
    }

    private static String number(long bits, ValType type) {
        if (type instanceof ValType.FlagsType flags) {
            return IntStream.range(0, flags.labels().size())
                    .mapToObj(i -> bits >> i & 1)
                    .map(String::valueOf)
                    .collect(Collectors.joining("", "F", ""));
        }
        if (type == PrimitiveType.F32 || type == PrimitiveType.F64) {
            return "f" + Long.toHexString(bits);
        }
        return type == PrimitiveType.U64 ? Long.toUnsignedString(bits) : String.valueOf(bits);
    }

    private static String label(int index, ValType type) {
        if (type instanceof ValType.OptionType) {
            return index == 0 ? "none" : "some";
        }
        if (type instanceof ValType.ResultType) {
            return index == 0 ? "ok" : "error";
        }
        return type instanceof ValType.EnumType labels
                ? labels.labels().get(index)
                : ((ValType.VariantType) type).cases().get(index).name();
    }

    private static ValType payload(Value.Chosen chosen, ValType type) {
        if (type instanceof ValType.OptionType option) {
            return option.element();
        }
        if (type instanceof ValType.ResultType result) {
            return (chosen.index() == 0 ? result.ok() : result.error()).orElseThrow();
        }
        return ((ValType.VariantType) type).cases().get(chosen.index()).type().orElseThrow();
    }

    private static String parts(Value.Parts parts, ValType type) {
        if (type instanceof ValType.RecordType record) {
            List<ValType> types =
                    record.fields().stream().map(ValType.Field::type).toList();
            return joined(parts.values(), types, ",", "{", "}");
        }
        if (type instanceof ValType.TupleType tuple) {
            return joined(parts.values(), tuple.elements(), ",", "{", "}");
        }
        ValType element = type instanceof ValType.ListType list
                ? list.element()
                : type instanceof ValType.FixedListType fixed
                        ? fixed.element()
                        : new ValType.TupleType(
                                List.of(((ValType.MapType) type).key(), ((ValType.MapType) type).value()));
        return joined(parts.values(), List.of(element), ",", "[", "]");
    }
}
