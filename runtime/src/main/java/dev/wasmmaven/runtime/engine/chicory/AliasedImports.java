package dev.wasmmaven.runtime.engine.chicory;

import dev.wasmmaven.runtime.engine.CoreImport;
import dev.wasmmaven.runtime.engine.binary.BinaryWriter;
import dev.wasmmaven.runtime.engine.binary.ImportReader;
import dev.wasmmaven.runtime.engine.binary.Leb128;
import dev.wasmmaven.runtime.engine.binary.ModuleOutline;
import dev.wasmmaven.runtime.engine.binary.ModuleOutline.Section;
import dev.wasmmaven.runtime.error.MalformedException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A module whose imports have other names for Chicory's parser where it would refuse their own: characters that may not be part of an
 * identifier in Java, and functions under two empty names, which it takes for the proposal "compact import section".
 *
 * @param outline the module for the parser
 * @param originals by position, the imports that have an alias there
 */
record AliasedImports(ModuleOutline outline, Map<Integer, ImportReader.Item> originals) {

    private static final int IMPORTS = 2;

    /** What the parser sees; the engine never does. */
    private static final String ALIAS = "alias";

    private static final int ASCII = 0x80;

    static AliasedImports of(String name, ModuleOutline outline) {
        try {
            for (Section section : outline.sections()) {
                if (section.id() == IMPORTS) {
                    return of(name, outline, section);
                }
            }
        } catch (MalformedException e) {
            // The parser says better what is wrong.
            return new AliasedImports(outline, Map.of());
        }
        return new AliasedImports(outline, Map.of());
    }

    private static AliasedImports of(String name, ModuleOutline outline, Section section) {
        byte[] bytes = outline.bytes();
        List<ImportReader.Item> items =
                new ImportReader(name, new Leb128(name, bytes, section.start(), section.end())).read();
        Map<Integer, ImportReader.Item> originals = new HashMap<>();
        BinaryWriter out = new BinaryWriter().u32(items.size());
        for (int i = 0; i < items.size(); i++) {
            ImportReader.Item item = items.get(i);
            if (needsAlias(item)) {
                originals.put(i, item);
                out.name(ALIAS).name("").bytes(bytes, item.description(), item.end());
            } else {
                out.bytes(bytes, item.start(), item.end());
            }
        }
        return originals.isEmpty()
                ? new AliasedImports(outline, originals)
                : new AliasedImports(ModuleOutline.of(name, outline.with(Map.of(IMPORTS, out))), originals);
    }

    private static boolean needsAlias(ImportReader.Item item) {
        boolean nameless = item.module().isEmpty() && item.name().isEmpty();
        return (nameless && item.kind() == ImportReader.FUNCTION) || !isAscii(item.module()) || !isAscii(item.name());
    }

    private static boolean isAscii(String name) {
        return name.chars().allMatch(it -> it < ASCII);
    }

    /** The import of that position under its own name. */
    CoreImport restored(int position, CoreImport parsed) {
        ImportReader.Item original = originals.get(position);
        return original == null ? parsed : new CoreImport(original.module(), original.name(), parsed.type());
    }
}
