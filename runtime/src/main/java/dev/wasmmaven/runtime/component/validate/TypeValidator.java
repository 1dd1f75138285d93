package dev.wasmmaven.runtime.component.validate;

import dev.wasmmaven.runtime.component.binary.ComponentFeature;
import dev.wasmmaven.runtime.component.binary.ComponentFeatures;
import dev.wasmmaven.runtime.component.binary.Limits;
import dev.wasmmaven.runtime.component.binary.TypeSyntax;
import dev.wasmmaven.runtime.component.binary.ValTypeRef;
import dev.wasmmaven.runtime.component.type.PrimitiveType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Value and function types as written, in a scope, to nodes (Binary.md, notes on Type Definitions). */
final class TypeValidator {

    private static final int MAX_FLAGS = 32;

    private final Scope scope;
    private final ComponentFeatures features;

    TypeValidator(Scope scope) {
        this.scope = scope;
        this.features = scope.features();
    }

    ValueNode valType(ValTypeRef type) {
        return type instanceof ValTypeRef.Primitive primitive
                ? primitive(primitive.type())
                : scope.valueType(((ValTypeRef.Index) type).index());
    }

    private Optional<ValueNode> valType(Optional<ValTypeRef> type) {
        return type.map(this::valType);
    }

    private ValueNode primitive(PrimitiveType type) {
        if (type == PrimitiveType.ERROR_CONTEXT) {
            Invalid.require(features, ComponentFeature.ERROR_CONTEXT, "the type `error-context`");
        }
        return ValueNode.primitive(type);
    }

    FuncNode func(TypeSyntax.Func type) {
        if (type.async()) {
            Invalid.require(features, ComponentFeature.ASYNC, "an async function type");
        }
        Label.Distinct names = new Label.Distinct("function parameter");
        List<FuncNode.Param> params = type.params().stream()
                .map(it -> new FuncNode.Param(names.check(it.label()), valType(it.type())))
                .toList();
        Optional<ValueNode> result = valType(type.result());
        if (result.isPresent() && result.get().abi().borrow()) {
            throw Invalid.because("function result cannot contain a `borrow` type");
        }
        return new FuncNode(type.async(), params, result);
    }

    ValueNode value(TypeSyntax.Value type) {
        if (type instanceof TypeSyntax.Primitive it) {
            return primitive(it.type());
        }
        if (type instanceof TypeSyntax.RecordOf it) {
            return record(it);
        }
        if (type instanceof TypeSyntax.Variant it) {
            return variant(it);
        }
        if (type instanceof TypeSyntax.ListOf it) {
            return ValueNode.of(ValueNode.Kind.LIST, parts(it.element()));
        }
        if (type instanceof TypeSyntax.FixedList it) {
            return fixedList(it);
        }
        if (type instanceof TypeSyntax.MapOf it) {
            return map(it);
        }
        if (type instanceof TypeSyntax.Tuple it) {
            if (it.elements().isEmpty()) {
                throw Invalid.because("tuple type must have at least one type");
            }
            return ValueNode.of(ValueNode.Kind.TUPLE, parts(it.elements().toArray(new ValTypeRef[0])));
        }
        if (type instanceof TypeSyntax.Flags it) {
            return flags(it);
        }
        if (type instanceof TypeSyntax.Enumeration it) {
            if (it.labels().isEmpty()) {
                throw Invalid.because("enum type must have at least one variant");
            }
            Label.Distinct labels = new Label.Distinct("enum tag");
            it.labels().forEach(labels::check);
            return ValueNode.labels(ValueNode.Kind.ENUM, it.labels());
        }
        if (type instanceof TypeSyntax.OptionOf it) {
            return ValueNode.of(ValueNode.Kind.OPTION, parts(it.element()));
        }
        if (type instanceof TypeSyntax.Result it) {
            return ValueNode.of(ValueNode.Kind.RESULT, List.of(valType(it.ok()), valType(it.error())));
        }
        if (type instanceof TypeSyntax.Own it) {
            return ValueNode.handle(ValueNode.Kind.OWN, scope.resourceType(it.resource()));
        }
        if (type instanceof TypeSyntax.Borrow it) {
            return ValueNode.handle(ValueNode.Kind.BORROW, scope.resourceType(it.resource()));
        }
        if (type instanceof TypeSyntax.Stream it) {
            return transmit(ValueNode.Kind.STREAM, it.element());
        }
        return transmit(ValueNode.Kind.FUTURE, ((TypeSyntax.Future) type).element());
    }

