package dev.wasmmaven.runtime.engine.compiler;

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

    /** Bytes of a string constant. */
    private static final int MAX_BYTES = 65_535;

    private static final int BYTES_OF_CHARACTER = 3;

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
        return depths.length <= MAX_BYTES / BYTES_OF_CHARACTER && different.cardinality() < Short.MAX_VALUE;
    }

    String text() {
        return text.toString();
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
