package dev.wasmmaven.runtime.engine.compiler;

import static dev.wasmmaven.runtime.engine.compiler.Kind.I32;
import static dev.wasmmaven.runtime.engine.compiler.Kind.I64;

import com.dylibso.chicory.wasm.types.AnnotatedInstruction;
import com.dylibso.chicory.wasm.types.OpCode;
import org.objectweb.asm.Opcodes;

/**
 * Atomic memory instructions (threads proposal): calls of static methods.
 *
 * <p>All but a few are in the order of their opcodes groups of seven, a group for each operation, in it one for each
 * combination of type and width.
 */
final class AtomicEmitter {

    private static final int OFFSET = 1;
    private static final int MEMORY = 2;

    private static final int GROUP = 7;
    private static final Kind[] TYPES = {I32, I64, I32, I32, I64, I64, I64};
    private static final int[] WIDTHS = {32, 64, 8, 16, 8, 16, 32};

    private static final int LOADS = 0;
    private static final int STORES = 1;
    /** The first of the read-modify-write operations, which AtomicOps numbers in the same order. */
    private static final int FIRST_RMW = 2;

    private static final int COMPARE_EXCHANGE = 8;

    private AtomicEmitter() {}

    static boolean isAtomic(OpCode opcode) {
        return opcode.opcode() >= OpCode.MEM_ATOMIC_NOTIFY.opcode()
                && opcode.opcode() <= OpCode.I64_ATOMIC_RMW32_CMPXCHG_U.opcode();
    }

    /** Whether the instruction reads or writes a memory's contents in the function's own code. */
    static boolean accesses(OpCode opcode) {
        return isAtomic(opcode) && opcode.opcode() >= OpCode.I32_ATOMIC_LOAD.opcode();
    }

    /** Emits the instruction if it is one of these. */
    static boolean emit(FunctionScope function, AnnotatedInstruction instruction) {
        OpCode opcode = instruction.opcode();
        if (!isAtomic(opcode)) {
            return false;
        }
        switch (opcode) {
            case ATOMIC_FENCE -> function.code.invoke(Names.VAR_HANDLE, "fullFence", "()V");
            case MEM_ATOMIC_NOTIFY -> ofState(function, instruction, "memoryNotify", I32, I32);
            case MEM_ATOMIC_WAIT32 -> ofState(function, instruction, "memoryWait32", I32, I32, I64);
            case MEM_ATOMIC_WAIT64 -> ofState(function, instruction, "memoryWait64", I32, I64, I64);
            default -> access(function, instruction);
        }
        return true;
    }

    private static void ofState(FunctionScope function, AnnotatedInstruction instruction, String name, Kind... params) {
        CodeWriter code = function.code;
        StringBuilder descriptor = new StringBuilder("(");
        for (Kind param : params) {
            descriptor.append(param.descriptor);
        }
        function.loadState();
        code.push((int) instruction.operand(MEMORY));
        code.push((int) instruction.operand(OFFSET));
        code.invoke(Names.STATE, name, descriptor + "L" + Names.STATE + ";II)I");
        function.stack.pop(params.length);
        function.stack.push(I32);
    }

    private static void access(FunctionScope function, AnnotatedInstruction instruction) {
        int index = instruction.opcode().opcode() - OpCode.I32_ATOMIC_LOAD.opcode();
        int operation = index / GROUP;
        Kind type = TYPES[index % GROUP];
        int width = WIDTHS[index % GROUP];
        CodeWriter code = function.code;
        int memory = (int) instruction.operand(MEMORY);
        // Comparisons take all bits of what is expected; everything else works in the width of the access.
        Kind operand = width == Long.SIZE || (operation == COMPARE_EXCHANGE && type == I64) ? I64 : I32;
        boolean narrowed = operand != type;
        if (narrowed && operation != LOADS) {
            code.visitInsn(Opcodes.L2I);
        }
        int operands = operation == LOADS ? 0 : operation == COMPARE_EXCHANGE ? 2 : 1;
        function.pushMemory(memory);
        code.push((int) instruction.operand(OFFSET));
        boolean numbered = operation >= FIRST_RMW && operation < COMPARE_EXCHANGE;
        if (numbered) {
            code.push(operation - FIRST_RMW);
        }
        String descriptor = "(I" + operand.descriptor.repeat(operands) + function.memoryDescriptor(memory) + "I"
                + (numbered ? "I" : "") + ")" + (operation == STORES ? "V" : operand.descriptor);
        String owner = function.module.isPaged(memory) ? Names.PAGED_ATOMICS : Names.ATOMIC_OPS;
        code.invoke(owner, method(operation) + width, descriptor);
        function.stack.pop(1 + operands);
        if (operation != STORES) {
            if (narrowed) {
                code.visitInsn(Opcodes.I2L);
                if (width == Integer.SIZE) {
                    code.push(0xffff_ffffL);
                    code.visitInsn(Opcodes.LAND);
                }
            }
            function.stack.push(type);
        }
    }

    private static String method(int operation) {
        return switch (operation) {
            case LOADS -> "load";
            case STORES -> "store";
            case COMPARE_EXCHANGE -> "compareExchange";
            default -> "rmw";
        };
    }
}
