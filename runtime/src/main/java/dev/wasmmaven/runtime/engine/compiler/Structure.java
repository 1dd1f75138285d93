package dev.wasmmaven.runtime.engine.compiler;

import com.dylibso.chicory.wasm.types.AnnotatedInstruction;
import com.dylibso.chicory.wasm.types.CatchOpCode;
import com.dylibso.chicory.wasm.types.OpCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * How a function's blocks nest, by the positions of its instructions. A block is named by the position of the
 * instruction that opens it.
 */
final class Structure {

    /** Name of the block that is the function's body. */
    static final int FUNCTION = -1;

    /** Steps of noting a block around another. */
    private static final int AROUND = 3;

    /** Consecutive instructions of one block, from {@code start} to before {@code end}. */
    record Range(int start, int end) {
        boolean contains(Range other) {
            return start <= other.start && other.end <= end;
        }
    }

    final List<AnnotatedInstruction> instructions;

    /** What may still be spent on the function. */
    final Effort effort;

    /** Where the block ends that an instruction opens: the position of its {@code end}. */
    private final int[] ends;

    /** The block that an instruction is in; for one that opens a block, the block around it. */
    private final int[] parents;

    /** The block that an {@code else} or {@code end} belongs to. */
    private final int[] owners;

    private final int[] loopDepths;

    /** How many instructions before a position must stay in the function's own method. */
    private final int[] unmovable;

    private final List<Range> bodies = new ArrayList<>();

    Structure(List<AnnotatedInstruction> instructions, Effort effort) {
        this.instructions = instructions;
        this.effort = effort;
        int count = instructions.size();
        this.ends = new int[count];
        this.parents = new int[count];
        this.owners = new int[count];
        this.loopDepths = new int[count];
        this.unmovable = new int[count + 1];
        scan();
    }

    private void scan() {
        int[] open = new int[16];
        int[] bodyStarts = new int[16];
        int depth = 0;
        int loops = 0;
        int tries = 0;
        open[0] = FUNCTION;
        for (int i = 0; i < instructions.size(); i++) {
            parents[i] = open[depth];
            loopDepths[i] = loops;
            unmovable[i + 1] = unmovable[i] + (tries > 0 || leavesMethod(i) ? 1 : 0);
            switch (instructions.get(i).opcode()) {
                case BLOCK, LOOP, IF, TRY_TABLE -> {
                    depth++;
                    if (depth == open.length) {
                        open = Arrays.copyOf(open, depth * 2);
                        bodyStarts = Arrays.copyOf(bodyStarts, depth * 2);
                    }
                    open[depth] = i;
                    bodyStarts[depth] = i + 1;
                    loops += isLoop(i) ? 1 : 0;
                    tries += isTry(i) ? 1 : 0;
                }
                case ELSE -> {
                    owners[i] = open[depth];
                    bodies.add(new Range(bodyStarts[depth], i));
                    bodyStarts[depth] = i + 1;
                }
                case END -> {
                    owners[i] = open[depth];
                    bodies.add(new Range(bodyStarts[depth], i));
                    if (depth > 0) {
                        ends[open[depth]] = i;
                        loops -= isLoop(open[depth]) ? 1 : 0;
                        tries -= isTry(open[depth]) ? 1 : 0;
                        parents[i] = open[--depth];
                        loopDepths[i] = loops;
                    }
                }
                default -> {}
            }
        }
    }

    /** Runs of instructions that belong directly to one block, with the blocks inside: bodies and {@code else} parts. */
    List<Range> bodies() {
        return bodies;
    }

    /** How many loops are around an instruction. */
    int loopDepth(int position) {
        return loopDepths[position];
    }

    /**
     * Whether instructions can be in another method than the function's own. Those in a {@code try_table} cannot, since a
     * handler reads the variables of its method; nor can tail calls.
     */
    boolean isMovable(Range range) {
        return unmovable[range.start()] == unmovable[range.end()];
    }

    private boolean leavesMethod(int position) {
        return ModuleInfo.isTailCall(instructions.get(position).opcode());
    }

    private boolean isTry(int position) {
        return instructions.get(position).opcode() == OpCode.TRY_TABLE;
    }

    boolean isLoop(int block) {
        return block != FUNCTION && instructions.get(block).opcode() == OpCode.LOOP;
    }

    boolean opens(int position) {
        return switch (instructions.get(position).opcode()) {
            case BLOCK, LOOP, IF, TRY_TABLE -> true;
            default -> false;
        };
    }

    /** The position after an instruction, or after the whole block that it opens. */
    int next(int position) {
        return opens(position) ? ends[position] + 1 : position + 1;
    }

    /** Where a block ends: the position of its {@code end}. */
    int end(int block) {
        return block == FUNCTION ? instructions.size() - 1 : ends[block];
    }

    /** The block that the {@code else} or {@code end} at a position belongs to. */
    int owner(int position) {
        return owners[position];
    }

    /** The blocks around a position, innermost first; the last one is the function. */
    List<Integer> around(int position) {
        List<Integer> blocks = new ArrayList<>();
        int block = parents[position];
        while (block != FUNCTION) {
            effort.spend(AROUND);
            blocks.add(block);
            block = parents[block];
        }
        blocks.add(FUNCTION);
        return blocks;
    }

    /** Calls with the depth of each label that the instruction may branch to, as seen from the instruction. */
    static void labels(AnnotatedInstruction instruction, IntConsumer consumer) {
        switch (instruction.opcode()) {
            case BR, BR_IF, BR_ON_NULL, BR_ON_NON_NULL -> consumer.accept((int) instruction.operand(0));
            case BR_TABLE -> {
                for (int i = 0; i < instruction.operandCount(); i++) {
                    consumer.accept((int) instruction.operand(i));
                }
            }
            case TRY_TABLE -> {
                for (CatchOpCode.Catch item : instruction.catches()) {
                    consumer.accept(item.label());
                }
            }
            default -> {}
        }
    }
}
