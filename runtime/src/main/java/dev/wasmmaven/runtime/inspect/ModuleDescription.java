package dev.wasmmaven.runtime.inspect;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a core module's file says about itself. Types are in the words of the text format.
 *
 * @param file name of the file
 * @param size of the file in bytes
 * @param moduleName the name in the name section
 * @param sections in the order of the file
 * @param imports in the order of the module
 * @param exports in the order of the module
 * @param memories types of the memories, imported ones first, such as {@code 17..}, in pages of 64 KiB
 * @param tables types of the tables, imported ones first, such as {@code 3..3 funcref}
 * @param functions how many functions it defines
 * @param namedFunctions how many functions, imported ones included, have a name in the name section
 * @param start index of the function that runs at instantiation
 * @param producers the producers section: {@code language}, {@code processed-by}, {@code sdk} to names with versions
 * @param features the target features section, each with its prefix {@code +} or {@code -}
 */
public record ModuleDescription(
        String file,
        long size,
        Optional<String> moduleName,
        List<Section> sections,
        List<Import> imports,
        List<Export> exports,
        List<String> memories,
        List<String> tables,
        int functions,
        int namedFunctions,
        OptionalInt start,
        Map<String, List<String>> producers,
        List<String> features) {

    public ModuleDescription {
        sections = List.copyOf(sections);
        imports = List.copyOf(imports);
        exports = List.copyOf(exports);
        memories = List.copyOf(memories);
        tables = List.copyOf(tables);
        producers = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(producers));
        features = List.copyOf(features);
    }

    /**
     * A section.
     *
     * @param name the specification's word for it, or the name of a custom section
     * @param custom whether it is a custom section
     * @param offset in the file of the contents
     * @param size of the contents in bytes
     * @param count of its elements, where it has such
     */
    public record Section(String name, boolean custom, int offset, int size, OptionalInt count) {}

    /** An import: {@code kind} is {@code func}, {@code table}, {@code memory}, {@code global} or {@code tag}. */
    public record Import(String module, String name, String kind, String type) {}

    /** An export: {@code kind} as in {@link Import}. */
    public record Export(String name, String kind, String type) {}
}
