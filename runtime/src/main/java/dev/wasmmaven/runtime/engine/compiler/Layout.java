package dev.wasmmaven.runtime.engine.compiler;

import java.util.Arrays;
import java.util.BitSet;

/** What compiling a function to nowhere tells: where its instructions' bytecode is, and the operands between them. */
final class Layout {

    /** No more operands than these pass between parts of a function. */
    static final int MAX_OPERANDS = 16;

    private final int[] offsets;
    private final int[] heights;
    private final int[] lows;
    private final Kind[][] tops;
    private final BitSet starts = new BitSet();

    Layout(int instructions) {
        this.offsets = new int[instructions + 1];
        this.heights = new int[instructions + 1];
        this.lows = new int[instructions + 1];
        this.tops = new Kind[instructions + 1][];
    }

    /** Notes that the code of the instruction, and perhaps of some after it, begins at an offset. */
    void start(int position, int offset, OperandStack stack) {
        offsets[position] = offset;
        heights[position] = stack.size();
        tops[position] = stack.top(MAX_OPERANDS);
        starts.set(position);
        stack.resetLow();
    }

    /** Notes the instructions that were emitted together. */
    void emitted(int position, int count, int offset, OperandStack stack) {
        for (int i = position; i < position + count; i++) {
            lows[i] = stack.low();
            heights[i + 1] = stack.size();
            offsets[i + 1] = offset;
        }
    }

    void skipped(int position, int offset) {
        offsets[position + 1] = offset;
        heights[position + 1] = heights[position];
        lows[position] = Integer.MAX_VALUE;
    }

    /** Bytes of code from one position to another. */
    int size(int start, int end) {
        return offsets[end] - offsets[start];
    }

    /** Whether code of an instruction begins there that can be reached. */
    boolean isStart(int position) {
        return starts.get(position);
    }

    int height(int position) {
        return heights[position];
    }

    /** The lowest that the operand stack gets while the instruction runs. */
    int low(int position) {
        return lows[position];
    }

    /** The kinds of the topmost operands before a position, the topmost last. */
    Kind[] top(int position, int count) {
        Kind[] kinds = tops[position];
        return Arrays.copyOfRange(kinds, kinds.length - count, kinds.length);
    }
}
