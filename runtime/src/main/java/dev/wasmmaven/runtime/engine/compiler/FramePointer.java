package dev.wasmmaven.runtime.engine.compiler;

import com.dylibso.chicory.wasm.types.AnnotatedInstruction;
import com.dylibso.chicory.wasm.types.OpCode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The local variable that holds the address of a function's frame on the stack that LLVM keeps in linear memory: what the first
 * instructions make by subtracting a constant from a global, before anything that can be seen from outside, and what nothing
 * assigns again. Unoptimised code makes most of its loads and stores there, so that one check of the whole frame at the function's
 * entry, where the global has the value that those instructions will read, stands for all of them.
 *
 * @param local its index
 * @param global the global that the module defines
 * @param size the constant: how many bytes the frame has, at least 1
 */
record FramePointer(int local, int global, int size) {

    /** Among how many first instructions it is looked for; LLVM needs three to seven. */
    private static final int PROLOGUE = 10;

    /** The frame pointer of a function; null if it has none. */
    static @Nullable FramePointer of(ModuleInfo module, int function) {
        List<AnnotatedInstruction> instructions = module.instructions(function);
        FramePointer found = new Prologue(module).find(instructions);
        return found != null && found.isAssignedOnce(instructions) ? found : null;
    }

    private boolean isAssignedOnce(List<AnnotatedInstruction> instructions) {
        int assignments = 0;
        for (AnnotatedInstruction each : instructions) {
            boolean assigns = each.opcode() == OpCode.LOCAL_SET || each.opcode() == OpCode.LOCAL_TEE;
            if (assigns && each.operand(0) == local && ++assignments > 1) {
                return false;
            }
        }
        return assignments == 1;
    }

    /** The first instructions, followed with what is known of their operands and variables. */
    private static final class Prologue {

        /** A global's value less a constant, or a constant alone. */
        private record Value(@Nullable Integer global, int constant) {}

        private final ModuleInfo module;
        private final Map<Integer, Value> locals = new HashMap<>();
        private final Deque<Value> operands = new ArrayDeque<>();

        Prologue(ModuleInfo module) {
            this.module = module;
        }

        @Nullable
        FramePointer find(List<AnnotatedInstruction> instructions) {
            for (AnnotatedInstruction instruction : instructions.subList(0, Math.min(PROLOGUE, instructions.size()))) {
                int operand = instruction.operandCount() > 0 ? (int) instruction.operand(0) : 0;
                Value value = switch (instruction.opcode()) {
                    case GLOBAL_GET -> global(operand);
                    case I32_CONST -> new Value(null, operand);
                    case LOCAL_GET -> locals.get(operand);
                    case I32_SUB -> difference();
                    case LOCAL_SET, LOCAL_TEE -> operands.peek();
                    default -> null;
                };
                if (value == null) {
                    return null;
                }
                switch (instruction.opcode()) {
                    case LOCAL_SET, LOCAL_TEE -> {
                        if (value.global() != null && value.constant() > 0) {
                            return new FramePointer(operand, value.global(), value.constant());
                        }
                        locals.put(operand, value);
                        if (instruction.opcode() == OpCode.LOCAL_SET) {
                            operands.pop();
                        }
                    }
                    default -> operands.push(value);
                }
            }
            return null;
        }

        private @Nullable Value global(int index) {
            boolean own = index >= module.importedGlobals() && module.globalKind(index) == Kind.I32;
            return own ? new Value(index, 0) : null;
        }

        /** Takes two operands. */
        private @Nullable Value difference() {
            Value right = operands.poll();
            Value left = operands.poll();
            if (right == null || left == null || right.global() != null || left.global() == null) {
                return null;
            }
            return left.constant() == 0 && right.constant() > 0 ? new Value(left.global(), right.constant()) : null;
        }
    }
}
