/**
 * Values across the boundary (CanonicalABI.md, Loading to Lifting and Lowering Values): each type compiles to a tree of
 * {@link dev.wasmmaven.runtime.component.abi.ValueNode}s, which turn what guests have in memory and core values into
 * {@link dev.wasmmaven.runtime.component.value.Val}s, back, and from one guest's into another's without any.
 */
@NullMarked
package dev.wasmmaven.runtime.component.abi;

import org.jspecify.annotations.NullMarked;
