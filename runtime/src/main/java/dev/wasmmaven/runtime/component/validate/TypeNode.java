package dev.wasmmaven.runtime.component.validate;

import dev.wasmmaven.runtime.component.type.ExternType;

/** A type of the type index space. Equal are only a node and itself, but for {@link ResourceNode}. */
sealed interface TypeNode permits ValueNode, FuncNode, InstanceNode, ComponentNode, ResourceNode {

    /** What it costs. */
    TypeSize size();

    /** What to call its kind in messages. */
    String kind();

    /** The same type under a name of its own, where such names count: {@code type} imports and exports give one. */
    TypeNode named();

    /** As a plain value. */
    ExternType toExternType();
}
