package dev.wasmmaven.runtime.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes small modules for tests, so that no tool is needed to make them. Items are added in the order of their index
 * spaces, imports first. It does not check anything: tests also need bad modules.
 */
public final class ModuleAssembler {

    public static final int I32 = 0x7f;
    public static final int I64 = 0x7e;
    public static final int F32 = 0x7d;
    public static final int F64 = 0x7c;
    public static final int FUNCREF = 0x70;

    /** Kinds of imports and exports. */
    public enum Kind {
        FUNC,
        TABLE,
        MEMORY,
        GLOBAL,
        TAG
    }

    private final List<byte[]> types = new ArrayList<>();
    private final List<byte[]> imports = new ArrayList<>();
    private final List<byte[]> functions = new ArrayList<>();
    private final List<byte[]> tables = new ArrayList<>();
    private final List<byte[]> memories = new ArrayList<>();
    private final List<byte[]> tags = new ArrayList<>();
    private final List<byte[]> globals = new ArrayList<>();
    private final List<byte[]> exports = new ArrayList<>();
    private final List<byte[]> elements = new ArrayList<>();
    private final List<byte[]> bodies = new ArrayList<>();
    private final List<byte[]> data = new ArrayList<>();
    private final List<byte[]> customs = new ArrayList<>();
    private final Map<Integer, String> names = new TreeMap<>();
    private final int[] counts = new int[Kind.values().length];
    private int start = -1;

    /** Adds a function type; gives its index. */
    public int type(int[] params, int... results) {
        types.add(write(out -> {
            out.write(0x60);
            vector(out, params);
            vector(out, results);
        }));
        return types.size() - 1;
    }

    /** Value types, for readability. */
    public static int[] types(int... values) {
        return values;
    }

    public int importFunc(String module, String name, int type) {
        return imported(module, name, Kind.FUNC, out -> Leb.unsigned(out, type));
    }

    /** @param max negative for none */
    public int importMemory(String module, String name, int min, int max) {
        return imported(module, name, Kind.MEMORY, out -> limits(out, min, max));
    }

    /** @param max negative for none */
    public int importTable(String module, String name, int min, int max) {
        return imported(module, name, Kind.TABLE, out -> {
            out.write(FUNCREF);
            limits(out, min, max);
        });
    }

    public int importGlobal(String module, String name, int type, boolean mutable) {
        return imported(module, name, Kind.GLOBAL, out -> {
            out.write(type);
            out.write(mutable ? 1 : 0);
        });
    }

    public int importTag(String module, String name, int type) {
        return imported(module, name, Kind.TAG, out -> {
            out.write(0);
            Leb.unsigned(out, type);
        });
    }

    private int imported(String module, String name, Kind kind, Writer type) {
        imports.add(write(out -> {
            name(out, module);
            name(out, name);
            out.write(kind.ordinal());
            type.write(out);
        }));
        return counts[kind.ordinal()]++;
    }

    /** Adds a function with locals of i32; the body ends with its own {@code end}. */
    public int func(int type, int locals, Code body) {
        functions.add(write(out -> Leb.unsigned(out, type)));
        byte[] code = write(out -> {
            if (locals == 0) {
                Leb.unsigned(out, 0);
            } else {
                Leb.unsigned(out, 1);
                Leb.unsigned(out, locals);
                out.write(I32);
            }
            out.writeBytes(body.bytes());
        });
        bodies.add(write(out -> bytes(out, code)));
        return counts[Kind.FUNC.ordinal()]++;
    }

    /** Adds a function and its name in the name section. */
    public int func(String name, int type, int locals, Code body) {
        int index = func(type, locals, body);
        names.put(index, name);
        return index;
    }

    /** @param max negative for none */
    public int memory(int min, int max) {
        memories.add(write(out -> limits(out, min, max)));
        return counts[Kind.MEMORY.ordinal()]++;
    }

    /** A memory that threads share. */
    public int sharedMemory(int min, int max) {
        memories.add(write(out -> {
            out.write(3);
            Leb.unsigned(out, min);
            Leb.unsigned(out, max);
        }));
        return counts[Kind.MEMORY.ordinal()]++;
    }

