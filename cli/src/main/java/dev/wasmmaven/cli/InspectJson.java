package dev.wasmmaven.cli;

import dev.wasmmaven.runtime.inspect.ComponentDescription;
import dev.wasmmaven.runtime.inspect.ModuleDescription;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A description for programs: one object, whose members are those of {@link ModuleDescription} or
 * {@link ComponentDescription}.
 */
final class InspectJson {

    private InspectJson() {}

    static String of(ModuleDescription module) {
        return text(object(module));
    }

    static String of(ComponentDescription component) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("file", component.file());
        object.put("kind", "component");
        object.put("size", component.size());
        object.put("producers", component.producers());
        object.put("imports", items(component.imports()));
        object.put("exports", items(component.exports()));
        object.put("world", component.world());
        object.put(
                "coreModules",
                component.coreModules().stream().map(InspectJson::object).toList());
        return text(object);
    }

    private static List<Object> items(List<ComponentDescription.Item> items) {
        List<Object> all = new ArrayList<>();
        for (ComponentDescription.Item each : items) {
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("name", each.name());
            item.put("kind", each.kind());
            each.type().ifPresent(type -> item.put("type", type));
            if (!each.items().isEmpty()) {
                item.put("exports", items(each.items()));
            }
            all.add(item);
        }
        return all;
    }

    private static Map<String, Object> object(ModuleDescription module) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("file", module.file());
        object.put("kind", "module");
        object.put("size", module.size());
        module.moduleName().ifPresent(name -> object.put("name", name));
        object.put("functions", module.functions());
        object.put("namedFunctions", module.namedFunctions());
        module.start().ifPresent(index -> object.put("start", index));
        object.put("memories", module.memories());
        object.put("tables", module.tables());
        object.put("producers", module.producers());
        object.put("targetFeatures", module.features());
        List<Object> imports = new ArrayList<>();
        for (ModuleDescription.Import each : module.imports()) {
            Map<String, Object> item = item(each.name(), each.kind(), each.type());
            item.put("module", each.module());
            imports.add(item);
        }
        object.put("imports", imports);
        List<Object> exports = new ArrayList<>();
        module.exports().forEach(each -> exports.add(item(each.name(), each.kind(), each.type())));
        object.put("exports", exports);
        List<Object> sections = new ArrayList<>();
        for (ModuleDescription.Section each : module.sections()) {
            Map<String, Object> section = new LinkedHashMap<>();
            section.put("name", each.name());
            section.put("custom", each.custom());
            section.put("offset", each.offset());
            section.put("size", each.size());
            each.count().ifPresent(count -> section.put("count", count));
            sections.add(section);
        }
        object.put("sections", sections);
        return object;
    }

    private static String text(Map<String, Object> object) {
        StringBuilder json = new StringBuilder();
        write(object, "", json);
        return json.toString();
    }

    private static Map<String, Object> item(String name, String kind, String type) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("name", name);
        item.put("kind", kind);
        item.put("type", type);
        return item;
    }

    private static void write(Object value, String indent, StringBuilder json) {
        if (value instanceof Map<?, ?> map) {
            String inner = indent + "  ";
            String separator = "\n";
            json.append('{');
            for (Map.Entry<?, ?> each : map.entrySet()) {
                json.append(separator).append(inner);
                string(String.valueOf(each.getKey()), json);
                json.append(": ");
                write(each.getValue(), inner, json);
                separator = ",\n";
            }
            json.append(map.isEmpty() ? "}" : "\n" + indent + "}");
        } else if (value instanceof List<?> list) {
            String inner = indent + "  ";
            String separator = "\n";
            json.append('[');
            for (Object each : list) {
                json.append(separator).append(inner);
                write(each, inner, json);
                separator = ",\n";
            }
            json.append(list.isEmpty() ? "]" : "\n" + indent + "]");
        } else if (value instanceof String text) {
            string(text, json);
        } else {
            json.append(value);
        }
    }

    private static void string(String text, StringBuilder json) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c == '\n') {
                json.append("\\n");
            } else if (c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029) {
                json.append("\\u").append(Integer.toHexString(0x10000 | c), 1, 5);
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }
}
