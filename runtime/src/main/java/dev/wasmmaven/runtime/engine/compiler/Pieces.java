package dev.wasmmaven.runtime.engine.compiler;

import com.dylibso.chicory.wasm.types.AnnotatedInstruction;
import dev.wasmmaven.runtime.engine.compiler.Structure.Range;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Makes pieces of the parts chosen: what control and which variables pass between them. */
final class Pieces {

    /** How many instructions' constants one class has room for, whatever the instructions are. */
    private static final int INSTRUCTIONS_OF_CLASS = 8000;

    /** Steps of looking for the targets of an instruction. */
    private static final int TARGET = 6;

    /** A part with those nested in it. */
    private static final class Node {
        final Range range;
        final List<Node> nested = new ArrayList<>();

        Node(Range range) {
            this.range = range;
        }

        int ownInstructions() {
            int own = range.end() - range.start();
            for (Node inner : nested) {
                own -= inner.range.end() - inner.range.start();
            }
            return own;
        }
    }

    private final Structure structure;
    private final Layout layout;
    private final int parameters;
    private final Liveness liveness;
    private final BitSet shared = new BitSet();
    private int count;
    private int instructions;

    private Pieces(Structure structure, Layout layout, int parameters, Liveness liveness) {
        this.structure = structure;
        this.layout = layout;
        this.parameters = parameters;
        this.liveness = liveness;
    }

    /** The function with these parts as methods of their own. */
    static Split split(FunctionFacts facts, Structure structure, Layout layout, int parameters, List<Range> parts) {
        Range whole = new Range(0, structure.instructions.size());
        BitSet wanted = new BitSet();
        Map<Range, List<Integer>> targets = new HashMap<>();
        for (Range part : parts) {
            wanted.set(part.start());
            wanted.set(part.end());
            List<Integer> blocks = targets(structure, part);
            blocks.forEach(block -> wanted.set(structure.end(block)));
            targets.put(part, blocks);
        }
        Pieces pieces = new Pieces(structure, layout, parameters, new Liveness(structure, wanted));
        Piece function = pieces.piece(tree(whole, parts), targets);
        TreeSet<Integer> all = new TreeSet<>();
        targets.values().forEach(all::addAll);
        return new Split(facts, structure, function, pieces.shared, List.copyOf(all));
    }

    private static Node tree(Range whole, List<Range> parts) {
        List<Range> sorted = new ArrayList<>(parts);
        // Of parts with one start the longer is outside.
        sorted.sort(Comparator.comparingInt(Range::start)
                .thenComparing(Comparator.comparingInt(Range::end).reversed()));
        Node root = new Node(whole);
        List<Node> open = new ArrayList<>(List.of(root));
        for (Range range : sorted) {
            while (!open.get(open.size() - 1).range.contains(range)) {
                open.remove(open.size() - 1);
            }
            Node node = new Node(range);
            open.get(open.size() - 1).nested.add(node);
            open.add(node);
        }
        return root;
    }

    private Piece piece(Node node, Map<Range, List<Integer>> targets) {
        Range range = node.range;
        int number = count++;
        int part = instructions / INSTRUCTIONS_OF_CLASS;
        instructions += node.ownInstructions();
        List<Piece> nested = new ArrayList<>();
        for (Node inner : node.nested) {
            nested.add(piece(inner, targets));
        }
        BitSet uses = new BitSet();
        BitSet writes = new BitSet();
        ownVariables(range, nested, uses, writes);
        Kind[] nothing = {};
        if (number == 0) {
            uses.set(0, parameters);
            writes.set(0, parameters);
            return new Piece(
                    number, part, range, nested, nothing, nothing, List.of(), uses, writes, new BitSet(), new BitSet());
        }
        BitSet allUses = (BitSet) uses.clone();
        BitSet allWrites = (BitSet) writes.clone();
        BitSet allOut = new BitSet();
        structure.effort.spend(range.end() - range.start());
        for (int i = range.start(); i < range.end(); i++) {
            note(structure.instructions.get(i), allUses, allWrites);
        }
        List<Integer> outcomes = new ArrayList<>();
        boolean endReachable = layout.isStart(range.end());
        if (endReachable) {
            outcomes.add(Piece.END);
            allOut.or(liveness.before(range.end()));
        }
        for (int block : targets.getOrDefault(range, List.of())) {
            outcomes.add(block);
            allOut.or(liveness.target(block));
        }
        BitSet in = Piece.both(allUses, liveness.before(range.start()));
        BitSet out = Piece.both(allWrites, allOut);
        shared.or(in);
        shared.or(out);
        int low = layout.height(range.start());
        for (int i = range.start(); i < range.end(); i++) {
            low = Math.min(low, layout.low(i));
        }
        Kind[] takes = layout.top(range.start(), layout.height(range.start()) - low);
        Kind[] gives = endReachable ? layout.top(range.end(), layout.height(range.end()) - low) : nothing;
        return new Piece(number, part, range, nested, takes, gives, outcomes, uses, writes, in, out);
    }

    private void ownVariables(Range range, List<Piece> nested, BitSet uses, BitSet writes) {
        int position = range.start();
        for (Piece inner : nested) {
            for (; position < inner.range().start(); position++) {
                note(structure.instructions.get(position), uses, writes);
            }
            position = inner.range().end();
        }
        for (; position < range.end(); position++) {
            note(structure.instructions.get(position), uses, writes);
        }
    }

    private static void note(AnnotatedInstruction instruction, BitSet uses, BitSet writes) {
        switch (instruction.opcode()) {
            case LOCAL_GET -> uses.set((int) instruction.operand(0));
            case LOCAL_SET, LOCAL_TEE -> {
                uses.set((int) instruction.operand(0));
                writes.set((int) instruction.operand(0));
            }
            default -> {}
        }
    }

    /** The blocks outside of a part that its instructions branch to. */
    static List<Integer> targets(Structure structure, Range part) {
        TreeSet<Integer> targets = new TreeSet<>();
        List<Integer> around = structure.around(part.start());
        List<Integer> inside = new ArrayList<>();
        for (int i = part.start(); i < part.end(); i++) {
            AnnotatedInstruction instruction = structure.instructions.get(i);
            int depthHere = inside.size();
            structure.effort.spend(TARGET + instruction.operandCount());
            Structure.labels(instruction, depth -> {
                if (depth >= depthHere) {
                    targets.add(around.get(depth - depthHere));
                }
            });
            switch (instruction.opcode()) {
                case BLOCK, LOOP, IF, TRY_TABLE -> inside.add(i);
                case END -> inside.remove(/* index */ inside.size() - 1);
                case RETURN -> targets.add(Structure.FUNCTION);
                default -> {}
            }
        }
        return new ArrayList<>(targets);
    }
}
