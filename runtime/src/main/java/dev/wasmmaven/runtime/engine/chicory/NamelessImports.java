package dev.wasmmaven.runtime.engine.chicory;

import dev.wasmmaven.runtime.engine.CoreImport;
import dev.wasmmaven.runtime.engine.binary.BinaryWriter;
import dev.wasmmaven.runtime.engine.binary.ImportReader;
import dev.wasmmaven.runtime.engine.binary.Leb128;
import dev.wasmmaven.runtime.engine.binary.ModuleOutline;
import dev.wasmmaven.runtime.engine.binary.ModuleOutline.Section;
import dev.wasmmaven.runtime.error.MalformedException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A module whose functions that are imported under two empty names have another for Chicory's parser, which takes such an
 * import for one of the proposal "compact import section", and refuses it.
 *
 * @param outline the module for the parser
 * @param positions which imports these are
 */
record NamelessImports(ModuleOutline outline, Set<Integer> positions) {

    private static final int IMPORTS = 2;

    /** What the parser sees; the engine never does. */
    private static final String NAME = "nameless";

    static NamelessImports of(String name, ModuleOutline outline) {
        try {
            for (Section section : outline.sections()) {
                if (section.id() == IMPORTS) {
                    return of(name, outline, section);
                }
            }
        } catch (MalformedException e) {
            // The parser says better what is wrong.
            return new NamelessImports(outline, Set.of());
        }
        return new NamelessImports(outline, Set.of());
    }

    private static NamelessImports of(String name, ModuleOutline outline, Section section) {
        byte[] bytes = outline.bytes();
        List<ImportReader.Item> items =
                new ImportReader(name, new Leb128(name, bytes, section.start(), section.end())).read();
        Set<Integer> positions = new HashSet<>();
        BinaryWriter out = new BinaryWriter().u32(items.size());
        for (int i = 0; i < items.size(); i++) {
            ImportReader.Item item = items.get(i);
            if (item.kind() == ImportReader.FUNCTION
                    && item.module().isEmpty()
                    && item.name().isEmpty()) {
                positions.add(i);
                out.name(NAME).name("").u8(item.kind()).u32(item.type());
            } else {
                out.bytes(bytes, item.start(), item.end());
            }
        }
        return positions.isEmpty()
                ? new NamelessImports(outline, positions)
                : new NamelessImports(ModuleOutline.of(name, outline.with(Map.of(IMPORTS, out))), positions);
    }

    /** The import of that position under its own name. */
    CoreImport restored(int position, CoreImport parsed) {
        return positions.contains(position) ? new CoreImport("", "", parsed.type()) : parsed;
    }
}
