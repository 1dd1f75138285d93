package dev.wasmmaven.runtime.component.validate;

import dev.wasmmaven.runtime.component.type.ExternType;
import dev.wasmmaven.runtime.component.type.ResourceId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A component type, or the type of a component. */
final class ComponentNode implements TypeNode {

    /**
     * A resource and where to find it: the names of an import or export and, where that is an instance, of the exports
     * inside.
     */
    record Path(ResourceId resource, List<String> names) {}

    private final Map<String, Member> imports;
    private final Map<String, Member> exports;
    private final List<Path> imported;
    private final List<Path> defined;
    private final TypeSize size;
    private ExternType.@Nullable ComponentType plain;

    /**
     * @param imported the resources that an instantiation must be given
     * @param defined the resources that each instantiation makes anew
     */
    ComponentNode(Map<String, Member> imports, Map<String, Member> exports, List<Path> imported, List<Path> defined) {
        this.imports = imports;
        this.exports = exports;
        this.imported = List.copyOf(imported);
        this.defined = List.copyOf(defined);
        TypeSize sum = TypeSize.ONE;
        for (Member each : imports.values()) {
            sum = sum.with(each.entity().size());
        }
        for (Member each : exports.values()) {
            sum = sum.with(each.entity().size());
        }
        this.size = sum;
    }

    Map<String, Member> imports() {
        return imports;
    }

    Map<String, Member> exports() {
        return exports;
    }

    List<Path> imported() {
        return imported;
    }

    List<Path> defined() {
        return defined;
    }

    @Override
    public TypeSize size() {
        return size;
    }

    @Override
    public String kind() {
        return "component";
    }

    @Override
    public ComponentNode named() {
        return this;
    }

    @Override
    public ExternType.ComponentType toExternType() {
        if (plain == null) {
            plain = new ExternType.ComponentType(Member.toExternTypes(imports), Member.toExternTypes(exports));
        }
        return plain;
    }
}
