package dev.wasmmaven.runtime.component.binary;

import dev.wasmmaven.runtime.component.plan.Sort;
import dev.wasmmaven.runtime.component.type.PrimitiveType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** Decodes types ({@code deftype} in Binary.md) and the declarators inside them. */
final class TypeDecoder {

    private static final int ERROR_CONTEXT = 0x64;

    private static final List<PrimitiveType> PRIMITIVES = List.of(PrimitiveType.values());

    /** The opcode of the first of {@link PrimitiveType}'s constants, from which the others go down. */
    private static final int FIRST_PRIMITIVE = 0x7f;

    private static final int LAST_PRIMITIVE = 0x73;

    private final BinaryReader in;
    private final NameDecoder names;

    TypeDecoder(BinaryReader in, NameDecoder names) {
        this.in = in;
        this.names = names;
    }

    TypeSyntax type() {
        return type(0);
    }

    private TypeSyntax type(int depth) {
        int opcode = in.u8();
        Optional<PrimitiveType> primitive = primitive(opcode);
        if (primitive.isPresent()) {
            return new TypeSyntax.Primitive(primitive.get());
        }
        return switch (opcode) {
            case 0x3f ->
                new TypeSyntax.Resource(
                        new CoreTypeDecoder(in).valType(),
                        in.flag("presence of a destructor") ? OptionalInt.of(in.u32()) : OptionalInt.empty());
            case 0x40, 0x43 ->
                new TypeSyntax.Func(
                        opcode == 0x43, in.vector(Limits.PARAMETERS, "parameters", this::labelled), resultList());
            case 0x41 -> new TypeSyntax.Component(declarations(true, depth));
            case 0x42 -> new TypeSyntax.Instance(declarations(false, depth));
            default -> value(opcode);
        };
    }

    private TypeSyntax.Value value(int opcode) {
        return switch (opcode) {
            case 0x72 -> new TypeSyntax.RecordOf(in.vector(Limits.FIELDS, "fields", this::labelled));
            case 0x71 -> new TypeSyntax.Variant(in.vector(Limits.FIELDS, "cases", this::variantCase));
            case 0x70 -> new TypeSyntax.ListOf(valType());
            case 0x6f -> new TypeSyntax.Tuple(in.vector(Limits.FIELDS, "elements of a tuple", this::valType));
            case 0x6e -> new TypeSyntax.Flags(in.vector(Limits.FLAGS, "flags", in::name));
            case 0x6d -> new TypeSyntax.Enumeration(in.vector(Limits.FIELDS, "enum cases", in::name));
            case 0x6b -> new TypeSyntax.OptionOf(valType());
            case 0x6a -> new TypeSyntax.Result(optional(this::valType), optional(this::valType));
            case 0x69 -> new TypeSyntax.Own(in.u32());
            case 0x68 -> new TypeSyntax.Borrow(in.u32());
            case 0x67 -> new TypeSyntax.FixedList(valType(), in.u32());
            case 0x66 -> new TypeSyntax.Stream(optional(this::valType));
            case 0x65 -> new TypeSyntax.Future(optional(this::valType));
            case 0x63 -> new TypeSyntax.MapOf(valType(), valType());
            default -> throw in.unexpected(opcode, "type");
        };
    }

    private static Optional<PrimitiveType> primitive(int opcode) {
        if (opcode == ERROR_CONTEXT) {
            return Optional.of(PrimitiveType.ERROR_CONTEXT);
        }
        return opcode <= FIRST_PRIMITIVE && opcode >= LAST_PRIMITIVE
                ? Optional.of(PRIMITIVES.get(FIRST_PRIMITIVE - opcode))
                : Optional.empty();
    }

    ValTypeRef valType() {
        Optional<PrimitiveType> primitive = primitive(in.peek());
        if (primitive.isPresent()) {
            in.u8();
            return new ValTypeRef.Primitive(primitive.get());
        }
        int at = in.position();
        long index = in.s33();
        if (index < 0) {
            throw BinaryReader.malformed(at, "unexpected type constructor as value type");
        }
        return new ValTypeRef.Index((int) index);
    }

    private <T> Optional<T> optional(Supplier<T> item) {
        return in.flag("presence of a type") ? Optional.of(item.get()) : Optional.empty();
    }

    private TypeSyntax.Labelled labelled() {
        return new TypeSyntax.Labelled(in.name(), valType());
    }

    private TypeSyntax.Case variantCase() {
        TypeSyntax.Case result = new TypeSyntax.Case(in.name(), optional(this::valType));
        in.expect(0x00, "end of a case");
        return result;
    }

    Optional<ValTypeRef> resultList() {
        if (!in.flag("kind of a result list")) {
            return Optional.of(valType());
        }
        in.expect(0x00, "number of results");
        return Optional.empty();
    }

    private List<Definition> declarations(boolean component, int depth) {
        if (depth >= Limits.NESTING) {
            throw BinaryReader.malformed(in.position(), "types nested too deeply");
        }
        int count = in.count(Limits.DECLARATIONS, "declarations of a type");
        List<Definition> declarations = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            declarations.add(declaration(component, depth + 1));
        }
        return declarations;
    }

    private Definition declaration(boolean component, int depth) {
        int at = in.position();
        int kind = in.u8();
        return switch (kind) {
            case 0x00 -> new Definition.CoreType(at, new CoreTypeDecoder(in).definition());
            case 0x01 -> new Definition.Type(at, type(depth));
            case 0x02 -> alias();
            case 0x03 -> {
                if (!component) {
                    throw in.unexpected(kind, "declaration of an instance type");
                }
                yield new Definition.Import(at, names.externName(), externType());
            }
            case 0x04 -> new Definition.ExportDeclaration(at, names.externName(), externType());
            default -> throw in.unexpected(kind, "declaration of a type");
        };
    }

    ExternTypeSyntax externType() {
        int at = in.position();
        Sort sort = names.sort();
        return switch (sort) {
            case CORE_MODULE, FUNC, COMPONENT, INSTANCE -> new ExternTypeSyntax.Indexed(sort, in.u32());
            case TYPE -> {
                if (in.flag("type bound")) {
                    yield new ExternTypeSyntax.SubResource();
                }
                yield new ExternTypeSyntax.TypeEqual(in.u32());
            }
            case VALUE -> throw NameDecoder.values(at);
            default -> throw BinaryReader.malformed(at, "unexpected sort of an import or export");
        };
    }

    Definition alias() {
        int at = in.position();
        Sort sort = names.anySort();
        int target = in.u8();
        return switch (target) {
            case 0x00 -> {
                NameDecoder.checkComponentSort(sort, at);
                yield new Definition.ExportAlias(at, sort, in.u32(), in.name());
            }
            case 0x01 -> {
                NameDecoder.checkCoreItem(sort, at);
                yield new Definition.CoreExportAlias(at, sort, in.u32(), in.name());
            }
            case 0x02 -> {
                switch (sort) {
                    case CORE_MODULE, CORE_TYPE, TYPE, COMPONENT -> {}
                    default -> throw BinaryReader.malformed(at, "unexpected sort of an outer alias");
                }
                yield new Definition.OuterAlias(at, sort, in.u32(), in.u32());
            }
            default -> throw in.unexpected(target, "target of an alias");
        };
    }
}
