package dev.wasmmaven.runtime.engine.compiler;

import dev.wasmmaven.runtime.engine.compiler.Structure.Range;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function as the pieces that become its methods.
 *
 * @param facts about all of it
 * @param structure null if the function is one piece
 * @param function the outermost piece
 * @param shared local variables that the frame has fields for
 * @param targets blocks that are outcomes of a piece, in order
 */
record Split(FunctionFacts facts, @Nullable Structure structure, Piece function, BitSet shared, List<Integer> targets) {

    /** The function as a single method. */
    static Split none(ModuleInfo module, int function) {
        int parameters = module.functionType(function).params().size();
        int size = module.instructions(function).size();
        BitSet uses = new BitSet();
        uses.set(0, parameters);
        BitSet writes = (BitSet) uses.clone();
        for (var instruction : module.instructions(function)) {
            switch (instruction.opcode()) {
                case LOCAL_GET, LOCAL_SET, LOCAL_TEE -> uses.set((int) instruction.operand(0));
                default -> {}
            }
        }
        Kind[] nothing = {};
        Piece whole = new Piece(
                0,
                0,
                new Range(0, size),
                List.of(),
                nothing,
                nothing,
                List.of(),
                uses,
                writes,
                new BitSet(),
                new BitSet());
        return new Split(FunctionFacts.of(module, function), null, whole, new BitSet(), List.of());
    }

    /**
     * How a method that can end in several ways says which it was. Blocks in each other have consecutive codes unless one
     * of them is no outcome, and all pieces use the same codes, so that what is outside a piece too is handed on.
     */
    int code(int outcome) {
        return outcome == Piece.END ? 0 : 1 + Collections.binarySearch(targets, outcome);
    }

    /** Whether there are several pieces, and so a frame. */
    boolean isDivided() {
        return !function.nested().isEmpty();
    }

    /** All pieces, outer ones before those nested in them. */
    List<Piece> pieces() {
        List<Piece> all = new ArrayList<>();
        collect(function, all);
        return all;
    }

    private static void collect(Piece piece, List<Piece> all) {
        all.add(piece);
        piece.nested().forEach(nested -> collect(nested, all));
    }
}
