package dev.wasmmaven.runtime.engine;

import dev.wasmmaven.runtime.error.UnlinkableException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Import matching (core specification 4.5.2, External Typing, and 3.3, Import Subtyping), the same for every engine.
 */
public final class ImportMatching {

    private ImportMatching() {}

    /**
     * Checks that each import gets what it asks for.
     *
     * @throws UnlinkableException naming every import that does not, with the type asked for and the type offered
     */
    public static void check(CoreModule module, List<CoreExtern> externs) {
        List<CoreImport> imports = module.imports();
        if (imports.size() != externs.size()) {
            throw new UnlinkableException(
                    module.name() + " has " + imports.size() + " imports, but " + externs.size() + " were given", null);
        }
        List<String> mismatches = new ArrayList<>();
        for (int i = 0; i < imports.size(); i++) {
            CoreImport wanted = imports.get(i);
            CoreExternType offered = externs.get(i).type();
            if (!matches(offered, wanted.type())) {
                mismatches.add(wanted.module() + "." + wanted.name() + " is " + describe(offered) + ", wanted "
                        + describe(wanted.type()));
            }
        }
        if (!mismatches.isEmpty()) {
            throw new UnlinkableException(
                    "incompatible import type in " + module.name() + ": " + String.join("; ", mismatches), null);
        }
    }

    /** Whether something of the first type can be given where the second is asked for. */
    public static boolean matches(CoreExternType offered, CoreExternType wanted) {
        if (offered instanceof CoreMemoryType given && wanted instanceof CoreMemoryType asked) {
            return given.shared() == asked.shared()
                    && limitsMatch(given.minPages(), given.maxPages(), asked.minPages(), asked.maxPages());
        }
        if (offered instanceof CoreTableType given && wanted instanceof CoreTableType asked) {
            return given.element() == asked.element()
                    && limitsMatch(given.min(), given.max(), asked.min(), asked.max());
        }
        return offered.equals(wanted);
    }

    private static boolean limitsMatch(long min, OptionalLong max, long wantedMin, OptionalLong wantedMax) {
        return min >= wantedMin
                && (wantedMax.isEmpty() || (max.isPresent() && max.getAsLong() <= wantedMax.getAsLong()));
    }

    /** A type in the words of the text format. */
    public static String describe(CoreExternType type) {
        if (type instanceof CoreFuncType func) {
            return "func" + list(func.params()) + " -> " + list(func.results());
        }
        if (type instanceof CoreMemoryType memory) {
            return "memory " + limits(memory.minPages(), memory.maxPages()) + (memory.shared() ? " shared" : "");
        }
        if (type instanceof CoreTableType table) {
            return "table " + limits(table.min(), table.max()) + " " + name(table.element());
        }
        if (type instanceof CoreGlobalType global) {
            return "global " + (global.mutable() ? "mut " : "") + name(global.value());
        }
        if (type instanceof CoreTagType tag) {
            return "tag" + list(tag.function().params());
        }
        throw new IllegalArgumentException("not a type of an extern: " + type);
    }

    private static String limits(long min, OptionalLong max) {
        return max.isPresent() ? min + ".." + max.getAsLong() : min + "..";
    }

    private static String list(List<CoreValType> types) {
        StringBuilder text = new StringBuilder("(");
        for (CoreValType type : types) {
            if (text.length() > 1) {
                text.append(' ');
            }
            text.append(name(type));
        }
        return text.append(')').toString();
    }

    private static String name(CoreValType type) {
        return type.name().toLowerCase(java.util.Locale.ROOT);
    }
}
