package dev.wasmmaven.runtime.engine.compiler;

import com.dylibso.chicory.wasm.types.AnnotatedInstruction;
import com.dylibso.chicory.wasm.types.OpCode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which of a function's local variables are live, that is, may still be read before they are written. Found by walking
 * backwards until the sets at the loops' starts no longer grow.
 */
final class Liveness {

    /** Steps of copying a set, apart from its contents. */
    private static final int COPY = 10;

    private final Structure structure;
    private final BitSet wanted;
    private final Map<Integer, BitSet> found = new HashMap<>();
    private final Map<Integer, BitSet> loopStarts = new HashMap<>();

    // One pass
    private final List<Integer> open = new ArrayList<>();
    private final Map<Integer, BitSet> atEnd = new HashMap<>();
    private final Map<Integer, BitSet> atElse = new HashMap<>();
    private final List<BitSet> caught = new ArrayList<>();
    private BitSet live = new BitSet();
    private boolean changed;

    /** @param wanted positions for which {@link #before} will be asked */
    Liveness(Structure structure, BitSet wanted) {
        this.structure = structure;
        this.wanted = wanted;
        do {
            changed = false;
            pass();
        } while (changed);
    }

    /** The variables that are live before one of the wanted positions. */
    BitSet before(int position) {
        return found.getOrDefault(position, new BitSet());
    }

    /** The variables that are live where a branch to a block goes. The block's end must be a wanted position. */
    BitSet target(int block) {
        if (block == Structure.FUNCTION) {
            return new BitSet();
        }
        return structure.isLoop(block) ? loopStart(block) : before(structure.end(block));
    }

    private BitSet loopStart(int block) {
        return loopStarts.computeIfAbsent(block, b -> new BitSet());
    }

    private void pass() {
        live = new BitSet();
        open.clear();
        caught.clear();
        for (int i = structure.instructions.size() - 1; i >= 0; i--) {
            structure.effort.spend(1);
            step(i, structure.instructions.get(i));
            if (!caught.isEmpty()) {
                live.or(caught.get(caught.size() - 1));
            }
            if (wanted.get(i)) {
                found.put(i, copy(live));
            }
        }
    }

    private void step(int position, AnnotatedInstruction instruction) {
        switch (instruction.opcode()) {
            case LOCAL_GET -> live.set((int) instruction.operand(0));
            case LOCAL_SET, LOCAL_TEE -> live.clear((int) instruction.operand(0));
            case END -> end(structure.owner(position));
            case ELSE -> {
                int block = structure.owner(position);
                atElse.put(block, live);
                live = copy(at(atEnd, block));
            }
            case BLOCK -> close();
            case LOOP -> {
                close();
                BitSet start = loopStart(position);
                int before = start.cardinality();
                start.or(live);
                changed |= start.cardinality() != before;
            }
            case IF -> {
                close();
                live.or(atElse.containsKey(position) ? at(atElse, position) : at(atEnd, position));
            }
            case TRY_TABLE -> {
                close();
                caught.remove(caught.size() - 1);
                addLabels(instruction);
            }
            case BR, BR_TABLE -> {
                live = new BitSet();
                addLabels(instruction);
            }
            case BR_IF, BR_ON_NULL, BR_ON_NON_NULL -> addLabels(instruction);
            case RETURN, UNREACHABLE, THROW, THROW_REF, RETURN_CALL, RETURN_CALL_INDIRECT, RETURN_CALL_REF ->
                live = new BitSet();
            default -> {}
        }
    }

    private void end(int block) {
        atEnd.put(block, copy(live));
        if (block != Structure.FUNCTION) {
            AnnotatedInstruction opener = structure.instructions.get(block);
            if (opener.opcode() == OpCode.TRY_TABLE) {
                BitSet handlers = caught.isEmpty() ? new BitSet() : copy(caught.get(caught.size() - 1));
                Structure.labels(opener, depth -> handlers.or(label(depth)));
                caught.add(handlers);
            }
        }
        open.add(block);
    }

    private void close() {
        open.remove(/* index */ open.size() - 1);
    }

    private void addLabels(AnnotatedInstruction instruction) {
        Structure.labels(instruction, depth -> live.or(label(depth)));
    }

    private BitSet label(int depth) {
        int block = open.get(open.size() - 1 - depth);
        BitSet target = structure.isLoop(block) ? loopStart(block) : at(atEnd, block);
        structure.effort.spend(1 + target.length() / Long.SIZE);
        return target;
    }

    private static BitSet at(Map<Integer, BitSet> sets, int block) {
        return sets.getOrDefault(block, new BitSet());
    }

    private BitSet copy(BitSet set) {
        structure.effort.spend(COPY + set.length() / Long.SIZE);
        return (BitSet) set.clone();
    }
}
