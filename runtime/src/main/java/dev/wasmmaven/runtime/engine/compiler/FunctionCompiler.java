package dev.wasmmaven.runtime.engine.compiler;

import com.dylibso.chicory.wasm.types.AnnotatedInstruction;
import com.dylibso.chicory.wasm.types.OpCode;
import java.util.List;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Compiles one function: a walk over its instructions, each group of which has an emitter. */
final class FunctionCompiler {

    /** HotSpot interprets methods of more bytes of code for ever, unless it is told otherwise on its command line. */
    private static final int HUGE_METHOD = 8000;

    /** So many instructions never make a huge method. */
    private static final int SURELY_COMPILED = 500;

    private final FunctionScope function;
    private final ControlEmitter control;
    private final List<AnnotatedInstruction> instructions;

    private FunctionCompiler(FunctionScope function) {
        this.function = function;
        this.control = new ControlEmitter(function);
        this.instructions = function.instructions;
    }

    /** Adds the function's method to a class. */
    static void compile(ModuleInfo module, ClassNames names, int function, ClassVisitor target) {
        MethodVisitor method = target.visitMethod(
                Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC,
                ClassNames.method(function),
                Kind.methodDescriptor(module.functionType(function), names.stateDescriptor()),
                null,
                null);
        method.visitCode();
        boolean compact = module.instructions(function).size() > SURELY_COMPILED
                && write(new FunctionScope(module, names, function, false, null)) >= HUGE_METHOD;
        write(new FunctionScope(module, names, function, compact, method));
        method.visitEnd();
    }

    /** Writes the function's code; gives its size in bytes. */
    private static int write(FunctionScope scope) {
        scope.prologue();
        new FunctionCompiler(scope).walk();
        scope.finish();
        return scope.code.size();
    }

    private void walk() {
        int at = 0;
        while (at < instructions.size()) {
            if (control.reachable()) {
                at += emit(at);
            } else {
                control.skip(instructions.get(at));
                at++;
            }
        }
    }

    private OpCode opcode(int at) {
        return at < instructions.size() ? instructions.get(at).opcode() : OpCode.NOP;
    }

    /** Emits the instruction there, with those after it that belong to it; gives their number. */
    private int emit(int at) {
        AnnotatedInstruction instruction = instructions.get(at);
        OpCode opcode = instruction.opcode();
        int fused = VariableEmitter.isSimple(opcode) ? emitFused(at) : 0;
        if (fused > 0) {
            return fused;
        }
        int jump = CompareEmitter.emit(function, opcode);
        if (jump != CompareEmitter.NONE) {
            return 1 + useCondition(at + 1, jump);
        }
        if (VariableEmitter.emit(function, instruction)
                || NumericEmitter.emit(function, opcode)
                || control.emit(instruction)
                || BulkEmitter.emit(function, instruction)) {
            return 1;
        }
        switch (opcode) {
            case BR_IF, IF, SELECT, SELECT_T -> {
                function.stack.pop();
                return useCondition(at, Opcodes.IFNE);
            }
            case CALL -> CallEmitter.call(function, (int) instruction.operand(0));
            case CALL_INDIRECT -> CallEmitter.callIndirect(function, instruction);
            case DROP -> function.code.visitInsn(function.stack.pop().slots == 2 ? Opcodes.POP2 : Opcodes.POP);
            default -> {
                if (MemoryEmitter.isLoad(opcode)) {
                    MemoryEmitter.load(function, instruction);
                } else if (MemoryEmitter.accesses(opcode)) {
                    MemoryEmitter.store(function, instruction);
                } else {
                    throw new IllegalStateException("not compiled: " + opcode);
                }
            }
        }
        return 1;
    }

    /** Emits a simple operand with the instruction that uses it, where that is shorter; 0 if it is not. */
    private int emitFused(int at) {
        AnnotatedInstruction operand = instructions.get(at);
        OpCode next = opcode(at + 1);
        if (MemoryEmitter.isLoad(next)) {
            MemoryEmitter.load(function, operand, instructions.get(at + 1));
            return 2;
        }
        OpCode afterNext = opcode(at + 2);
        if (VariableEmitter.isSimple(next) && MemoryEmitter.accesses(afterNext) && !MemoryEmitter.isLoad(afterNext)) {
            MemoryEmitter.store(function, operand, instructions.get(at + 1), instructions.get(at + 2));
            return 3;
        }
        if (operand.opcode() == OpCode.I32_CONST && CompareEmitter.isUnsigned(next)) {
            int jump = CompareEmitter.emitUnsigned(function, next, (int) operand.operand(0));
            return 2 + useCondition(at + 2, jump);
        }
        return 0;
    }

    /**
     * Emits what becomes of a condition.
     *
     * @param at the instruction after the comparison
     * @param jump the JVM instruction that jumps if the condition holds
     * @return number of instructions emitted from there
     */
    private int useCondition(int at, int jump) {
        int next = at;
        int condition = jump;
        while (true) {
            if (opcode(next) == OpCode.I32_EQZ) {
                condition = CompareEmitter.negate(condition);
                next++;
            } else if (isMaskOfOne(next)) {
                next += 2;
            } else {
                break;
            }
        }
        switch (opcode(next)) {
            case BR_IF -> control.branchIf((int) instructions.get(next).operand(0), condition);
            case IF -> control.branchIntoIf(instructions.get(next), condition);
            case SELECT, SELECT_T -> control.select(condition);
            default -> {
                control.number(condition);
                return next - at;
            }
        }
        return next - at + 1;
    }

    /** Unoptimised Rust masks every boolean, which does nothing to the outcome of a comparison. */
    private boolean isMaskOfOne(int at) {
        return opcode(at) == OpCode.I32_CONST
                && instructions.get(at).operand(0) == 1
                && opcode(at + 1) == OpCode.I32_AND;
    }
}
