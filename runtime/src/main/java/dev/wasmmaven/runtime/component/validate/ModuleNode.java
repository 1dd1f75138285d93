package dev.wasmmaven.runtime.component.validate;

import dev.wasmmaven.runtime.component.type.ExternType;
import dev.wasmmaven.runtime.engine.CoreExport;
import dev.wasmmaven.runtime.engine.CoreExternType;
import dev.wasmmaven.runtime.engine.CoreImport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The type of a core module. */
final class ModuleNode {

    /** The two names of an import. */
    record Key(String module, String name) {}

    private final Map<Key, CoreExternType> imports = new LinkedHashMap<>();
    private final Map<String, CoreExternType> exports = new LinkedHashMap<>();
    private final TypeSize size;

    private ModuleNode(List<CoreImport> imports, List<CoreExport> exports) {
        int nodes = 0;
        for (CoreImport each : imports) {
            if (this.imports.put(new Key(each.module(), each.name()), each.type()) != null) {
                throw Invalid.because("duplicate import name `" + each.module() + ":" + each.name() + "`");
            }
            nodes = TypeSize.sum(nodes, CoreTypes.nodes(each.type()));
        }
        for (CoreExport each : exports) {
            if (this.exports.put(each.name(), each.type()) != null) {
                throw Invalid.because("duplicate export name `" + each.name() + "`");
            }
            nodes = TypeSize.sum(nodes, CoreTypes.nodes(each.type()));
        }
        this.size = new TypeSize(Math.max(1, nodes), 1);
    }

    static ModuleNode of(List<CoreImport> imports, List<CoreExport> exports) {
        return new ModuleNode(imports, exports);
    }

    Map<Key, CoreExternType> imports() {
        return Collections.unmodifiableMap(imports);
    }

    Map<String, CoreExternType> exports() {
        return Collections.unmodifiableMap(exports);
    }

    TypeSize size() {
        return size;
    }

    ExternType toExternType() {
        List<CoreImport> importList = new ArrayList<>();
        imports.forEach((key, type) -> importList.add(new CoreImport(key.module(), key.name(), type)));
        List<CoreExport> exportList = new ArrayList<>();
        exports.forEach((name, type) -> exportList.add(new CoreExport(name, type)));
        return new ExternType.CoreModuleType(importList, exportList);
    }
}
