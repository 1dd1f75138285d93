package dev.wasmmaven.runtime.component.validate;

import dev.wasmmaven.runtime.component.type.ExternType;
import dev.wasmmaven.runtime.component.type.ResourceId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An instance type, or the type of an instance. */
final class InstanceNode implements TypeNode {

    private final Map<String, Member> exports;
    private final List<ResourceId> defined;
    private final TypeSize size;
    private ExternType.@Nullable InstanceType plain;

    /**
     * @param defined the resources that a type declares, fresh for each instance of it; none for the type of an instance
     */
    InstanceNode(Map<String, Member> exports, List<ResourceId> defined) {
        this.exports = exports;
        this.defined = List.copyOf(defined);
        TypeSize sum = TypeSize.ONE;
        for (Member each : exports.values()) {
            sum = sum.with(each.entity().size());
        }
        this.size = sum;
    }

    Map<String, Member> exports() {
        return exports;
    }

    List<ResourceId> defined() {
        return defined;
    }

    @Override
    public TypeSize size() {
        return size;
    }

    @Override
    public String kind() {
        return "instance";
    }

    @Override
    public InstanceNode named() {
        return this;
    }

    @Override
    public ExternType.InstanceType toExternType() {
        if (plain == null) {
            plain = new ExternType.InstanceType(Member.toExternTypes(exports));
        }
        return plain;
    }
}
