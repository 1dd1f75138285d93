package dev.wasmmaven.runtime.component.validate;

import dev.wasmmaven.runtime.component.binary.Limits;

/**
 * What walking through a type costs; limits keep every walk short.
 *
 * @param nodes its nodes, each counted as often as it is referred to
 * @param depth its levels
 */
record TypeSize(int nodes, int depth) {

    /** A type without parts. */
    static final TypeSize ONE = new TypeSize(1, 1);

    /** With one more part. */
    TypeSize with(TypeSize part) {
        int deeper = Math.max(depth, part.depth + 1);
        if (deeper > Limits.TYPE_DEPTH) {
            throw Invalid.because("type nesting is too deep: more than " + Limits.TYPE_DEPTH + " levels");
        }
        return new TypeSize(sum(nodes, part.nodes), deeper);
    }

    static int sum(int nodes, int more) {
        if (nodes + more >= Limits.TYPE_SIZE) {
            throw Invalid.because("effective type size exceeds the limit of " + Limits.TYPE_SIZE);
        }
        return nodes + more;
    }
}
