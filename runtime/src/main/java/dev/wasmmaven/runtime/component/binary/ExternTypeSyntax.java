package dev.wasmmaven.runtime.component.binary;

import dev.wasmmaven.runtime.component.plan.Sort;

/** An {@code externtype} as written. */
public sealed interface ExternTypeSyntax {

    /** A type of the type index space or, for CORE_MODULE, of the core type index space. */
    record Indexed(Sort sort, int type) implements ExternTypeSyntax {}

    /** A type bound, {@code (eq i)}. */
    record TypeEqual(int type) implements ExternTypeSyntax {}

    /** A type bound, {@code (sub resource)}. */
    record SubResource() implements ExternTypeSyntax {}
}
