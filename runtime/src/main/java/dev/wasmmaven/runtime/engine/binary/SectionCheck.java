package dev.wasmmaven.runtime.engine.binary;

import dev.wasmmaven.runtime.engine.binary.ModuleOutline.Section;
import dev.wasmmaven.runtime.error.InvalidException;
import dev.wasmmaven.runtime.error.MalformedException;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks through a module's sections (core specification 5.5) before a parser does, which may allocate what a count announces
 * before it sees that this is not there. Instructions of functions are not looked at.
 */
public final class SectionCheck {

    private static final int END = 0x0b;

    private static final int REC = 0x4e;
    private static final int SUB_FINAL = 0x4f;
    private static final int SUB = 0x50;
    private static final int ARRAY = 0x5e;
    private static final int STRUCT = 0x5f;
    private static final int FUNC = 0x60;

    /** Of a proposal whose types take more bytes than others. */
    private static final int SHARED = 0x65;

    private static final int MAX_ELEMENT_FLAGS = 7;
    private static final int NOT_ACTIVE = 1;
    private static final int HAS_INDEX = 2;
    private static final int HAS_EXPRESSIONS = 4;

    private static final int PASSIVE_DATA = 1;
    private static final int DATA_WITH_MEMORY = 2;

    private static final int TABLE_WITH_VALUE = 0x40;
    private static final int LAST_EXTERNAL_KIND = ImportReader.TAG;

    /** Of a number whose next byte belongs to it; value types begin with no such byte. */
    private static final int CONTINUES = 0x80;

    private final String name;
    private final Leb128 in;

    private SectionCheck(String name, Leb128 in) {
        this.name = name;
        this.in = in;
    }

    /**
     * Checks all sections.
     *
     * @param name names the module in messages
     * @throws MalformedException a section announces more than is in it or than {@link ModuleLimits} has, or has something behind its
     *     last item, or what is in it has a form that no proposal knows
     * @throws InvalidException a type has several supertypes, or one that comes after it
     */
    public static void check(String name, ModuleOutline module) {
        for (Section section : module.sections()) {
            Leb128 in = new Leb128(name, module.bytes(), section.start(), section.end());
            if (new SectionCheck(name, in).check(section.id()) && in.hasRemaining()) {
                throw new MalformedException(
                        name + " has " + (section.end() - in.position()) + " bytes after the last item of section "
                                + section.id() + ", at offset " + ModuleOutline.hex(in.position()),
                        null);
            }
        }
    }

    /** Whether the section was read to its end. */
    private boolean check(int section) {
        return switch (section) {
            case 1 -> types();
            case 2 -> imports();
            case 3 -> {
                for (long left = count(ModuleLimits.FUNCTIONS, "functions"); left > 0; left--) {
                    in.u32();
                }
                yield true;
            }
            case 4 -> tables();
            case 5 -> {
                count(ModuleLimits.MEMORIES, "memories");
                yield false;
            }
            case 6 -> {
                count(ModuleLimits.GLOBALS, "globals");
                yield false;
            }
            case 7 -> exports();
            case 8 -> {
                in.u32();
                yield true;
            }
            case 9 -> elements();
            case 10 -> functions();
            case 11 -> data();
            case 12 -> {
                limited(in.position(), in.u32(), ModuleLimits.DATA_SEGMENTS, "data segments");
                yield true;
            }
            case 13 -> tags();
            default -> false;
        };
    }

    private long limited(int at, long count, long limit, String what) {
        if (count > limit) {
            throw new MalformedException(
                    name + " has " + count + " " + what + " at offset " + ModuleOutline.hex(at) + ", more than the "
                            + limit + " that engines take",
                    null);
        }
        return count;
    }

    /** The length of a vector, each of whose items takes a byte at least. */
    private long count(long limit, String what) {
        int at = in.position();
        long count = in.u32();
        if (count > in.remaining()) {
            throw new MalformedException(
                    name + " is cut off: " + count + " " + what + " are announced at offset " + ModuleOutline.hex(at)
                            + ", but only " + in.remaining() + " bytes follow",
                    null);
        }
        return limited(at, count, limit, what);
    }

    private boolean imports() {
        int start = in.position();
        count(ModuleLimits.IMPORTS, "imports");
        in.position(start);
        new ImportReader(name, in).read();
        return true;
    }

    /** Whether all are of forms that are known here. */
    private boolean tables() {
        for (long left = count(ModuleLimits.TABLES, "tables"); left > 0; left--) {
            int at = in.position();
            boolean hasValue = in.u8() == TABLE_WITH_VALUE;
            if (!hasValue) {
                in.position(at);
            } else if (in.u8() != 0) {
                throw new MalformedException(
                        name + " has a table of unknown form at offset " + ModuleOutline.hex(at), null);
            }
            valueType();
            int flags = in.u8();
            if (flags > ImportReader.HAS_MAX) {
                return false;
            }
            limited(in.position(), in.u32(), ModuleLimits.ELEMENTS, "elements in a table");
            if (flags == ImportReader.HAS_MAX) {
                in.u32();
            }
            if (hasValue) {
                expression();
            }
        }
        return true;
    }

    private boolean tags() {
        for (long left = count(ModuleLimits.TAGS, "tags"); left > 0; left--) {
            new ImportReader(name, in).tagType();
        }
        return true;
    }

    private boolean types() {
        List<Integer> depths = new ArrayList<>();
        for (long left = count(ModuleLimits.TYPES, "types"); left > 0; left--) {
            int form = in.u8();
            if (!(form == REC ? group(depths) : type(form, depths))) {
                return false;
            }
            limited(in.position(), depths.size(), ModuleLimits.TYPES, "types");
        }
        return true;
    }