    /** @param max negative for none */
    public int table(int min, int max) {
        tables.add(write(out -> {
            out.write(FUNCREF);
            limits(out, min, max);
        }));
        return counts[Kind.TABLE.ordinal()]++;
    }

    public int global(int type, boolean mutable, Code init) {
        globals.add(write(out -> {
            out.write(type);
            out.write(mutable ? 1 : 0);
            out.writeBytes(init.bytes());
        }));
        return counts[Kind.GLOBAL.ordinal()]++;
    }

    public int tag(int type) {
        tags.add(write(out -> {
            out.write(0);
            Leb.unsigned(out, type);
        }));
        return counts[Kind.TAG.ordinal()]++;
    }

    public ModuleAssembler export(String name, Kind kind, int index) {
        exports.add(write(out -> {
            name(out, name);
            out.write(kind.ordinal());
            Leb.unsigned(out, index);
        }));
        return this;
    }

    public ModuleAssembler start(int function) {
        start = function;
        return this;
    }

    /** An active segment of table 0. */
    public ModuleAssembler elements(int offset, int... items) {
        elements.add(write(out -> {
            Leb.unsigned(out, 0);
            out.writeBytes(new Code().i32Const(offset).end().bytes());
            vector(out, items);
        }));
        return this;
    }

    /** An active segment of memory 0. */
    public ModuleAssembler data(int offset, String text) {
        data.add(write(out -> {
            Leb.unsigned(out, 0);
            out.writeBytes(new Code().i32Const(offset).end().bytes());
            bytes(out, text.getBytes(StandardCharsets.UTF_8));
        }));
        return this;
    }

    public ModuleAssembler custom(String name, byte[] contents) {
        customs.add(write(out -> {
            name(out, name);
            out.writeBytes(contents);
        }));
        return this;
    }

    public byte[] build() {
        return write(out -> {
            out.writeBytes(new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0});
            section(out, 1, types);
            section(out, 2, imports);
            section(out, 3, functions);
            section(out, 4, tables);
            section(out, 5, memories);
            section(out, 13, tags);
            section(out, 6, globals);
            section(out, 7, exports);
            if (start >= 0) {
                out.write(8);
                bytes(out, write(body -> Leb.unsigned(body, start)));
            }
            section(out, 9, elements);
            section(out, 10, bodies);
            section(out, 11, data);
            if (!names.isEmpty()) {
                custom("name", nameSection());
            }
            for (byte[] custom : customs) {
                out.write(0);
                bytes(out, custom);
            }
        });
    }

    private byte[] nameSection() {
        return write(out -> {
            out.write(1);
            bytes(out, write(functionNames -> {
                Leb.unsigned(functionNames, names.size());
                names.forEach((index, name) -> {
                    Leb.unsigned(functionNames, index);
                    name(functionNames, name);
                });
            }));
        });
    }

    private static void section(ByteArrayOutputStream out, int id, List<byte[]> items) {
        if (items.isEmpty()) {
            return;
        }
        out.write(id);
        bytes(out, write(body -> {
            Leb.unsigned(body, items.size());
            items.forEach(body::writeBytes);
        }));
    }

    private static void limits(ByteArrayOutputStream out, int min, int max) {
        out.write(max < 0 ? 0 : 1);
        Leb.unsigned(out, min);
        if (max >= 0) {
            Leb.unsigned(out, max);
        }
    }

    private static void vector(ByteArrayOutputStream out, int[] values) {
        Leb.unsigned(out, values.length);
        for (int value : values) {
            Leb.unsigned(out, value);
        }
    }

    private static void name(ByteArrayOutputStream out, String name) {
        bytes(out, name.getBytes(StandardCharsets.UTF_8));
    }

    private static void bytes(ByteArrayOutputStream out, byte[] bytes) {
        Leb.unsigned(out, bytes.length);
        out.writeBytes(bytes);
    }

    private interface Writer {
        void write(ByteArrayOutputStream out);
    }

    private static byte[] write(Writer writer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.write(out);
        return out.toByteArray();
    }
}
