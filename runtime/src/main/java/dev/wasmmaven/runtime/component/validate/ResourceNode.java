package dev.wasmmaven.runtime.component.validate;

import dev.wasmmaven.runtime.component.type.ExternType;
import dev.wasmmaven.runtime.component.type.ResourceId;

/**
 * A resource type under one of its names.
 *
 * @param name tells apart the names that the same resource was imported or exported under
 */
record ResourceNode(ResourceId id, Object name) implements TypeNode {

    static ResourceNode fresh(String name) {
        return new ResourceNode(new ResourceId(name), new Object());
    }

    @Override
    public TypeSize size() {
        return TypeSize.ONE;
    }

    @Override
    public String kind() {
        return "resource";
    }

    @Override
    public ResourceNode named() {
        return new ResourceNode(id, new Object());
    }

    @Override
    public ExternType toExternType() {
        return new ExternType.ResourceExtern(id);
    }
}
