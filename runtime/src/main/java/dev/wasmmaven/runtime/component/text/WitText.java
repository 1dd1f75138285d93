package dev.wasmmaven.runtime.component.text;

import dev.wasmmaven.runtime.component.type.ExternType;
import dev.wasmmaven.runtime.component.type.ExternType.Named;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A component's imports and exports as a WIT world, followed by the packages of the interfaces that it names (WIT.md), as
 * far as the component says: without comments, and of each interface what it uses. A type that is but another name for a
 * primitive is declared, and written out where it is used. What WIT has no words for, such as a core module, becomes a comment.
 */
public final class WitText {

    private static final String PACKAGE = "root:component";

    private final WitOrigins origins = new WitOrigins();
    private final WitWriter out = new WitWriter();

    /** Interfaces with names of their own: all items that any import or export of that name has. */
    private final Map<WitNames.Interface, Map<String, Named>> interfaces = new LinkedHashMap<>();

    private WitText() {}

    /** The world of a component. */
    public static String of(ExternType.ComponentType component) {
        WitText text = new WitText();
        text.collect(component.imports());
        text.collect(component.exports());
        // Interfaces first: a type of the world may come from one.
        WitWriter packages = new WitWriter();
        text.writePackages(packages);
        text.writeWorld(component);
        return text.out + packages.toString();
    }

    private void collect(List<Named> items) {
        for (Named item : items) {
            if (item.type() instanceof ExternType.InstanceType instance) {
                interfaceOf(item).ifPresent(name -> {
                    Map<String, Named> members = interfaces.computeIfAbsent(name, it -> new LinkedHashMap<>());
                    instance.exports().forEach(it -> members.putIfAbsent(it.name(), it));
                });
            }
        }
    }

    /** The interface that an instance is of: by its name, or by what stands beside it. */
    private static Optional<WitNames.Interface> interfaceOf(Named item) {
        String suffix = item.attributes().versionSuffix().orElse("");
        return WitNames.Interface.of(item.attributes().implemented().orElse(item.name()) + suffix);
    }

    private void writePackages(WitWriter packages) {
        Map<String, List<WitNames.Interface>> byPackage = new LinkedHashMap<>();
        interfaces
                .keySet()
                .forEach(it -> byPackage
                        .computeIfAbsent(it.inPackage(), name -> new ArrayList<>())
                        .add(it));
        // What an import of the world defines is used by those after it, whatever package they are in.
        Map<WitNames.Interface, WitWriter> bodies = new LinkedHashMap<>();
        interfaces.forEach((name, members) -> {
            WitWriter body = new WitWriter();
            new WitScope(origins, new WitOrigins.Place(Optional.of(name), name.inPackage()))
                    .write(List.copyOf(members.values()), "", body);
            bodies.put(name, body);
        });
        byPackage.forEach((name, members) -> {
            packages.line("");
            packages.open("package " + name);
            for (WitNames.Interface each : members) {
                packages.open("interface " + WitNames.escape(each.name()));
                packages.paste(Objects.requireNonNull(bodies.get(each)));
                packages.close();
            }
            packages.close();
        });
    }

    private void writeWorld(ExternType.ComponentType component) {
        out.line("package " + PACKAGE + ";");
        out.separate();
        out.open("world root");
        WitOrigins.Place place = new WitOrigins.Place(Optional.empty(), PACKAGE);
        WitScope imports = new WitScope(origins, place);
        component.imports().forEach(it -> writeInstance("import ", it));
        imports.write(component.imports(), "import ", out);
        if (!component.exports().isEmpty()) {
            out.separate();
        }
        component.exports().forEach(it -> writeInstance("export ", it));
        new WitScope(origins, place).write(component.exports(), "export ", out);
        out.close();
    }

    private void writeInstance(String direction, Named item) {
        String name = WitNames.escape(item.name());
        if (item.type() instanceof ExternType.InstanceType instance) {
            Optional<WitNames.Interface> of = interfaceOf(item);
            WitScope.externalId(item, out);
            if (of.isEmpty()) {
                out.open(direction + name + ": interface");
                new WitScope(origins, new WitOrigins.Place(Optional.empty(), PACKAGE))
                        .write(instance.exports(), "", out);
                out.close();
            } else {
                String label = item.attributes().implemented().isPresent() ? name + ": " : "";
                out.line(direction + label + of.get().seenFrom(PACKAGE) + ";");
            }
        } else if (item.type() instanceof ExternType.CoreModuleType) {
            out.line("// " + direction + name + ": core module");
        } else if (item.type() instanceof ExternType.ComponentType) {
            out.line("// " + direction + name + ": component");
        } else if (item.type() instanceof ExternType.TypeExtern) {
            out.line("// " + direction + name + ": type of a function, instance or component");
        }
    }
}
