package dev.wasmmaven.runtime.wasi;

import dev.wasmmaven.runtime.component.handle.HostResource;
import dev.wasmmaven.runtime.component.type.FuncType;
import dev.wasmmaven.runtime.component.type.ValType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an interface of WASI declares: its types and functions. Immutable.
 *
 * @param name without a version, such as {@code wasi:io/streams}
 * @param resources those that it defines or uses from another interface
 * @param types its named types by name, resources as owned handles
 * @param functions its functions by the names that components import them under
 */
public record Declaration(
        String name, List<HostResource<?>> resources, Map<String, ValType> types, Map<String, FuncType> functions) {

    /** Of a text in the notation of {@link WitReader}. */
    public static Declaration of(String name, List<HostResource<?>> resources, String text) {
        return of(name, resources, Map.of(), text);
    }

    /** The same, with types that other interfaces declare. */
    public static Declaration of(String name, List<HostResource<?>> resources, Map<String, ValType> used, String text) {
        Map<String, ValType> types = new LinkedHashMap<>(used);
        Map<String, FuncType> functions = new LinkedHashMap<>();
        resources.forEach(each -> types.put(each.name(), each.own()));
        WitReader.read(text, types, functions);
        return new Declaration(
                name,
                List.copyOf(resources),
                Collections.unmodifiableMap(types),
                Collections.unmodifiableMap(functions));
    }

    /** A type that another interface uses. */
    public ValType type(String typeName) {
        ValType type = types.get(typeName);
        if (type == null) {
            throw new IllegalArgumentException(name + " declares no type '" + typeName + "'");
        }
        return type;
    }
}
