package dev.wasmmaven.runtime.inspect;

import java.util.List;

/** What the specifications call the sections of a file (core specification 5.5.2; component model, Binary.md). */
public final class SectionNames {

    /** The id of a custom section, in modules and in components. */
    public static final int CUSTOM = 0;

    private static final List<String> OF_MODULES = List.of(
            "custom",
            "type",
            "import",
            "function",
            "table",
            "memory",
            "global",
            "export",
            "start",
            "element",
            "code",
            "data",
            "data count",
            "tag");

    private static final List<String> OF_COMPONENTS = List.of(
            "custom",
            "core module",
            "core instance",
            "core type",
            "component",
            "instance",
            "alias",
            "type",
            "canon",
            "start",
            "import",
            "export",
            "value");

    private SectionNames() {}

    /** The name of a core module's section; {@code section 99} if there is none with that id. */
    public static String ofModule(int id) {
        return name(OF_MODULES, id);
    }

    /** The name of a component's section; {@code section 99} if there is none with that id. */
    public static String ofComponent(int id) {
        return name(OF_COMPONENTS, id);
    }

    private static String name(List<String> names, int id) {
        return id >= 0 && id < names.size() ? names.get(id) : "section " + id;
    }
}
