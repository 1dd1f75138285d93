package dev.wasmmaven.runtime.engine.rewrite;

import dev.wasmmaven.runtime.engine.binary.BinaryWriter;
import dev.wasmmaven.runtime.engine.binary.ImportReader;
import dev.wasmmaven.runtime.engine.binary.InstructionReader;
import dev.wasmmaven.runtime.engine.binary.Leb128;
import dev.wasmmaven.runtime.engine.binary.ModuleOutline;
import dev.wasmmaven.runtime.engine.binary.ModuleOutline.Section;
import dev.wasmmaven.runtime.error.MalformedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes accesses to globals of the calls of {@code context.get} and {@code context.set}: where there are threads, every
 * function that needs its shadow stack begins and ends with them. Two globals are imported, after all other imports, so
 * that the module's own globals move up by two. The functions remain imported, for what uses them otherwise: tables, exports.
 *
 * <p>The result is valid if and only if the module is.
 */
public final class ContextRewriter {

    private static final int TYPES = 1;
    private static final int IMPORTS = 2;
    private static final int TABLES = 4;
    private static final int GLOBALS = 6;
    private static final int EXPORTS = 7;
    private static final int ELEMENTS = 9;
    private static final int CODE = 10;
    private static final int DATA = 11;

    private static final int HEADER_SIZE = 8;

    private static final int BLOCK = 0x02;
    private static final int LOOP = 0x03;
    private static final int IF = 0x04;
    private static final int TRY = 0x06;
    private static final int END = 0x0b;
    private static final int RETURN = 0x0f;
    private static final int CALL = 0x10;
    private static final int RETURN_CALL = 0x12;
    private static final int DELEGATE = 0x18;
    private static final int TRY_TABLE = 0x1f;
    private static final int GLOBAL_GET = 0x23;
    private static final int GLOBAL_SET = 0x24;

    private static final int FUNC = 0x60;
    private static final int I32 = 0x7f;
    private static final int MUTABLE = 1;
    private static final List<Integer> ONE_I32 = List.of(I32);

    /** First byte of a table with an initial value, and of no reference type. */
    private static final int INITIALISED = 0x40;

    private final String name;
    private final byte[] bytes;
    private final List<ContextImport> wanted;
    private final Map<Long, Boolean> accessTypes = new HashMap<>();
    private final Map<Long, ContextImport> functions = new HashMap<>();
    private long importedGlobals;
    private boolean changed;

    private ContextRewriter(String name, byte[] bytes, List<ContextImport> wanted) {
        this.name = name;
        this.bytes = bytes;
        this.wanted = wanted;
    }

    /**
     * The rewritten module.
     *
     * @param name names the module in messages
     * @return empty if there is nothing to gain, or if the module is malformed or more than is understood here
     */
    public static Optional<byte[]> rewrite(String name, byte[] bytes, List<ContextImport> imports) {
        if (imports.isEmpty()) {
            return Optional.empty();
        }
        try {
            ContextRewriter rewriter = new ContextRewriter(name, bytes, imports);
            byte[] rewritten = rewriter.rewrite(ModuleOutline.of(name, bytes).sections());
            return rewriter.changed ? Optional.of(rewritten) : Optional.empty();
        } catch (MalformedException e) {
            // The engine says what is wrong, if anything is, at the offsets of the module as it was.
            return Optional.empty();
        }
    }

    private byte[] rewrite(List<Section> sections) {
        BinaryWriter out = new BinaryWriter().bytes(bytes, 0, HEADER_SIZE);
        int begin = HEADER_SIZE;
        for (Section section : sections) {
            if (section.id() == TYPES) {
                readTypes(new Leb128(name, bytes, section.start(), section.end()));
            }
            if (mentionsGlobals(section.id())) {
                SectionEditor editor = new SectionEditor(name, bytes, section.start(), section.end());
                edit(section.id(), editor);
                out.u8(section.id()).sized(editor.finish());
            } else {
                out.bytes(bytes, begin, section.end());
            }
            begin = section.end();
        }
        return out.toByteArray();
    }

    private static boolean mentionsGlobals(int section) {
        return switch (section) {
            case IMPORTS, TABLES, GLOBALS, EXPORTS, ELEMENTS, CODE, DATA -> true;
            default -> false;
        };
    }

    private void edit(int section, SectionEditor editor) {
        if (section == IMPORTS) {
            imports(editor);
            return;
        }
        long count = editor.in().u32();
        for (long i = 0; i < count; i++) {
            switch (section) {
                case TABLES -> table(editor);
                case GLOBALS -> {
                    valueType(editor.in());
                    editor.in().u8();
                    constant(editor);
                }
                case EXPORTS -> export(editor);
                case ELEMENTS -> element(editor);
                case CODE -> function(editor);
                default -> data(editor);
            }
        }
    }

    /** Notes which types are those of accesses, with whether of {@code context.set}. */
    private void readTypes(Leb128 in) {
        long count = in.u32();
        for (long i = 0; i < count; i++) {
            if (in.u8() != FUNC) {
                // A type of garbage collection, which may be several.
                throw new MalformedException(name + " has a type that is no function's", null);
            }
            List<Integer> params = valueTypes(in);
            List<Integer> results = valueTypes(in);
            if (params.isEmpty() && results.equals(ONE_I32)) {
                accessTypes.put(i, false);
            } else if (params.equals(ONE_I32) && results.isEmpty()) {
                accessTypes.put(i, true);
            }
        }
    }

