package dev.wasmmaven.runtime.component.binary;

import dev.wasmmaven.runtime.component.type.PrimitiveType;

/** A {@code valtype} as written. */
public sealed interface ValTypeRef {

    record Primitive(PrimitiveType type) implements ValTypeRef {}

    record Index(int index) implements ValTypeRef {}
}
