package dev.wasmmaven.runtime.engine.compiler;

import dev.wasmmaven.runtime.engine.compiler.rt.BranchTables;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/**
 * The entries of a {@code br_table} as the characters of a string, the last being the default: a constant takes two or
 * three bytes an entry outside of the code, where a JVM table takes four inside.
 */
final class BranchTable {

    private final StringBuilder text = new StringBuilder();
    private final Map<Integer, Integer> inside = new LinkedHashMap<>();
    private final int firstInside;
    private boolean outside;

    /**
     * @param depths labels of the entries
     * @param codes the code of a label outside of the piece of a function; 0 for others
     */
    BranchTable(int[] depths, IntUnaryOperator codes) {
        this.firstInside = 1 + Arrays.stream(depths).map(codes).max().orElse(0);
        for (int depth : depths) {
            int code = codes.applyAsInt(depth);
            if (code == 0) {
                code = firstInside + inside.computeIfAbsent(depth, d -> inside.size());
            } else {
                outside = true;
            }
            text.append((char) code);
        }
    }

    static boolean fits(int[] depths) {
        BitSet different = new BitSet();
        Arrays.stream(depths).forEach(different::set);
        return depths.length <= BranchTables.PARTS * BranchTables.PART && different.cardinality() < Short.MAX_VALUE;
    }

    /** Emits the number that the index on top selects. */
    void emitTarget(CodeWriter code) {
        boolean whole = text.length() <= BranchTables.PART;
        for (int i = 0; i < (whole ? 1 : BranchTables.PARTS); i++) {
            int start = Math.min(text.length(), i * BranchTables.PART);
            code.visitLdcInsn(text.substring(start, Math.min(text.length(), start + BranchTables.PART)));
        }
        String descriptor = "(I" + "Ljava/lang/String;".repeat(whole ? 1 : BranchTables.PARTS) + ")I";
        code.invoke(Names.BRANCH_TABLES, "target", descriptor);
    }

    boolean hasOutside() {
        return outside;
    }

    /** The number of the first label inside the piece; the others follow. */
    int firstInside() {
        return firstInside;
    }

    /** The labels inside, by their numbers. */
    int[] inside() {
        return inside.keySet().stream().mapToInt(Integer::intValue).toArray();
    }
}
