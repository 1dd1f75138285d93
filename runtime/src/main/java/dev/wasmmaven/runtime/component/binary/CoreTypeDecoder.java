package dev.wasmmaven.runtime.component.binary;

import dev.wasmmaven.runtime.engine.CoreFuncType;
import dev.wasmmaven.runtime.engine.CoreGlobalType;
import dev.wasmmaven.runtime.engine.CoreMemoryType;
import dev.wasmmaven.runtime.engine.CoreTableType;
import dev.wasmmaven.runtime.engine.CoreValType;
import dev.wasmmaven.runtime.error.UnsupportedException;
import java.util.List;
import java.util.OptionalLong;

/** Decodes core types: function types and module types ({@code core:deftype} in Binary.md). */
final class CoreTypeDecoder {

    private static final int REC = 0x4e;
    private static final int SUB_FINAL = 0x4f;
    private static final int SUB = 0x50;
    private static final int MODULE = 0x50;
    private static final int STRUCT = 0x5f;
    private static final int ARRAY = 0x5e;
    private static final int CONT = 0x5d;
    private static final int FUNC = 0x60;
    private static final int I8 = 0x78;
    private static final int I16 = 0x77;
    private static final int REF = 0x64;
    private static final int REF_NULL = 0x63;

    /** Bits of the flags of limits (core specification 5.3.10). */
    private static final int HAS_MAX = 1;

    private static final int SHARED = 1 << 1;
    private static final int ADDRESS_64 = 1 << 2;
    private static final int PAGE_SIZE = 1 << 3;

    private final BinaryReader in;

    CoreTypeDecoder(BinaryReader in) {
        this.in = in;
    }

    /** The types of a {@code core:deftype}: one, or those of a recursive group. */
    List<CoreTypeSyntax> definition() {
        int first = in.peek();
        if (first == MODULE) {
            in.u8();
            return List.of(new CoreTypeSyntax.Module(
                    in.vector(Limits.CORE_DECLARATIONS, "declarations of a module type", this::declaration)));
        }
        if (first == 0) {
            in.u8();
            if (in.peek() != SUB) {
                throw in.unexpected(in.u8(), "non-final sub type");
            }
        }
        return List.copyOf(recursive());
    }

    private List<CoreTypeSyntax.Sub> recursive() {
        if (in.peek() != REC) {
            return List.of(sub());
        }
        in.u8();
        return in.vector(Limits.TYPES, "types of a recursive group", this::sub);
    }

    private CoreTypeSyntax.Sub sub() {
        int at = in.position();
        int opcode = in.u8();
        if (opcode == SUB || opcode == SUB_FINAL) {
            // Nothing in a component asks whether a function type is final.
            if (!in.vector(Limits.SUPERTYPES, "supertypes", in::u32).isEmpty()) {
                throw unsupported(at, "supertypes");
            }
            opcode = in.u8();
        }
        return switch (opcode) {
            case FUNC ->
                new CoreTypeSyntax.Func(new CoreFuncType(
                        in.vector(Limits.PARAMETERS, "parameters", this::valType),
                        in.vector(Limits.RESULTS, "results", this::valType)));
            case STRUCT -> {
                in.vector(Limits.FIELDS, "fields of a struct", this::field);
                yield new CoreTypeSyntax.Aggregate();
            }
            case ARRAY -> {
                field();
                yield new CoreTypeSyntax.Aggregate();
            }
            case CONT -> throw unsupported(at, "continuations");
            default -> throw in.unexpected(opcode, "core type");
        };
    }

    private boolean field() {
        int packed = in.peek();
        if (packed == I8 || packed == I16) {
            in.u8();
        } else {
            valType();
        }
        return in.flag("mutability of a field");
    }

    private static UnsupportedException unsupported(int at, String what) {
        return new UnsupportedException(
                "the core type at offset 0x" + Integer.toHexString(at) + " uses " + what
                        + ", which this runtime does not have",
                null);
    }

