package dev.wasmmaven.runtime.engine.compiler;

import dev.wasmmaven.runtime.engine.compiler.Structure.Range;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Chooses which parts of a large function become methods of their own: runs of whole statements, those first whose call
 * costs least for the code that they take away. A loop that fits into a method stays in one.
 */
final class Splitter {

    /** Below this, a call of the part is hardly smaller than the part. */
    private static final int MIN_PART = 120;

    /** How much less a part is worth for each loop around it: its call runs so much more often. */
    private static final int LOOP_COST = 8;

    /** Bytes of a call without its outcomes and variables. */
    private static final int CALL = 12;

    /** Bytes of telling one outcome apart. */
    private static final int OUTCOME = 4;

    /** Of more outcomes than these, most are handed on by the caller, which costs nothing for each. */
    private static final int OUTCOMES = 64;

    /** Bytes of taking a local variable to or from the frame. */
    private static final int TRANSFER = 6;

    /** Steps of finding a part by its position. */
    private static final int SEARCH = 3;

    private record Part(Range range, int saves, double worth) {}

    private final Structure structure;
    private final Layout layout;
    private final int maxMethod;
    private final int maxPart;
    private final List<Range> chosen = new ArrayList<>();
    private List<Range> outermost = new ArrayList<>();
    private final int[] saved;

    /**
     * @param maxMethod bytes that may stay in the function's own method
     * @param maxPart bytes of the largest part
     */
    private Splitter(Structure structure, Layout layout, int maxMethod, int maxPart) {
        this.structure = structure;
        this.layout = layout;
        this.maxMethod = maxMethod;
        this.maxPart = maxPart;
        this.saved = new int[structure.instructions.size() + 1];
    }

    /** The parts, in no order; one may contain another. Empty if there is nothing to take away. */
    static List<Range> parts(Structure structure, Layout layout, int maxMethod, int maxPart) {
        Splitter splitter = new Splitter(structure, layout, maxMethod, maxPart);
        // Parts that take or leave operands only where nothing else helps.
        splitter.choose(0);
        splitter.choose(Layout.MAX_OPERANDS);
        return splitter.chosen;
    }

    private void choose(int operands) {
        int end = structure.instructions.size();
        while (size(0, end) > maxMethod) {
            List<Part> candidates = new ArrayList<>();
            for (Range body : structure.bodies()) {
                structure.effort.spend(SEARCH);
                if (!isInPart(body)) {
                    addCandidates(body, operands, candidates);
                }
            }
            candidates.sort(Comparator.comparingDouble(Part::worth).reversed());
            int left = size(0, end);
            BitSet picked = new BitSet();
            for (Part candidate : candidates) {
                Range range = candidate.range();
                int taken = picked.nextSetBit(range.start());
                if (left > maxMethod && (taken < 0 || taken >= range.end())) {
                    picked.set(range.start(), range.end());
                    left -= candidate.saves();
                    take(candidate);
                }
            }
            if (picked.isEmpty()) {
                return;
            }
        }
    }

    private void take(Part part) {
        structure.effort.spend(
                outermost.size() + part.range().end() - part.range().start());
        List<Range> still = new ArrayList<>();
        for (Range range : outermost) {
            if (!part.range().contains(range)) {
                still.add(range);
            }
        }
        still.add(part.range());
        still.sort(Comparator.comparingInt(Range::start));
        outermost = still;
        chosen.add(part.range());
        // What parts inside have saved is among what this one takes away.
        for (int i = part.range().start() + 1; i < part.range().end(); i++) {
            saved[i] = 0;
        }
        saved[part.range().start()] =
                layout.size(part.range().start(), part.range().end()) - cost(part.range());
    }

    private int size(int start, int end) {
        int size = layout.size(start, end);
        for (int i = firstPart(start); i < outermost.size() && outermost.get(i).end() <= end; i++) {
            size -= saved[outermost.get(i).start()];
        }
        return size;
    }

    /** Whether all of it has been taken away. */
    private boolean isInPart(Range body) {
        int part = firstPart(body.start() + 1) - 1;
        return part >= 0 && outermost.get(part).contains(body);
    }

    /** Which of the outermost parts, in order, is the first that starts at a position or after it. */
    private int firstPart(int position) {
        int low = 0;
        int high = outermost.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (outermost.get(middle).start() < position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Adds runs of the body's statements, each as long as fits. */
    private void addCandidates(Range body, int operands, List<Part> candidates) {
        int start = body.start();
        while (start < body.end()) {
            if (!layout.isStart(start)) {
                start = next(start);
                continue;
            }
            int best = longest(start, body.end(), operands);
            if (best > start) {
                Range range = new Range(start, best);
                int saves = size(start, best) - cost(range);
                if (saves > 0) {
                    double frequency = Math.pow(LOOP_COST, structure.loopDepth(start));
                    candidates.add(new Part(
                            range, saves, saves / (1.0 + outcomes(range).size()) / frequency));
                }
                start = best;
            } else {
                start = next(start);
            }
        }
    }

    /** The position after a statement, or after a part that has been taken away. */
    private int next(int position) {
        int part = firstPart(position);
        return part < outermost.size() && outermost.get(part).start() == position
                ? outermost.get(part).end()
                : structure.next(position);
    }

    /** Where the longest part from there ends; the start itself if there is none. */
    private int longest(int start, int bodyEnd, int operands) {
        int best = start;
        int height = layout.height(start);
        int low = height;
        int size = 0;
        int position = start;
        while (position < bodyEnd) {
            int next = next(position);
            structure.effort.spend(SEARCH);
            size += size(position, next);
            if (size > maxPart || !structure.isMovable(new Range(position, next))) {
                break;
            }
            structure.effort.spend(next - position);
            for (int i = position; i < next; i++) {
                low = Math.min(low, layout.low(i));
            }
            position = next;
            boolean ends = layout.isStart(position) || position == bodyEnd;
            if (ends && size >= MIN_PART && operandsFit(start, position, low, operands)) {
                best = position;
            }
            if (height - low > operands) {
                break;
            }
        }
        return best;
    }

    private boolean operandsFit(int start, int end, int low, int operands) {
        int takes = layout.height(start) - low;
        int gives = layout.isStart(end) ? layout.height(end) - low : 0;
        return takes <= operands && gives <= operands;
    }

    /** Bytes of the call of a part. */
    private int cost(Range range) {
        structure.effort.spend(range.end() - range.start());
        BitSet locals = new BitSet();
        for (int i = range.start(); i < range.end(); i++) {
            switch (structure.instructions.get(i).opcode()) {
                case LOCAL_GET, LOCAL_SET, LOCAL_TEE ->
                    locals.set((int) structure.instructions.get(i).operand(0));
                default -> {}
            }
        }
        return CALL + OUTCOME * Math.min(OUTCOMES, outcomes(range).size()) + TRANSFER * locals.cardinality();
    }

    private List<Integer> outcomes(Range range) {
        return Pieces.targets(structure, range);
    }
}
