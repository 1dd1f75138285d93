package dev.wasmmaven.runtime.component.text;

import dev.wasmmaven.runtime.component.type.ExternType;
import dev.wasmmaven.runtime.component.type.ExternType.Named;
import dev.wasmmaven.runtime.component.type.FuncType;
import dev.wasmmaven.runtime.component.type.ResourceId;
import dev.wasmmaven.runtime.component.type.ValType;
import dev.wasmmaven.runtime.component.value.Val;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The items of an interface or world: its uses, types and functions. */
final class WitScope {

    private static final String CONSTRUCTOR = "[constructor]";
    private static final String METHOD = "[method]";
    private static final String STATIC = "[static]";

    private final WitOrigins origins;
    private final WitOrigins.Place place;
    private final TypeText types = new TypeText();

    /**
     * @param place where it is, as uses in other places refer to it
     */
    WitScope(WitOrigins origins, WitOrigins.Place place) {
        this.origins = origins;
        this.place = place;
    }

    /** Writes what can be said in WIT, and what cannot as comments. */
    void write(List<Named> items, String funcPrefix, WitWriter out) {
        Map<String, List<Named>> methods = methods(items);
        Map<String, List<String>> uses = new LinkedHashMap<>();
        List<Runnable> definitions = new ArrayList<>();
        for (Named item : items) {
            declare(item, methods, uses, definitions, out);
        }
        out.group(uses.entrySet().stream()
                .map(it -> "use " + it.getKey() + ".{" + String.join(", ", it.getValue()) + "};")
                .toList());
        definitions.forEach(it -> {
            out.separate();
            it.run();
        });
        for (Named item : items) {
            if (item.type() instanceof ExternType.FuncExtern func && !isMember(item.name())) {
                out.separate();
                externalId(item, out);
                out.line(funcPrefix + WitNames.escape(item.name()) + ": " + types.of(func.type()) + ";");
            }
        }
    }

    private static boolean isMember(String name) {
        return name.startsWith("[") && !name.startsWith("[get]") && !name.startsWith("[set]");
    }

    private static Map<String, List<Named>> methods(List<Named> items) {
        Map<String, List<Named>> methods = new LinkedHashMap<>();
        for (Named item : items) {
            if (isMember(item.name())) {
                String rest = item.name().substring(item.name().lastIndexOf(']') + 1);
                int dot = rest.indexOf('.');
                methods.computeIfAbsent(dot < 0 ? rest : rest.substring(0, dot), it -> new ArrayList<>())
                        .add(item);
            }
        }
        return methods;
    }

    private void declare(
            Named item,
            Map<String, List<Named>> methods,
            Map<String, List<String>> uses,
            List<Runnable> definitions,
            WitWriter out) {
        String name = item.name();
        String escaped = WitNames.escape(name);
        if (item.type() instanceof ExternType.ResourceExtern it) {
            Optional<String> local = types.nameOf(it.resource());
            Optional<WitOrigins.Origin> origin = origins.of(it.resource(), place, name);
            types.name(it.resource(), escaped);
            if (local.isPresent()) {
                definitions.add(() -> out.line("type " + escaped + " = " + local.get() + ";"));
            } else if (origin.isPresent()) {
                use(origin.get(), name, uses);
            } else {
                definitions.add(() -> {
                    externalId(item, out);
                    resource(escaped, it.resource(), methods.getOrDefault(name, List.of()), out);
                });
            }
        } else if (item.type() instanceof ExternType.ValTypeExtern it) {
            Optional<String> local = types.nameOf(it.type());
            Optional<WitOrigins.Origin> origin = origins.of(it.type(), place, name);
            types.name(it.type(), escaped);
            if (local.isPresent()) {
                definitions.add(() -> out.line("type " + escaped + " = " + local.get() + ";"));
            } else if (origin.isPresent()) {
                use(origin.get(), name, uses);
            } else {
                definitions.add(() -> {
                    externalId(item, out);
                    definition(escaped, it.type(), out);
                });
            }
        }
    }

    /** The attribute that WIT has for what stands beside a name. */
    static void externalId(Named item, WitWriter out) {
        item.attributes().externalId().ifPresent(it -> out.line("@external-id(" + WaveText.of(new Val.Str(it)) + ")"));
    }

    private void use(WitOrigins.Origin origin, String name, Map<String, List<String>> uses) {
        String as = origin.name().equals(name) ? "" : " as " + WitNames.escape(name);
        uses.computeIfAbsent(place.refer(origin.place()), it -> new ArrayList<>())
                .add(WitNames.escape(origin.name()) + as);
    }

    private void definition(String name, ValType type, WitWriter out) {
        if (type instanceof ValType.RecordType it) {
            out.block("record " + name, it.fields().stream().map(types::field).toList());
        } else if (type instanceof ValType.VariantType it) {
            out.block(
                    "variant " + name,
                    it.cases().stream().map(types::variantCase).toList());
        } else if (type instanceof ValType.FlagsType it) {
            out.block(
                    "flags " + name, it.labels().stream().map(WitNames::escape).toList());
        } else if (type instanceof ValType.EnumType it) {
            out.block("enum " + name, it.labels().stream().map(WitNames::escape).toList());
        } else {
            out.line("type " + name + " = " + types.structure(type) + ";");
        }
    }

    private void resource(String name, ResourceId resource, List<Named> members, WitWriter out) {
        String header = "resource " + name;
        if (members.isEmpty()) {
            out.line(header + ";");
            return;
        }
        out.open(header);
        for (Named member : members) {
            if (member.type() instanceof ExternType.FuncExtern func) {
                externalId(member, out);
                out.line(member(member.name(), func.type(), resource) + ";");
            }
        }
        out.close();
    }

    private String member(String name, FuncType type, ResourceId resource) {
        String async = type.async() ? "async " : "";
        if (name.startsWith(CONSTRUCTOR)) {
            boolean plain = type.result().equals(Optional.of(new ValType.OwnType(resource)));
            return "constructor" + types.signature(type.params(), plain ? Optional.empty() : type.result());
        }
        String label = WitNames.escape(name.substring(name.indexOf('.') + 1));
        if (name.startsWith(METHOD)) {
            List<FuncType.Param> params = type.params().subList(1, type.params().size());
            return label + ": " + async + "func" + types.signature(params, type.result());
        }
        if (name.startsWith(STATIC)) {
            return label + ": static " + types.of(type);
        }
        return "// " + name + ": " + types.of(type);
    }
}
