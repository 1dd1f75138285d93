package dev.wasmmaven.runtime.component.binary;

import dev.wasmmaven.runtime.component.type.NameAttributes;

/** A name with its attributes ({@code nameattributes} in Binary.md). */
public record ExternName(String name, NameAttributes attributes) {}