    private CoreTypeSyntax.Declaration declaration() {
        int at = in.position();
        int kind = in.u8();
        return switch (kind) {
            case 0x00 -> new CoreTypeSyntax.Import(at, in.name(), in.name(), extern());
            case 0x01 -> typeDeclaration(at);
            case 0x02 -> {
                in.expect(0x10, "kind of an outer alias");
                in.expect(0x01, "target of an alias");
                yield new CoreTypeSyntax.OuterAlias(at, in.u32(), in.u32());
            }
            case 0x03 -> new CoreTypeSyntax.Export(at, in.name(), extern());
            default -> throw in.unexpected(kind, "declaration of a module type");
        };
    }

    private CoreTypeSyntax.Type typeDeclaration(int at) {
        List<CoreTypeSyntax.Sub> types = recursive();
        if (types.size() != 1) {
            throw unsupported(at, "a recursive group");
        }
        return new CoreTypeSyntax.Type(at, types.get(0));
    }

    private CoreTypeSyntax.Extern extern() {
        int kind = in.u8();
        return switch (kind) {
            case 0x00 -> new CoreTypeSyntax.FuncOf(in.u32());
            case 0x01 -> new CoreTypeSyntax.Table(table());
            case 0x02 -> new CoreTypeSyntax.Memory(memory());
            case 0x03 -> new CoreTypeSyntax.Global(new CoreGlobalType(valType(), in.flag("mutability")));
            case 0x04 -> {
                in.expect(0x00, "attribute of a tag");
                yield new CoreTypeSyntax.TagOf(in.u32());
            }
            default -> throw in.unexpected(kind, "kind of a core import or export");
        };
    }

    private CoreTableType table() {
        int at = in.position();
        CoreValType element = valType();
        if (element != CoreValType.FUNCREF && element != CoreValType.EXTERNREF && element != CoreValType.EXNREF) {
            throw BinaryReader.malformed(at, "a table's elements are references");
        }
        int flags = flags(HAS_MAX);
        return new CoreTableType(element, Integer.toUnsignedLong(in.u32()), max(flags));
    }

    private CoreMemoryType memory() {
        int flags = flags(HAS_MAX | SHARED);
        boolean shared = (flags & SHARED) != 0;
        return new CoreMemoryType(Integer.toUnsignedLong(in.u32()), max(flags), shared);
    }

    private int flags(int known) {
        int at = in.position();
        int flags = in.u8();
        if ((flags & ~known & ADDRESS_64) != 0) {
            throw unsupported(at, "64-bit addresses");
        }
        if ((flags & ~known & PAGE_SIZE) != 0) {
            throw unsupported(at, "custom page sizes");
        }
        if ((flags & ~known) != 0) {
            throw in.unexpected(flags, "flags of limits");
        }
        return flags;
    }

    private OptionalLong max(int flags) {
        return (flags & HAS_MAX) != 0 ? OptionalLong.of(Integer.toUnsignedLong(in.u32())) : OptionalLong.empty();
    }

    CoreValType valType() {
        int at = in.position();
        int opcode = in.u8();
        return switch (opcode) {
            case 0x7f -> CoreValType.I32;
            case 0x7e -> CoreValType.I64;
            case 0x7d -> CoreValType.F32;
            case 0x7c -> CoreValType.F64;
            case 0x7b -> CoreValType.V128;
            case REF_NULL -> {
                long heap = in.s33();
                yield heapType((int) (heap & 0x7f), at, heap >= 0);
            }
            case REF -> {
                in.s33();
                throw unsupported(at, "a typed reference");
            }
            default -> heapType(opcode, at, false);
        };
    }

    private CoreValType heapType(int opcode, int at, boolean index) {
        if (index) {
            throw unsupported(at, "a typed reference");
        }
        return switch (opcode) {
            case 0x70 -> CoreValType.FUNCREF;
            case 0x6f -> CoreValType.EXTERNREF;
            case 0x69 -> CoreValType.EXNREF;
            case 0x65, 0x68, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x71, 0x72, 0x73, 0x74, 0x75 ->
                throw unsupported(at, "a reference of the GC proposal or a later one");
            default -> throw BinaryReader.malformed(at, String.format("unexpected byte 0x%02x as value type", opcode));
        };
    }
}
