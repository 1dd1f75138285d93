package dev.wasmmaven.runtime.engine.compiler;

import com.dylibso.chicory.wasm.types.OpCode;
import org.objectweb.asm.Opcodes;

/**
 * Comparisons, as far as the JVM instruction that jumps if they hold. What follows decides whether it becomes a branch
 * or a number.
 */
final class CompareEmitter {

    /** Stands for "not a comparison". */
    static final int NONE = -1;

    private CompareEmitter() {}

    /** The jump that is taken when this one is not. */
    static int negate(int jump) {
        return jump == Opcodes.IFNULL || jump == Opcodes.IFNONNULL ? jump ^ 1 : ((jump + 1) ^ 1) - 1;
    }

    /**
     * Takes the operands of a comparison.
     *
     * @return the JVM instruction that jumps if it holds; {@link #NONE}, and nothing emitted, for other instructions
     */
    static int emit(FunctionScope function, OpCode opcode) {
        CodeWriter code = function.code;
        switch (opcode) {
            case I32_EQZ -> {
                function.stack.pop();
                return Opcodes.IFEQ;
            }
            case I64_EQZ -> {
                code.visitInsn(Opcodes.LCONST_0);
                code.visitInsn(Opcodes.LCMP);
                function.stack.pop();
                return Opcodes.IFEQ;
            }
            case REF_IS_NULL -> {
                return isNull(code, function.stack.pop());
            }
            default -> {
                return binary(function, opcode);
            }
        }
    }

    /** Emits the comparison of the reference on top, which is taken, with null; gives the JVM instruction that jumps if it is. */
    private static int isNull(CodeWriter code, Kind kind) {
        if (kind != Kind.EXTERN) {
            return Opcodes.IFNULL;
        }
        code.push(-1L);
        code.visitInsn(Opcodes.LCMP);
        return Opcodes.IFEQ;
    }

    /** The same of a copy, so that the reference stays on top. */
    static int isNullOfCopy(FunctionScope function) {
        function.stack.read(1);
        Kind kind = function.stack.peek();
        function.code.visitInsn(kind.slots == 2 ? Opcodes.DUP2 : Opcodes.DUP);
        function.stack.push(kind);
        int jump = isNull(function.code, kind);
        function.stack.pop();
        return jump;
    }

    private static int binary(FunctionScope function, OpCode opcode) {
        int jump = jump(opcode);
        if (jump == NONE) {
            return NONE;
        }
        CodeWriter code = function.code;
        Kind kind = function.stack.peek();
        function.stack.pop(2);
        switch (kind) {
            case I32 -> {
                if (isUnsigned(opcode)) {
                    code.push(Integer.MIN_VALUE);
                    code.visitInsn(Opcodes.IXOR);
                    code.visitInsn(Opcodes.SWAP);
                    code.push(Integer.MIN_VALUE);
                    code.visitInsn(Opcodes.IXOR);
                    jump = swapped(jump);
                }
                return jump + (Opcodes.IF_ICMPEQ - Opcodes.IFEQ);
            }
            case I64 -> {
                if (isUnsigned(opcode)) {
                    code.push(Long.MIN_VALUE);
                    code.visitInsn(Opcodes.LXOR);
                    code.visitInsn(Opcodes.DUP2_X2);
                    code.visitInsn(Opcodes.POP2);
                    code.push(Long.MIN_VALUE);
                    code.visitInsn(Opcodes.LXOR);
                    jump = swapped(jump);
                }
                code.visitInsn(Opcodes.LCMP);
            }
            // A NaN must make every comparison but "ne" false.
            case F32 -> code.visitInsn(jump == Opcodes.IFLT || jump == Opcodes.IFLE ? Opcodes.FCMPG : Opcodes.FCMPL);
            case F64 -> code.visitInsn(jump == Opcodes.IFLT || jump == Opcodes.IFLE ? Opcodes.DCMPG : Opcodes.DCMPL);
            default -> throw new IllegalStateException(opcode + " of " + kind);
        }
        return jump;
    }

    /**
     * Takes the first operand of an unsigned 32-bit comparison with a constant.
     *
     * @return the JVM instruction that jumps if it holds
     */
    static int emitUnsigned(FunctionScope function, OpCode opcode, int constant) {
        CodeWriter code = function.code;
        code.push(Integer.MIN_VALUE);
        code.visitInsn(Opcodes.IXOR);
        code.push(constant ^ Integer.MIN_VALUE);
        function.stack.pop();
        return jump(opcode) + (Opcodes.IF_ICMPEQ - Opcodes.IFEQ);
    }

    static boolean isUnsigned(OpCode opcode) {
        return switch (opcode) {
            case I32_LT_U, I32_GT_U, I32_LE_U, I32_GE_U, I64_LT_U, I64_GT_U, I64_LE_U, I64_GE_U -> true;
            default -> false;
        };
    }

    private static int jump(OpCode opcode) {
        return switch (opcode) {
            case I32_EQ, I64_EQ, F32_EQ, F64_EQ -> Opcodes.IFEQ;
            case I32_NE, I64_NE, F32_NE, F64_NE -> Opcodes.IFNE;
            case I32_LT_S, I32_LT_U, I64_LT_S, I64_LT_U, F32_LT, F64_LT -> Opcodes.IFLT;
            case I32_GT_S, I32_GT_U, I64_GT_S, I64_GT_U, F32_GT, F64_GT -> Opcodes.IFGT;
            case I32_LE_S, I32_LE_U, I64_LE_S, I64_LE_U, F32_LE, F64_LE -> Opcodes.IFLE;
            case I32_GE_S, I32_GE_U, I64_GE_S, I64_GE_U, F32_GE, F64_GE -> Opcodes.IFGE;
            default -> NONE;
        };
    }

    /** The same comparison of the operands in the other order. */
    private static int swapped(int jump) {
        return switch (jump) {
            case Opcodes.IFLT -> Opcodes.IFGT;
            case Opcodes.IFGT -> Opcodes.IFLT;
            case Opcodes.IFLE -> Opcodes.IFGE;
            case Opcodes.IFGE -> Opcodes.IFLE;
            default -> jump;
        };
    }
}
