package dev.wasmmaven.runtime.engine.lowering;

import dev.wasmmaven.runtime.engine.binary.BinaryWriter;
import dev.wasmmaven.runtime.engine.binary.ImportReader;
import dev.wasmmaven.runtime.engine.binary.Leb128;
import dev.wasmmaven.runtime.engine.binary.ModuleOutline;
import dev.wasmmaven.runtime.engine.binary.ModuleOutline.Section;
import dev.wasmmaven.runtime.error.MalformedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The function types of a module, of its functions and of its tags, and those that lowering adds behind them. */
final class ModuleTypes {

    static final int TYPES = 1;
    static final int CODE = 10;

    private static final int IMPORTS = 2;
    private static final int FUNCTIONS = 3;
    private static final int TAGS = 13;

    private static final int FUNC = 0x60;
    private static final byte[] NOTHING = {};

    /**
     * Parameters and results.
     *
     * @param params one encoded value type after another
     * @param results likewise
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Func(int paramCount, byte[] params, int resultCount, byte[] results) {

        static final Func NONE = new Func(0, NOTHING, 0, NOTHING);

        static Func returning(byte[] valueType) {
            return new Func(0, NOTHING, 1, valueType);
        }
    }

    private final String name;
    private final ModuleOutline module;
    private final List<Func> types = new ArrayList<>();
    private final List<Func> functions = new ArrayList<>();
    private final List<Func> tags = new ArrayList<>();
    private final Map<String, Integer> added = new HashMap<>();
    private final BinaryWriter addedTypes = new BinaryWriter();
    private int importedFunctions;
    /** Recursion groups, each of which counts as one in the section. */
    private long entries;

    /** @throws MalformedException a section is damaged, or has a type of an unknown form */
    ModuleTypes(String name, ModuleOutline module) {
        this.name = name;
        this.module = module;
        for (Section section : module.sections()) {
            Leb128 in = new Leb128(name, module.bytes(), section.start(), section.end());
            switch (section.id()) {
                case TYPES -> readTypes(in);
                case IMPORTS -> readImports(new ImportReader(name, in).read());
                case FUNCTIONS -> {
                    for (long count = in.u32(); count > 0; count--) {
                        functions.add(type(in.u32()));
                    }
                }
                case TAGS -> {
                    for (long count = in.u32(); count > 0; count--) {
                        in.u8();
                        addTag(in.u32());
                    }
                }
                default -> {
                    // Says nothing about types.
                }
            }
        }
    }

    private void readImports(List<ImportReader.Item> imports) {
        for (ImportReader.Item item : imports) {
            if (item.kind() == ImportReader.FUNCTION) {
                functions.add(type(item.type()));
                importedFunctions++;
            } else if (item.kind() == ImportReader.TAG) {
                addTag(item.type());
            }
        }
    }

    private void addTag(long type) {
        tags.add(type(type));
    }

    private void readTypes(Leb128 in) {
        entries = in.u32();
        TypeWalk walk = new TypeWalk(name, module.bytes(), in, types::add);
        for (long i = 0; i < entries; i++) {
            walk.entry();
        }
    }

    private Func type(long index) {
        return item(types, index, "type");
    }

    /** The type of a function that the module defines, counted without the imported ones. */
    Func defined(int index) {
        return item(functions, (long) importedFunctions + index, "function");
    }

    Func tag(long index) {
        return item(tags, index, "tag");
    }

    private Func item(List<Func> all, long index, String what) {
        if (index >= all.size()) {
            throw new MalformedException(name + " uses " + what + " " + index + ", which it does not have", null);
        }
        return all.get((int) index);
    }

    /** The type that an encoded block type stands for. */
    Func block(byte[] blockType) {
        int first = blockType[0] & 0xff;
        if (first == 0x40) {
            return Func.NONE;
        }
        if (first > 0x40 && first < 0x80) {
            return Func.returning(blockType);
        }
        return type(new Leb128(name, blockType, 0, blockType.length).u32());
    }

    /** The encoded block type of blocks of that type, which is added to the module's types if there is no shorter one. */
    byte[] blockType(Func type) {
        if (type.paramCount() == 0 && type.resultCount() == 0) {
            return new byte[] {0x40};
        }
        if (type.paramCount() == 0 && type.resultCount() == 1) {
            return type.results();
        }
        byte[] encoded = new BinaryWriter()
                .u8(FUNC)
                .u32(type.paramCount())
                .bytes(type.params())
                .u32(type.resultCount())
                .bytes(type.results())
                .toByteArray();
        int index = added.computeIfAbsent(Arrays.toString(encoded), key -> {
            addedTypes.bytes(encoded);
            return types.size() + added.size();
        });
        return new BinaryWriter().index(index).toByteArray();
    }

    /** The contents of the section of types, with those that were added. */
    BinaryWriter section() {
        BinaryWriter out = new BinaryWriter().u32(entries + added.size());
        for (Section section : module.sections()) {
            if (section.id() == TYPES) {
                Leb128 in = new Leb128(name, module.bytes(), section.start(), section.end());
                in.u32();
                out.bytes(module.bytes(), in.position(), section.end());
            }
        }
        return out.bytes(addedTypes.toByteArray());
    }
}
