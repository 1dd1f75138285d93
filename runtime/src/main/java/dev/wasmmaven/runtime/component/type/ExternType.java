package dev.wasmmaven.runtime.component.type;

import dev.wasmmaven.runtime.engine.CoreExport;
import dev.wasmmaven.runtime.engine.CoreImport;
import java.util.List;
import java.util.Optional;

/** The type of what a component imports or exports ({@code externdesc} in Binary.md). */
public sealed interface ExternType {

    /** A function. */
    record FuncExtern(FuncType type) implements ExternType {}

    /** An instance with its exports in order. */
    record InstanceType(List<Named> exports) implements ExternType {
        public InstanceType {
            exports = List.copyOf(exports);
        }

        /** The type of the export of that name. */
        public Optional<ExternType> export(String name) {
            return exports.stream()
                    .filter(each -> each.name().equals(name))
                    .map(Named::type)
                    .findFirst();
        }
    }

    /** A component with its imports and exports in order. */
    record ComponentType(List<Named> imports, List<Named> exports) implements ExternType {
        public ComponentType {
            imports = List.copyOf(imports);
            exports = List.copyOf(exports);
        }
    }

    /** A core module. */
    record CoreModuleType(List<CoreImport> imports, List<CoreExport> exports) implements ExternType {
        public CoreModuleType {
            imports = List.copyOf(imports);
            exports = List.copyOf(exports);
        }
    }

    /** A resource type, abstract ({@code sub resource}) or equal to another: the id tells which. */
    record ResourceExtern(ResourceId resource) implements ExternType {}

    /** A value type, given a name. */
    record ValTypeExtern(ValType type) implements ExternType {}

    /** A function, instance or component type, given a name. */
    record TypeExtern(ExternType type) implements ExternType {}

    /** A name, what stands under it, and what stands beside it. */
    record Named(String name, ExternType type, NameAttributes attributes) {}
}
