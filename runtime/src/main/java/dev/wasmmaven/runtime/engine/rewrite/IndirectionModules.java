package dev.wasmmaven.runtime.engine.rewrite;

import dev.wasmmaven.runtime.engine.CoreExport;
import dev.wasmmaven.runtime.engine.CoreFuncType;
import dev.wasmmaven.runtime.engine.CoreImport;
import dev.wasmmaven.runtime.engine.CoreModule;
import dev.wasmmaven.runtime.engine.CoreTableType;
import dev.wasmmaven.runtime.engine.CoreValType;
import dev.wasmmaven.runtime.engine.binary.Leb128;
import dev.wasmmaven.runtime.engine.binary.ModuleOutline;
import dev.wasmmaven.runtime.engine.binary.ModuleOutline.Section;
import dev.wasmmaven.runtime.error.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The two modules by which wit-component ties a knot: lowered functions need the memory of a module that imports them. The
 * <em>shim</em> has functions named {@code 0}, {@code 1} and so on, each of which calls the entry of that index of its table,
 * exported as {@code $imports}; the <em>fixup</em> module imports the table and as many functions, and puts them there. Where
 * both do only that, the functions can be called directly.
 */
public final class IndirectionModules {

    /** The name of the table. */
    public static final String TABLE = "$imports";

    private static final int CUSTOM = 0;
    private static final int TYPES = 1;
    private static final int IMPORTS = 2;
    private static final int FUNCTIONS = 3;
    private static final int TABLES = 4;
    private static final int EXPORTS = 7;
    private static final int ELEMENTS = 9;
    private static final int CODE = 10;

    private static final int LOCAL_GET = 0x20;
    private static final int I32_CONST = 0x41;
    private static final int CALL_INDIRECT = 0x11;
    private static final int END = 0x0b;

    private IndirectionModules() {}

    /** The types of a shim's functions, in the order of the table; empty if the module is no shim. */
    public static Optional<List<CoreFuncType>> shim(CoreModule module, byte[] wasm) {
        if (!module.imports().isEmpty() || module.exports().isEmpty()) {
            return Optional.empty();
        }
        List<CoreFuncType> types = new ArrayList<>();
        boolean table = false;
        for (CoreExport export : module.exports()) {
            if (export.name().equals(String.valueOf(types.size())) && export.type() instanceof CoreFuncType func) {
                types.add(func);
            } else if (!table && export.name().equals(TABLE)) {
                table = true;
            } else {
                return Optional.empty();
            }
        }
        boolean sized = table && module.exports().stream().anyMatch(export -> isTable(export.type(), types.size()));
        return sized && matches(module.name(), wasm, Set.of(TYPES, FUNCTIONS, TABLES, EXPORTS, CODE), types, true)
                ? Optional.of(types)
                : Optional.empty();
    }

    /** The types of a fixup module's functions, in the order of the table; empty if the module is none. */
    public static Optional<List<CoreFuncType>> fixup(CoreModule module, byte[] wasm) {
        if (!module.exports().isEmpty() || module.imports().isEmpty()) {
            return Optional.empty();
        }
        List<CoreFuncType> types = new ArrayList<>();
        boolean table = false;
        for (CoreImport wanted : module.imports()) {
            if (!wanted.module().isEmpty()) {
                return Optional.empty();
            }
            if (wanted.name().equals(String.valueOf(types.size())) && wanted.type() instanceof CoreFuncType func) {
                types.add(func);
            } else if (!table && wanted.name().equals(TABLE)) {
                table = true;
            } else {
                return Optional.empty();
            }
        }
        boolean sized = table && module.imports().stream().anyMatch(wanted -> isTable(wanted.type(), types.size()));
        return sized && matches(module.name(), wasm, Set.of(TYPES, IMPORTS, ELEMENTS), types, false)
                ? Optional.of(types)
                : Optional.empty();
    }

    private static boolean isTable(Object type, int size) {
        return type instanceof CoreTableType table
                && table.element() == CoreValType.FUNCREF
                && table.min() == size
                && table.max().equals(OptionalLong.of(size));
    }

    private static boolean matches(
            String name, byte[] wasm, Set<Integer> allowed, List<CoreFuncType> types, boolean shim) {
        try {
            List<Section> sections = ModuleOutline.of(name, wasm).sections().stream()
                    .filter(section -> section.id() != CUSTOM)
                    .toList();
            return sections.stream().allMatch(section -> allowed.contains(section.id()))
                    && (shim
                            ? isShim(new Reader(name, wasm, sections), types)
                            : fills(new Reader(name, wasm, sections), types.size()));
        } catch (MalformedException e) {
            // The engine has accepted it, so it is only more than is understood here.
            return false;
        }
    }

    /** Finds sections, of which a module has at most one of a kind. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Reader(String name, byte[] wasm, List<Section> sections) {

        Leb128 section(int id) {
            Section found = sections.stream()
                    .filter(section -> section.id() == id)
                    .findFirst()
                    .orElseThrow(() -> new MalformedException(name + " has no section " + id, null));
            return new Leb128(name, wasm, found.start(), found.end());
        }
    }

    private static boolean isShim(Reader reader, List<CoreFuncType> types) {
        int count = types.size();
        Leb128 functions = reader.section(FUNCTIONS);
        if (functions.u32() != count || !exportsInOrder(reader, count)) {
            return false;
        }
        Leb128 code = reader.section(CODE);
        if (code.u32() != count) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            if (!callsEntry(code, types.get(i).params().size(), i, functions.u32())) {
                return false;
            }
        }
        return !code.hasRemaining();
    }

    /** Whether the function exported as {@code k} is the function of index k. */
    private static boolean exportsInOrder(Reader reader, int count) {
        Leb128 exports = reader.section(EXPORTS);
        long exported = exports.u32();
        for (long i = 0; i < exported; i++) {
            String name = exports.name(Integer.MAX_VALUE);
            boolean function = exports.u8() == 0;
            long index = exports.u32();
            if (function ? !name.equals(String.valueOf(index)) : index != 0) {
                return false;
            }
        }
        return exported == count + 1L;
    }

    private static boolean callsEntry(Leb128 code, int params, int entry, long type) {
        code.u32();
        if (code.u32() != 0) {
            return false;
        }
        for (int i = 0; i < params; i++) {
            if (code.u8() != LOCAL_GET || code.u32() != i) {
                return false;
            }
        }
        return code.u8() == I32_CONST
                && signed(code) == entry
                && code.u8() == CALL_INDIRECT
                && code.u32() == type
                && code.u32() == 0
                && code.u8() == END;
    }

    /** A small signed number; one of more than 28 bits is no index of such a table. */
    private static int signed(Leb128 in) {
        int value = 0;
        for (int shift = 0; shift < 28; shift += 7) {
            int b = in.u8();
            value |= (b & 0x7f) << shift;
            if (b < 0x80) {
                return value << (25 - shift) >> (25 - shift);
            }
        }
        return -1;
    }

    /** Whether the one element segment puts the imported functions into the table, from 0 on. */
    private static boolean fills(Reader reader, int count) {
        Leb128 elements = reader.section(ELEMENTS);
        if (elements.u32() != 1
                || elements.u32() != 0
                || elements.u8() != I32_CONST
                || signed(elements) != 0
                || elements.u8() != END
                || elements.u32() != count) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            if (elements.u32() != i) {
                return false;
            }
        }
        return !elements.hasRemaining();
    }
}
