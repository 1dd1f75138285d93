package dev.wasmmaven.runtime.inspect;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a component's file says about itself.
 *
 * @param file name of the file
 * @param size of the file in bytes
 * @param world its imports and exports in WIT, as {@code wasm-tools component wit} prints them
 * @param imports in the order of the file
 * @param exports in the order of the file
 * @param coreModules the core modules in it and in the components inside, in the order of the file; each is called by its
 *     place
 * @param producers the producers section of the component itself: fields such as {@code processed-by} to names with versions
 */
public record ComponentDescription(
        String file,
        long size,
        String world,
        List<Item> imports,
        List<Item> exports,
        List<ModuleDescription> coreModules,
        Map<String, List<String>> producers) {

    public ComponentDescription {
        imports = List.copyOf(imports);
        exports = List.copyOf(exports);
        coreModules = List.copyOf(coreModules);
        producers = Collections.unmodifiableMap(new LinkedHashMap<>(producers));
    }

    /**
     * An import or export, or one of an instance's.
     *
     * @param kind {@code func}, {@code instance}, {@code component}, {@code core module}, {@code resource} or {@code type}
     * @param type a function's or value type in WIT
     * @param items what an instance exports
     */
    public record Item(String name, String kind, Optional<String> type, List<Item> items) {
        public Item {
            items = List.copyOf(items);
        }
    }
}
