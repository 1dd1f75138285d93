package dev.wasmmaven.runtime.component.text;

import dev.wasmmaven.runtime.component.type.FuncType;
import dev.wasmmaven.runtime.component.type.PrimitiveType;
import dev.wasmmaven.runtime.component.type.ResourceId;
import dev.wasmmaven.runtime.component.type.ValType;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Types as WIT writes them: by their name if they have one in the scope, else written out. Two types of the same structure
 * are not the same; but of a primitive's other names nothing is known where it is used.
 */
public final class TypeText {

    private final IdentityHashMap<ValType, String> values = new IdentityHashMap<>();
    private final IdentityHashMap<ResourceId, String> resources = new IdentityHashMap<>();

    /** A scope without names, in which a resource is called as its definition calls it. */
    public TypeText() {}

    /** Whether a name can stand for the type. */
    static boolean isNameable(ValType type) {
        return !(type instanceof PrimitiveType);
    }

    void name(ValType type, String name) {
        if (isNameable(type)) {
            values.putIfAbsent(type, name);
        }
    }

    void name(ResourceId resource, String name) {
        resources.putIfAbsent(resource, name);
    }

    /** The name of a type in this scope. */
    Optional<String> nameOf(ValType type) {
        return Optional.ofNullable(values.get(type));
    }

    /** The name of a resource in this scope. */
    Optional<String> nameOf(ResourceId resource) {
        return Optional.ofNullable(resources.get(resource));
    }

    /** A function type, such as {@code async func(a: u32) -> string}. */
    public String of(FuncType type) {
        return (type.async() ? "async " : "") + "func" + signature(type.params(), type.result());
    }

    /** Parameters and result, such as {@code (a: u32) -> string}. */
    String signature(List<FuncType.Param> params, Optional<ValType> result) {
        String list = params.stream()
                .map(param -> WitNames.escape(param.name()) + ": " + of(param.type()))
                .collect(Collectors.joining(", "));
        return "(" + list + ")" + result.map(it -> " -> " + of(it)).orElse("");
    }

    /** A value type, by its name if it has one in this scope. */
    public String of(ValType type) {
        return nameOf(type).orElseGet(() -> structure(type));
    }

    /** A value type without its own name, but with those of its parts. */
    String structure(ValType type) {
        if (type instanceof ValType.RecordType it) {
            return braces("record", it.fields().stream().map(this::field).toList());
        }
        if (type instanceof ValType.VariantType it) {
            return braces("variant", it.cases().stream().map(this::variantCase).toList());
        }
        if (type instanceof ValType.FlagsType it) {
            return braces("flags", it.labels());
        }
        if (type instanceof ValType.EnumType it) {
            return braces("enum", it.labels());
        }
        if (type instanceof ValType.TupleType it) {
            return it.elements().stream().map(this::of).collect(Collectors.joining(", ", "tuple<", ">"));
        }
        if (type instanceof ValType.ListType it) {
            return "list<" + of(it.element()) + ">";
        }
        if (type instanceof ValType.FixedListType it) {
            return "list<" + of(it.element()) + ", " + Integer.toUnsignedString(it.length()) + ">";
        }
        if (type instanceof ValType.MapType it) {
            return "map<" + of(it.key()) + ", " + of(it.value()) + ">";
        }
        if (type instanceof ValType.OptionType it) {
            return "option<" + of(it.element()) + ">";
        }
        if (type instanceof ValType.ResultType it) {
            return result(it);
        }
        if (type instanceof ValType.OwnType it) {
            return resource(it.resource());
        }
        if (type instanceof ValType.BorrowType it) {
            return "borrow<" + resource(it.resource()) + ">";
        }
        if (type instanceof ValType.StreamType it) {
            return "stream" + argument(it.element());
        }
        if (type instanceof ValType.FutureType it) {
            return "future" + argument(it.element());
        }
        return type.toString();
    }

    private String resource(ResourceId resource) {
        return nameOf(resource).orElse(resource.name());
    }

    private String result(ValType.ResultType type) {
        if (type.error().isEmpty()) {
            return "result" + argument(type.ok());
        }
        return "result<" + type.ok().map(this::of).orElse("_") + ", "
                + of(type.error().get()) + ">";
    }

    private String argument(Optional<ValType> type) {
        return type.map(it -> "<" + of(it) + ">").orElse("");
    }

    /** A field as records list it. */
    String field(ValType.Field field) {
        return WitNames.escape(field.name()) + ": " + of(field.type());
    }

    /** A case as variants list it. */
    String variantCase(ValType.Case each) {
        return WitNames.escape(each.name())
                + each.type().map(it -> "(" + of(it) + ")").orElse("");
    }

    private static String braces(String keyword, List<String> parts) {
        return keyword + " { " + String.join(", ", parts) + " }";
    }
}
