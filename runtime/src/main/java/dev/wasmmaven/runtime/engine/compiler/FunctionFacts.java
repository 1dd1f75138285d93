package dev.wasmmaven.runtime.engine.compiler;

import com.dylibso.chicory.wasm.types.AnnotatedInstruction;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is found out by reading all of a function, once: a large one has hundreds of pieces, for each of which it matters.
 *
 * @param framePointer null if it has none
 * @param tightLoops the instructions of loops that call nothing
 */
record FunctionFacts(@Nullable FramePointer framePointer, BitSet tightLoops) {

    private static final int NO_LOOP = -1;

    static FunctionFacts of(ModuleInfo module, int function) {
        return new FunctionFacts(FramePointer.of(module, function), tightLoops(module.instructions(function)));
    }

    private static BitSet tightLoops(List<AnnotatedInstruction> instructions) {
        BitSet tight = new BitSet();
        int[] loopStarts = new int[instructions.size() + 1];
        int depth = 0;
        int lastCall = NO_LOOP;
        for (int i = 0; i < instructions.size(); i++) {
            switch (instructions.get(i).opcode()) {
                case BLOCK, IF, TRY_TABLE -> loopStarts[++depth] = NO_LOOP;
                case LOOP -> loopStarts[++depth] = i;
                case END -> {
                    int start = depth == 0 ? NO_LOOP : loopStarts[depth--];
                    if (start != NO_LOOP && lastCall < start) {
                        tight.set(start, i);
                    }
                }
                case CALL, CALL_INDIRECT, CALL_REF -> lastCall = i;
                default -> {}
            }
        }
        return tight;
    }
}