    private List<Optional<ValueNode>> parts(ValTypeRef... types) {
        List<Optional<ValueNode>> parts = new ArrayList<>();
        for (ValTypeRef each : types) {
            parts.add(Optional.of(valType(each)));
        }
        return parts;
    }

    private ValueNode record(TypeSyntax.RecordOf type) {
        if (type.fields().isEmpty()) {
            throw Invalid.because("record type must have at least one field");
        }
        Label.Distinct names = new Label.Distinct("record field");
        List<String> labels = new ArrayList<>();
        List<Optional<ValueNode>> parts = new ArrayList<>();
        for (TypeSyntax.Labelled field : type.fields()) {
            labels.add(names.check(field.label()));
            parts.add(Optional.of(valType(field.type())));
        }
        return ValueNode.labelled(ValueNode.Kind.RECORD, labels, parts);
    }

    private ValueNode variant(TypeSyntax.Variant type) {
        if (type.cases().isEmpty()) {
            throw Invalid.because("variant type must have at least one case");
        }
        Label.Distinct names = new Label.Distinct("variant case");
        List<String> labels = new ArrayList<>();
        List<Optional<ValueNode>> parts = new ArrayList<>();
        for (TypeSyntax.Case each : type.cases()) {
            labels.add(names.check(each.label()));
            parts.add(valType(each.type()));
        }
        return ValueNode.labelled(ValueNode.Kind.VARIANT, labels, parts);
    }

    private ValueNode flags(TypeSyntax.Flags type) {
        if (type.labels().isEmpty()) {
            throw Invalid.because("flags must have at least one entry");
        }
        if (type.labels().size() > MAX_FLAGS) {
            throw Invalid.because("cannot have more than " + MAX_FLAGS + " flags");
        }
        Label.Distinct labels = new Label.Distinct("flag");
        type.labels().forEach(labels::check);
        return ValueNode.labels(ValueNode.Kind.FLAGS, type.labels());
    }

    private ValueNode fixedList(TypeSyntax.FixedList type) {
        Invalid.require(features, ComponentFeature.FIXED_LENGTH_LISTS, "a list of fixed length");
        if (type.length() == 0) {
            throw Invalid.because("Fixed-length lists must have more than zero elements");
        }
        if (Integer.compareUnsigned(type.length(), Limits.FIXED_LIST_ELEMENTS) > 0) {
            throw Invalid.because("more than " + Limits.FIXED_LIST_ELEMENTS + " elements in a fixed-length list");
        }
        return ValueNode.fixedList(valType(type.element()), type.length());
    }

    private ValueNode map(TypeSyntax.MapOf type) {
        Invalid.require(features, ComponentFeature.MAP, "the type `map`");
        ValueNode key = valType(type.key());
        boolean keyFits = key.primitive()
                .filter(it -> it != PrimitiveType.F32 && it != PrimitiveType.F64 && it != PrimitiveType.ERROR_CONTEXT)
                .isPresent();
        if (!keyFits) {
            throw Invalid.because("invalid map key type `" + key.kind() + "`");
        }
        ValueNode value = valType(type.value());
        if (value.abi().handle()) {
            throw Invalid.because("map value type cannot contain a handle");
        }
        return ValueNode.of(ValueNode.Kind.MAP, List.of(Optional.of(key), Optional.of(value)));
    }

    private ValueNode transmit(ValueNode.Kind kind, Optional<ValTypeRef> type) {
        String name = kind == ValueNode.Kind.STREAM ? "stream" : "future";
        Invalid.require(features, ComponentFeature.ASYNC, "the type `" + name + "`");
        Optional<ValueNode> element = valType(type);
        element.ifPresent(it -> {
            if (kind == ValueNode.Kind.STREAM && it.is(PrimitiveType.CHAR)) {
                throw Invalid.because("`stream<char>` is not valid at this time");
            }
            if (it.abi().borrow()) {
                throw Invalid.because("`" + name + "` payload cannot contain a `borrow` type");
            }
        });
        return ValueNode.of(kind, List.of(element));
    }
}
