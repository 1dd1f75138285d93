package dev.wasmmaven.runtime.component.abi;

import dev.wasmmaven.runtime.component.handle.ResourceType;
import dev.wasmmaven.runtime.component.type.PrimitiveType;
import dev.wasmmaven.runtime.component.type.ResourceId;
import dev.wasmmaven.runtime.component.type.ValType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Compiles value types, whose resources are those of one component instance or of the host. Thread-safe. */
public final class ValueTypes {

    private final Function<ResourceId, ResourceType> resources;
    private final Map<ValType, ValueNode> nodes = new ConcurrentHashMap<>();

    /** @param resources what the ids in types stand for */
    public ValueTypes(Function<ResourceId, ResourceType> resources) {
        this.resources = resources;
    }

    /** Compiles a type. */
    public ValueNode node(ValType type) {
        ValueNode known = nodes.get(type);
        if (known == null) {
            known = compile(type);
            nodes.put(type, known);
        }
        return known;
    }

    /** The element type of a stream or future. */
    public ElementNode element(Optional<ValType> type) {
        return new ElementNode(type.map(this::canonical), type.map(this::node).orElse(null));
    }

    private ValueNode compile(ValType type) {
        if (type instanceof PrimitiveType primitive) {
            if (primitive == PrimitiveType.STRING) {
                return new StringNode();
            }
            return primitive == PrimitiveType.ERROR_CONTEXT ? new ErrorContextNode() : new ScalarNode(primitive);
        }
        if (type instanceof ValType.RecordType record) {
            return new RecordNode(
                    record.fields().stream().map(ValType.Field::name).toList(),
                    record.fields().stream().map(field -> node(field.type())).toList());
        }
        if (type instanceof ValType.TupleType tuple) {
            return new SequenceNode(tuple.elements().stream().map(this::node).toList());
        }
        if (type instanceof ValType.FlagsType flags) {
            return new FlagsNode(flags.labels());
        }
        if (type instanceof ValType.ListType list) {
            return new ListNode(node(list.element()));
        }
        if (type instanceof ValType.FixedListType list) {
            return new FixedListNode(node(list.element()), list.length());
        }
        if (type instanceof ValType.MapType map) {
            return new ListNode(new SequenceNode(List.of(node(map.key()), node(map.value()))));
        }
        if (type instanceof ValType.OwnType own) {
            return new ResourceNode(resources.apply(own.resource()), true);
        }
        if (type instanceof ValType.BorrowType borrow) {
            return new ResourceNode(resources.apply(borrow.resource()), false);
        }
        if (type instanceof ValType.StreamType stream) {
            return new EndNode(false, element(stream.element()));
        }
        if (type instanceof ValType.FutureType future) {
            return new EndNode(true, element(future.element()));
        }
        return variant(type);
    }

    private ValueNode variant(ValType type) {
        if (type instanceof ValType.VariantType variant) {
            List<@Nullable ValueNode> payloads = new ArrayList<>();
            for (ValType.Case each : variant.cases()) {
                payloads.add(payload(each.type()));
            }
            return new CasesNode(
                    variant.cases().stream().map(ValType.Case::name).toList(), payloads);
        }
        if (type instanceof ValType.EnumType labels) {
            return new EnumNode(labels.labels());
        }
        if (type instanceof ValType.OptionType option) {
            return new OptionNode(node(option.element()));
        }
        if (type instanceof ValType.ResultType result) {
            return new ResultNode(payload(result.ok()), payload(result.error()));
        }
        throw new IllegalArgumentException("not a value type: " + type);
    }

    private @Nullable ValueNode payload(Optional<ValType> type) {
        return type.map(this::node).orElse(null);
    }

    /**
     * The type with the identity of each resource type in place of its id, so that types of different components can be
     * compared.
     */
    public ValType canonical(ValType type) {
        if (type instanceof ValType.RecordType record) {
            return new ValType.RecordType(record.fields().stream()
                    .map(field -> new ValType.Field(field.name(), canonical(field.type())))
                    .toList());
        }
        if (type instanceof ValType.VariantType variant) {
            return new ValType.VariantType(variant.cases().stream()
                    .map(each -> new ValType.Case(each.name(), canonical(each.type())))
                    .toList());
        }
        if (type instanceof ValType.TupleType tuple) {
            return new ValType.TupleType(
                    tuple.elements().stream().map(this::canonical).toList());
        }
        if (type instanceof ValType.ListType list) {
            return new ValType.ListType(canonical(list.element()));
        }
        if (type instanceof ValType.FixedListType list) {
            return new ValType.FixedListType(canonical(list.element()), list.length());
        }
        if (type instanceof ValType.MapType map) {
            return new ValType.MapType(canonical(map.key()), canonical(map.value()));
        }
        if (type instanceof ValType.OptionType option) {
            return new ValType.OptionType(canonical(option.element()));
        }
        if (type instanceof ValType.ResultType result) {
            return new ValType.ResultType(canonical(result.ok()), canonical(result.error()));
        }
        if (type instanceof ValType.OwnType own) {
            return new ValType.OwnType(resources.apply(own.resource()).identity());
        }
        if (type instanceof ValType.BorrowType borrow) {
            return new ValType.BorrowType(resources.apply(borrow.resource()).identity());
        }
        if (type instanceof ValType.StreamType stream) {
            return new ValType.StreamType(canonical(stream.element()));
        }
        if (type instanceof ValType.FutureType future) {
            return new ValType.FutureType(canonical(future.element()));
        }
        return type;
    }

    private Optional<ValType> canonical(Optional<ValType> type) {
        return type.map(this::canonical);
    }
}
