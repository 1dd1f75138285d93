package dev.wasmmaven.runtime.component.link;

import dev.wasmmaven.runtime.component.type.FuncType;
import dev.wasmmaven.runtime.component.type.ValType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Types in the words of WIT, for messages; named types are written out. */
final class TypeText {

    private TypeText() {}

    static String of(FuncType type) {
        String params = type.params().stream()
                .map(param -> param.name() + ": " + of(param.type()))
                .collect(Collectors.joining(", "));
        return (type.async() ? "async " : "") + "func(" + params + ")"
                + type.result().map(result -> " -> " + of(result)).orElse("");
    }

    static String of(ValType type) {
        if (type instanceof ValType.RecordType record) {
            return braces(
                    "record",
                    record.fields().stream()
                            .map(f -> f.name() + ": " + of(f.type()))
                            .toList());
        }
        if (type instanceof ValType.VariantType variant) {
            return braces(
                    "variant",
                    variant.cases().stream()
                            .map(each -> each.name()
                                    + each.type()
                                            .map(payload -> "(" + of(payload) + ")")
                                            .orElse(""))
                            .toList());
        }
        if (type instanceof ValType.FlagsType flags) {
            return braces("flags", flags.labels());
        }
        if (type instanceof ValType.EnumType labels) {
            return braces("enum", labels.labels());
        }
        if (type instanceof ValType.TupleType tuple) {
            return tuple.elements().stream().map(TypeText::of).collect(Collectors.joining(", ", "tuple<", ">"));
        }
        if (type instanceof ValType.ListType list) {
            return "list<" + of(list.element()) + ">";
        }
        if (type instanceof ValType.FixedListType list) {
            return "list<" + of(list.element()) + ", " + list.length() + ">";
        }
        if (type instanceof ValType.MapType map) {
            return "map<" + of(map.key()) + ", " + of(map.value()) + ">";
        }
        if (type instanceof ValType.OptionType option) {
            return "option<" + of(option.element()) + ">";
        }
        if (type instanceof ValType.ResultType result) {
            return result(result);
        }
        if (type instanceof ValType.OwnType own) {
            return own.resource().name();
        }
        if (type instanceof ValType.BorrowType borrow) {
            return "borrow<" + borrow.resource().name() + ">";
        }
        if (type instanceof ValType.StreamType stream) {
            return "stream" + argument(stream.element());
        }
        if (type instanceof ValType.FutureType future) {
            return "future" + argument(future.element());
        }
        return type.toString();
    }

    private static String result(ValType.ResultType type) {
        if (type.error().isEmpty()) {
            return "result" + argument(type.ok());
        }
        return "result<" + type.ok().map(TypeText::of).orElse("_") + ", "
                + of(type.error().get()) + ">";
    }

    private static String argument(Optional<ValType> type) {
        return type.map(each -> "<" + of(each) + ">").orElse("");
    }

    private static String braces(String keyword, List<String> parts) {
        return keyword + " { " + String.join(", ", parts) + " }";
    }
}