    private boolean group(List<Integer> depths) {
        for (long left = count(ModuleLimits.TYPES, "types of a recursion group"); left > 0; left--) {
            if (!type(in.u8(), depths)) {
                return false;
            }
        }
        return true;
    }

    /** Whether it is of a form that is known here. */
    private boolean type(int form, List<Integer> depths) {
        int composite = form;
        int depth = 0;
        if (form == SUB || form == SUB_FINAL) {
            int at = in.position();
            long supertypes = in.u32();
            if (supertypes > 1) {
                throw new InvalidException(
                        name + " does not validate: the type at offset " + ModuleOutline.hex(at) + " has " + supertypes
                                + " supertypes, and may have one",
                        null);
            }
            if (supertypes == 1) {
                long supertype = in.u32();
                if (supertype >= depths.size()) {
                    throw new InvalidException(
                            name + " does not validate: unknown type " + supertype + ", the supertype at offset "
                                    + ModuleOutline.hex(at) + " has to come before",
                            null);
                }
                depth = depths.get((int) supertype) + 1;
                limited(at, depth, ModuleLimits.SUBTYPING_DEPTH, "levels of supertypes");
            }
            composite = in.u8();
        }
        depths.add(depth);
        switch (composite) {
            case FUNC -> {
                valueTypes(count(ModuleLimits.PARAMETERS, "parameters"));
                valueTypes(count(ModuleLimits.RESULTS, "results"));
            }
            case STRUCT -> fields(count(ModuleLimits.FIELDS, "fields"));
            case ARRAY -> fields(1);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void valueTypes(long count) {
        for (long i = 0; i < count; i++) {
            valueType();
        }
    }

    private void fields(long count) {
        for (long i = 0; i < count; i++) {
            valueType();
            in.u8();
        }
    }

    private void valueType() {
        int at = in.position();
        int form = in.u8();
        if (form >= CONTINUES || form == SHARED) {
            throw new MalformedException(
                    name + " has a value type of unknown form 0x" + Integer.toHexString(form) + " at offset "
                            + ModuleOutline.hex(at),
                    null);
        }
        in.position(at);
        new InstructionReader(name, in).blockType();
    }

    private boolean exports() {
        for (long left = count(ModuleLimits.EXPORTS, "exports"); left > 0; left--) {
            in.name(Integer.MAX_VALUE);
            int at = in.position();
            int kind = in.u8();
            if (kind > LAST_EXTERNAL_KIND) {
                throw new MalformedException(
                        name + " has an export of unknown kind " + kind + " at offset " + ModuleOutline.hex(at), null);
            }
            in.u32();
        }
        return true;
    }

    private boolean elements() {
        for (long left = count(ModuleLimits.ELEMENT_SEGMENTS, "element segments"); left > 0; left--) {
            int at = in.position();
            long flags = in.u32();
            if (flags > MAX_ELEMENT_FLAGS) {
                throw new MalformedException(
                        name + " has an element segment of unknown kind " + flags + " at offset "
                                + ModuleOutline.hex(at),
                        null);
            }
            boolean active = (flags & NOT_ACTIVE) == 0;
            boolean expressions = (flags & HAS_EXPRESSIONS) != 0;
            if (active) {
                if ((flags & HAS_INDEX) != 0) {
                    in.u32();
                }
                expression();
            }
            if (!active || (flags & HAS_INDEX) != 0) {
                if (expressions) {
                    valueType();
                } else {
                    in.u8();
                }
            }
            for (long elements = count(ModuleLimits.ELEMENTS, "elements"); elements > 0; elements--) {
                if (expressions) {
                    expression();
                } else {
                    in.u32();
                }
            }
        }
        return true;
    }

    /** Passes over a constant expression, in which there are no blocks. */
    private void expression() {
        InstructionReader reader = new InstructionReader(name, in);
        for (int opcode = reader.next(); opcode != END; opcode = reader.next()) {
            reader.skip(opcode);
        }
    }

    private boolean functions() {
        for (long left = count(ModuleLimits.FUNCTIONS, "functions"); left > 0; left--) {
            int at = in.position();
            long size = limited(at, in.u32(), ModuleLimits.FUNCTION_BYTES, "bytes in a function's body");
            int body = in.position();
            in.skip(size);
            int end = in.position();
            in.position(body);
            locals(end);
            if (in.position() >= end) {
                throw new MalformedException(
                        name + ": the body of the function at offset " + ModuleOutline.hex(at)
                                + " ends among its local variables",
                        null);
            }
            in.position(end);
        }
        return true;
    }

    private void locals(int end) {
        long locals = 0;
        for (long groups = in.u32(); groups > 0 && in.position() < end; groups--) {
            int at = in.position();
            locals = limited(at, locals + in.u32(), ModuleLimits.LOCALS, "local variables in a function");
            valueType();
        }
    }

    private boolean data() {
        for (long left = count(ModuleLimits.DATA_SEGMENTS, "data segments"); left > 0; left--) {
            int at = in.position();
            long flags = in.u32();
            if (flags > DATA_WITH_MEMORY) {
                throw new MalformedException(
                        name + " has a data segment of unknown kind " + flags + " at offset " + ModuleOutline.hex(at),
                        null);
            }
            if (flags == DATA_WITH_MEMORY) {
                in.u32();
            }
            if (flags != PASSIVE_DATA) {
                expression();
            }
            in.skip(in.u32());
        }
        return true;
    }
}
