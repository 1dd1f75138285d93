package dev.wasmmaven.runtime.inspect;

import dev.wasmmaven.runtime.engine.binary.Leb128;
import dev.wasmmaven.runtime.error.MalformedException;
import java.util.ArrayList;
import java.util.List;

/** Reads types as text (core specification 5.3, garbage collection's composite types included). */
final class TypeReader {

    private static final int REC = 0x4e;
    private static final int SUB = 0x50;
    private static final int SUB_FINAL = 0x4f;
    private static final int FUNC = 0x60;
    private static final int STRUCT = 0x5f;
    private static final int ARRAY = 0x5e;
    private static final int SHARED = 0x65;

    private static final int HAS_MAX = 1;
    private static final int IS_SHARED = 1 << 1;
    private static final int IS_64 = 1 << 2;
    private static final int HAS_PAGE_SIZE = 1 << 3;

    private static final int END = 0x0b;
    private static final int TABLE_WITH_VALUE = 0x40;

    private final String file;
    private final Leb128 in;

    TypeReader(String file, Leb128 in) {
        this.file = file;
        this.in = in;
    }

    /** A type section's types by index; those of a recursion group follow each other. */
    List<String> types(int count) {
        List<String> types = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int form = in.u8();
            if (form == REC) {
                for (long group = in.u32(); group > 0; group--) {
                    types.add(subtype(in.u8()));
                }
            } else {
                types.add(subtype(form));
            }
        }
        return types;
    }

    private String subtype(int form) {
        if (form == SUB || form == SUB_FINAL) {
            for (long supers = in.u32(); supers > 0; supers--) {
                in.u32();
            }
            return subtype(in.u8());
        }
        return switch (form) {
            case SHARED -> subtype(in.u8());
            case FUNC -> "func" + values() + " -> " + values();
            case STRUCT -> {
                StringBuilder fields = new StringBuilder("struct");
                for (long count = in.u32(); count > 0; count--) {
                    fields.append(' ').append(field());
                }
                yield fields.toString();
            }
            case ARRAY -> "array " + field();
            default -> throw unknown("type", form);
        };
    }

    private String field() {
        String type = value();
        return in.u8() == 0 ? type : "(mut " + type + ")";
    }

    private String values() {
        StringBuilder text = new StringBuilder("(");
        for (long count = in.u32(); count > 0; count--) {
            text.append(text.length() > 1 ? " " : "").append(value());
        }
        return text.append(')').toString();
    }

    /** A value type, or a packed one of a field. */
    String value() {
        int code = in.u8();
        return switch (code) {
            case 0x7f -> "i32";
            case 0x7e -> "i64";
            case 0x7d -> "f32";
            case 0x7c -> "f64";
            case 0x7b -> "v128";
            case 0x78 -> "i8";
            case 0x77 -> "i16";
            case 0x64 -> "(ref " + heapType() + ")";
            case 0x63 -> "(ref null " + heapType() + ")";
            default -> abstractHeapType(code) + "ref";
        };
    }

    private String heapType() {
        int first = in.u8();
        if (first < 0x40) {
            return Integer.toString(first);
        }
        if (first < 0x80) {
            return abstractHeapType(first);
        }
        // An index of more than one byte: signed, never negative here.
        long index = first & 0x7f;
        for (int shift = 7; shift < 35; shift += 7) {
            int next = in.u8();
            index |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return Long.toString(index);
            }
        }
        throw unknown("heap type", first);
    }

    private String abstractHeapType(int code) {
        return switch (code) {
            case 0x70 -> "func";
            case 0x6f -> "extern";
            case 0x6e -> "any";
            case 0x6d -> "eq";
            case 0x6c -> "i31";
            case 0x6b -> "struct";
            case 0x6a -> "array";
            case 0x69 -> "exn";
            case 0x71 -> "null";
            case 0x72 -> "nullextern";
            case 0x73 -> "nullfunc";
            case 0x74 -> "nullexn";
            default -> throw unknown("value type", code);
        };
    }

    String memory() {
        int flags = in.u8();
        String text =
                limits(flags) + ((flags & IS_SHARED) != 0 ? " shared" : "") + ((flags & IS_64) != 0 ? " i64" : "");
        return (flags & HAS_PAGE_SIZE) != 0 ? text + " pages of 2^" + in.u32() : text;
    }

    String table() {
        int at = in.u8();
        if (at != TABLE_WITH_VALUE) {
            return tableOf(at);
        }
        in.u8();
        String type = tableOf(in.u8());
        expression();
        return type;
    }

    private String tableOf(int code) {
        String element = switch (code) {
            case 0x64 -> "(ref " + heapType() + ")";
            case 0x63 -> "(ref null " + heapType() + ")";
            default -> abstractHeapType(code) + "ref";
        };
        int flags = in.u8();
        return limits(flags) + " " + element + ((flags & IS_64) != 0 ? " i64" : "");
    }

    private String limits(int flags) {
        String min = number((flags & IS_64) != 0);
        return (flags & HAS_MAX) == 0 ? min + ".." : min + ".." + number((flags & IS_64) != 0);
    }

    private String number(boolean wide) {
        return wide ? Long.toUnsignedString(in.u64()) : Long.toString(in.u32());
    }

    String global() {
        String type = value();
        return in.u8() == 0 ? type : "mut " + type;
    }

    String globalWithValue() {
        String type = global();
        expression();
        return type;
    }

    /** Passes over a constant expression; only instructions that may stand in one are known. */
    private void expression() {
        for (int opcode = in.u8(); opcode != END; opcode = in.u8()) {
            switch (opcode) {
                case 0x41, 0x42 -> in.signed();
                case 0x43 -> in.skip(Float.BYTES);
                case 0x44 -> in.skip(Double.BYTES);
                case 0x23, 0xd2 -> in.u32();
                case 0xd0 -> heapType();
                case 0x6a, 0x6b, 0x6c, 0x7c, 0x7d, 0x7e -> {
                    // Extended constant expressions: no immediates.
                }
                case 0xfd -> {
                    in.u32();
                    in.skip(16);
                }
                case 0xfb -> garbageCollected((int) in.u32());
                default -> throw unknown("constant instruction", opcode);
            }
        }
    }

    private void garbageCollected(int opcode) {
        switch (opcode) {
            case 0, 1, 6, 7 -> in.u32();
            case 8 -> {
                in.u32();
                in.u32();
            }
            case 26, 27, 28 -> {
                // Conversions and ref.i31: no immediates.
            }
            default -> throw unknown("constant instruction 0xfb", opcode);
        }
    }

    MalformedException unknown(String what, int code) {
        return new MalformedException(
                file + ": unknown " + what + " 0x" + Integer.toHexString(code) + " before offset 0x"
                        + Integer.toHexString(in.position()),
                null);
    }
}