    /** The first bytes of value types. */
    private List<Integer> valueTypes(Leb128 in) {
        long count = in.u32();
        List<Integer> types = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            types.add(valueType(in));
        }
        return types;
    }

    /** Passes over a value type; returns its first byte. */
    private int valueType(Leb128 in) {
        int at = in.position();
        new InstructionReader(name, in).blockType();
        return bytes[at] & 0xff;
    }

    private void imports(SectionEditor editor) {
        Leb128 in = editor.in();
        int at = in.position();
        List<ImportReader.Item> items = new ImportReader(name, in).read();
        BinaryWriter section = new BinaryWriter().u32(items.size() + ContextModule.SLOTS);
        long function = 0;
        for (ImportReader.Item item : items) {
            section.bytes(bytes, item.start(), item.end());
            if (item.kind() == ImportReader.FUNCTION) {
                importedFunction(function, item);
                function++;
            } else if (item.kind() == ImportReader.GLOBAL) {
                importedGlobals++;
            }
        }
        for (int slot = 0; slot < ContextModule.SLOTS; slot++) {
            section.name("context")
                    .name(String.valueOf(slot))
                    .u8(ImportReader.GLOBAL)
                    .u8(I32)
                    .u8(MUTABLE);
        }
        editor.replaceFrom(at, section);
    }

    private void importedFunction(long index, ImportReader.Item item) {
        wanted.stream()
                .filter(each -> each.module().equals(item.module())
                        && each.name().equals(item.name())
                        && Boolean.valueOf(each.set()).equals(accessTypes.get(item.type())))
                .findFirst()
                .ifPresent(each -> functions.put(index, each));
    }

    private static void skipLimits(Leb128 in) {
        int flags = in.u8();
        in.u64();
        if ((flags & 1) != 0) {
            in.u64();
        }
    }

    private void table(SectionEditor editor) {
        Leb128 in = editor.in();
        // A table with an initial value begins with two bytes of its own, then as any other.
        boolean initialised = valueType(in) == INITIALISED;
        if (initialised) {
            in.u8();
            valueType(in);
        }
        skipLimits(in);
        if (initialised) {
            constant(editor);
        }
    }

    private void export(SectionEditor editor) {
        Leb128 in = editor.in();
        in.name(Integer.MAX_VALUE);
        boolean global = in.u8() == ImportReader.GLOBAL;
        int at = in.position();
        long index = in.u32();
        if (global) {
            moveUp(editor, at, index);
        }
    }

    /** Replaces the index of a global that was read last. */
    private void moveUp(SectionEditor editor, int at, long index) {
        if (index >= importedGlobals) {
            editor.replaceFrom(at, new BinaryWriter().u32(index + ContextModule.SLOTS));
        }
    }

    private void element(SectionEditor editor) {
        Leb128 in = editor.in();
        long flags = in.u32();
        boolean active = (flags & 1) == 0;
        boolean explicit = (flags & 2) != 0;
        boolean expressions = (flags & 4) != 0;
        if (active) {
            if (explicit) {
                in.u32();
            }
            constant(editor);
        }
        if (!active || explicit) {
            if (expressions) {
                valueType(in);
            } else {
                in.u8();
            }
        }
        for (long count = in.u32(); count > 0; count--) {
            if (expressions) {
                constant(editor);
            } else {
                in.u32();
            }
        }
    }

    private void data(SectionEditor editor) {
        Leb128 in = editor.in();
        long flags = in.u32();
        if (flags == 2) {
            in.u32();
        }
        if (flags != 1) {
            constant(editor);
        }
        in.skip(in.u32());
    }

    private void constant(SectionEditor editor) {
        int depth = 1;
        while (depth > 0) {
            depth += instruction(editor);
        }
    }

    private void function(SectionEditor editor) {
        Leb128 in = editor.in();
        int at = in.position();
        long size = in.u32();
        int start = in.position();
        in.skip(size);
        SectionEditor body = new SectionEditor(name, bytes, start, in.position());
        for (long groups = body.in().u32(); groups > 0; groups--) {
            body.in().u32();
            valueType(body.in());
        }
        while (body.in().hasRemaining()) {
            instruction(body);
        }
        if (body.isChanged()) {
            editor.replaceFrom(at, new BinaryWriter().sized(body.finish()));
        }
    }

    /** Passes over an instruction, and replaces it if need be; returns by how much it changes the depth of nesting. */
    private int instruction(SectionEditor editor) {
        Leb128 in = editor.in();
        int opcode = editor.instructions().next();
        switch (opcode) {
            case CALL, RETURN_CALL -> call(editor, in.u32(), opcode == RETURN_CALL);
            case GLOBAL_GET, GLOBAL_SET -> {
                int at = in.position();
                moveUp(editor, at, in.u32());
            }
            default -> editor.instructions().skip(opcode);
        }
        return switch (opcode) {
            case BLOCK, LOOP, IF, TRY, TRY_TABLE -> 1;
            case END, DELEGATE -> -1;
            default -> 0;
        };
    }

    private void call(SectionEditor editor, long function, boolean tail) {
        ContextImport access = functions.get(function);
        if (access == null) {
            return;
        }
        BinaryWriter replacement =
                new BinaryWriter().u8(access.set() ? GLOBAL_SET : GLOBAL_GET).u32(importedGlobals + access.slot());
        if (tail) {
            replacement.u8(RETURN);
        }
        editor.replaceFrom(editor.instructions().start(), replacement);
        changed = true;
    }
}
