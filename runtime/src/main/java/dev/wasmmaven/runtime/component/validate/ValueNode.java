package dev.wasmmaven.runtime.component.validate;

import dev.wasmmaven.runtime.component.type.ExternType;
import dev.wasmmaven.runtime.component.type.PrimitiveType;
import dev.wasmmaven.runtime.component.type.ValType;
import dev.wasmmaven.runtime.engine.CoreValType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A value type: its kind, and what belongs to the kind. Records, variants, flags and enums have labels; what else has
 * parts has a label for none of them.
 */
final class ValueNode implements TypeNode {

    /** The forms of {@code defvaltype}. */
    enum Kind {
        PRIMITIVE("primitive"),
        RECORD("record"),
        VARIANT("variant"),
        LIST("list"),
        FIXED_LIST("fixed-length list"),
        MAP("map"),
        TUPLE("tuple"),
        FLAGS("flags"),
        ENUM("enum"),
        OPTION("option"),
        RESULT("result"),
        OWN("own"),
        BORROW("borrow"),
        STREAM("stream"),
        FUTURE("future");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** Whether a type of this kind must itself be imported or exported to be used in an import or export. */
        boolean nominal() {
            return this == RECORD || this == VARIANT || this == FLAGS || this == ENUM;
        }
    }

    private static final Map<PrimitiveType, ValueNode> PRIMITIVES = primitives();

    private final Kind kind;
    private final @Nullable PrimitiveType primitive;
    private final List<String> labels;
    private final List<Optional<ValueNode>> parts;
    private final List<ValueNode> presentParts;
    private final int length;
    private final @Nullable ResourceNode resource;
    private final TypeSize size;
    private final AbiShape abi;
    private @Nullable ValType plain;
    private boolean flattened;
    private @Nullable List<CoreValType> flat;

    private ValueNode(
            Kind kind,
            @Nullable PrimitiveType primitive,
            List<String> labels,
            List<Optional<ValueNode>> parts,
            int length,
            @Nullable ResourceNode resource) {
        this.kind = kind;
        this.primitive = primitive;
        this.labels = List.copyOf(labels);
        this.parts = List.copyOf(parts);
        this.presentParts = parts.stream().flatMap(Optional::stream).toList();
        this.length = length;
        this.resource = resource;
        TypeSize sum = TypeSize.ONE;
        for (ValueNode part : presentParts) {
            sum = sum.with(part.size);
        }
        this.size = sum;
        this.abi = shape();
    }

    private static Map<PrimitiveType, ValueNode> primitives() {
        Map<PrimitiveType, ValueNode> all = new EnumMap<>(PrimitiveType.class);
        for (PrimitiveType each : PrimitiveType.values()) {
            all.put(each, new ValueNode(Kind.PRIMITIVE, each, List.of(), List.of(), 0, null));
        }
        return all;
    }

    static ValueNode primitive(PrimitiveType type) {
        return Objects.requireNonNull(PRIMITIVES.get(type));
    }

    /** A record or variant, one part for each label. */
    static ValueNode labelled(Kind kind, List<String> labels, List<Optional<ValueNode>> parts) {
        return new ValueNode(kind, null, labels, parts, 0, null);
    }

    /** Flags or an enum. */
    static ValueNode labels(Kind kind, List<String> labels) {
        return new ValueNode(kind, null, labels, List.of(), 0, null);
    }

    /** Any other type that has parts. */
    static ValueNode of(Kind kind, List<Optional<ValueNode>> parts) {
        return new ValueNode(kind, null, List.of(), parts, 0, null);
    }

    static ValueNode fixedList(ValueNode element, int length) {
        return new ValueNode(Kind.FIXED_LIST, null, List.of(), List.of(Optional.of(element)), length, null);
    }

    /** An owned or borrowed handle. */
    static ValueNode handle(Kind kind, ResourceNode resource) {
        return new ValueNode(kind, null, List.of(), List.of(), 0, resource);
    }

    private AbiShape shape() {
        Function<Integer, AbiShape> part = index -> parts.get(index).orElseThrow().abi;
        return switch (kind) {
            case PRIMITIVE -> AbiShape.primitive(Objects.requireNonNull(primitive));
            case RECORD, TUPLE ->
                AbiShape.record(presentParts.stream().map(ValueNode::abi).toList());
            case VARIANT, RESULT ->
                AbiShape.variant(
                        parts.stream().map(it -> it.map(ValueNode::abi)).toList());
            case OPTION -> AbiShape.variant(List.of(Optional.empty(), Optional.of(part.apply(0))));
            case LIST -> AbiShape.list(part.apply(0));
            case MAP -> AbiShape.list(part.apply(0), part.apply(1));
            case FIXED_LIST -> AbiShape.fixedList(part.apply(0), length);
            case FLAGS -> AbiShape.flags(labels.size());
            case ENUM -> AbiShape.discriminant(labels.size());
            case OWN -> AbiShape.own();
            case BORROW -> AbiShape.borrowed();
            case STREAM, FUTURE -> AbiShape.transmit();
        };
    }

