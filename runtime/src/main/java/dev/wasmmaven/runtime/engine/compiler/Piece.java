package dev.wasmmaven.runtime.engine.compiler;

import dev.wasmmaven.runtime.engine.compiler.Structure.Range;
import java.util.BitSet;
import java.util.List;

/**
 * Part of a function that becomes a JVM method: some of its instructions, less those of the pieces nested in it, which it
 * calls. The outermost piece is the function itself.
 *
 * <p>What pieces share are the operands that a piece takes as parameters, and a frame, an object with a field for each
 * shared local variable. While a piece runs it has the variables that it uses in JVM variables of its own; it reads
 * from the frame at its start those that are live there, and after a call of another piece what that one has written;
 * it writes to the frame before such a call, and at its end, what it has written itself and others may read.
 */
final class Piece {

    private final int number;
    private final int part;
    private final Range range;
    private final List<Piece> nested;
    private final Kind[] takes;
    private final Kind[] gives;
    private final List<Integer> outcomes;
    private final BitSet uses;
    private final BitSet writes;
    private final BitSet in;
    private final BitSet out;

    /**
     * @param number 0 for the function, then from 1
     * @param part which of the function's classes has its method; 0 for the function
     * @param range its instructions
     * @param nested the pieces that it calls, in order
     * @param takes kinds of the operands that it takes
     * @param gives kinds of the operands that it leaves if it is left at its end
     * @param outcomes where control may go from it: {@link #END}, and the blocks that it branches to
     * @param uses local variables that its own instructions use
     * @param writes local variables that its own instructions write; for the function, also its parameters
     * @param in local variables that it, or a piece nested in it, may read before it is written there
     * @param out local variables that it, or a piece nested in it, may write and that may be read after it
     */
    Piece(
            int number,
            int part,
            Range range,
            List<Piece> nested,
            Kind[] takes,
            Kind[] gives,
            List<Integer> outcomes,
            BitSet uses,
            BitSet writes,
            BitSet in,
            BitSet out) {
        this.number = number;
        this.part = part;
        this.range = range;
        this.nested = List.copyOf(nested);
        this.takes = takes;
        this.gives = gives;
        this.outcomes = List.copyOf(outcomes);
        this.uses = uses;
        this.writes = writes;
        this.in = in;
        this.out = out;
    }

    /** The outcome that control reaches the end of the piece; not the name of a block. */
    static final int END = -2;

    int number() {
        return number;
    }

    int part() {
        return part;
    }

    Range range() {
        return range;
    }

    List<Piece> nested() {
        return nested;
    }

    Kind[] takes() {
        return takes;
    }

    Kind[] gives() {
        return gives;
    }

    List<Integer> outcomes() {
        return outcomes;
    }

    BitSet uses() {
        return uses;
    }

    boolean isFunction() {
        return number == 0;
    }

    /** Whether its method says how control left it: by the outcome's {@linkplain Split#code code}. */
    boolean hasOutcomes() {
        return outcomes.size() > 1;
    }

    /** The variables of both sets. */
    static BitSet both(BitSet one, BitSet other) {
        BitSet result = (BitSet) one.clone();
        result.and(other);
        return result;
    }

    /** What a method that calls the piece must first write to the frame, if these are its uses and writes. */
    BitSet neededFrom(Piece caller) {
        return both(in, caller.writes);
    }

    /** What a method that has called the piece must then read from the frame. */
    BitSet newFor(Piece caller) {
        return both(out, caller.uses);
    }

    /** What it reads from the frame at its start. */
    BitSet loaded() {
        return both(in, uses);
    }

    /** What it writes to the frame at its end. */
    BitSet stored() {
        return both(out, writes);
    }
}