    Kind form() {
        return kind;
    }

    boolean is(PrimitiveType type) {
        return primitive == type;
    }

    Optional<PrimitiveType> primitive() {
        return Optional.ofNullable(primitive);
    }

    List<String> labels() {
        return labels;
    }

    /** Its parts in order: of a variant one for each case, of a result two. */
    List<Optional<ValueNode>> parts() {
        return parts;
    }

    /** Its parts that are there. */
    List<ValueNode> presentParts() {
        return presentParts;
    }

    /** The length of a list of fixed length. */
    int length() {
        return length;
    }

    /** The resource of a handle. */
    Optional<ResourceNode> resource() {
        return Optional.ofNullable(resource);
    }

    AbiShape abi() {
        return abi;
    }

    /** Its core types; empty if they are more than parameters can ever be. */
    Optional<List<CoreValType>> flat() {
        if (!flattened) {
            flat = Flattening.of(this).orElse(null);
            flattened = true;
        }
        return Optional.ofNullable(flat);
    }

    @Override
    public TypeSize size() {
        return size;
    }

    @Override
    public String kind() {
        return primitive == null ? kind.text : primitive.toString();
    }

    @Override
    public ValueNode named() {
        ValueNode copy = new ValueNode(kind, primitive, labels, parts, length, resource);
        // As a plain value it is the very same: who prints it can tell that one name stands for another.
        copy.plain = toValType();
        return copy;
    }

    /** With other parts and another resource; itself if they are the same. */
    ValueNode map(UnaryOperator<ValueNode> partChange, UnaryOperator<ResourceNode> resourceChange) {
        List<Optional<ValueNode>> newParts = new ArrayList<>(parts.size());
        boolean changed = false;
        for (Optional<ValueNode> part : parts) {
            Optional<ValueNode> newPart = part.map(partChange);
            changed |= !newPart.equals(part);
            newParts.add(newPart);
        }
        ResourceNode newResource = resource == null ? null : resourceChange.apply(resource);
        changed |= newResource != null && !newResource.equals(resource);
        return changed ? new ValueNode(kind, primitive, labels, newParts, length, newResource) : this;
    }

    ValType toValType() {
        if (plain == null) {
            plain = makePlain();
        }
        return plain;
    }

    private ValType makePlain() {
        List<Optional<ValType>> types =
                parts.stream().map(it -> it.map(ValueNode::toValType)).toList();
        return switch (kind) {
            case PRIMITIVE -> Objects.requireNonNull(primitive);
            case RECORD -> {
                List<ValType.Field> fields = new ArrayList<>();
                for (int i = 0; i < labels.size(); i++) {
                    fields.add(new ValType.Field(labels.get(i), types.get(i).orElseThrow()));
                }
                yield new ValType.RecordType(fields);
            }
            case VARIANT -> {
                List<ValType.Case> cases = new ArrayList<>();
                for (int i = 0; i < labels.size(); i++) {
                    cases.add(new ValType.Case(labels.get(i), types.get(i)));
                }
                yield new ValType.VariantType(cases);
            }
            case LIST -> new ValType.ListType(types.get(0).orElseThrow());
            case FIXED_LIST -> new ValType.FixedListType(types.get(0).orElseThrow(), length);
            case MAP ->
                new ValType.MapType(types.get(0).orElseThrow(), types.get(1).orElseThrow());
            case TUPLE ->
                new ValType.TupleType(types.stream().map(Optional::orElseThrow).toList());
            case FLAGS -> new ValType.FlagsType(labels);
            case ENUM -> new ValType.EnumType(labels);
            case OPTION -> new ValType.OptionType(types.get(0).orElseThrow());
            case RESULT -> new ValType.ResultType(types.get(0), types.get(1));
            case OWN -> new ValType.OwnType(Objects.requireNonNull(resource).id());
            case BORROW ->
                new ValType.BorrowType(Objects.requireNonNull(resource).id());
            case STREAM -> new ValType.StreamType(types.get(0));
            case FUTURE -> new ValType.FutureType(types.get(0));
        };
    }

    @Override
    public ExternType toExternType() {
        return new ExternType.ValTypeExtern(toValType());
    }
}
