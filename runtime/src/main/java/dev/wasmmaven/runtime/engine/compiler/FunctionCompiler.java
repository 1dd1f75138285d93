package dev.wasmmaven.runtime.engine.compiler;

import com.dylibso.chicory.wasm.types.AnnotatedInstruction;
import com.dylibso.chicory.wasm.types.OpCode;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Compiles one function: a walk over its instructions, each group of which has an emitter. */
final class FunctionCompiler {

    /** HotSpot interprets methods of more bytes of code for ever, unless it is told otherwise on its command line. */
    static final int HUGE_METHOD = 8000;

    /**
     * Size of pieces if the function can be divided so. In larger ones C2 has too many nodes at some point, and leaves accesses of
     * memory calls from there on.
     */
    private static final int DIVIDED_METHOD = 3500;

    /** Functions of more instructions get a class of their own; fewer never make a huge method. */
    private static final int LARGE = 500;

    private static final int MAX_ATTEMPTS = 6;

    private final FunctionScope function;
    private final ControlEmitter control;
    private final List<AnnotatedInstruction> instructions;
    private final @Nullable Layout layout;
    private int nextPiece;
    private int end;

    private FunctionCompiler(FunctionScope function, @Nullable Layout layout) {
        this.function = function;
        this.control = new ControlEmitter(function);
        this.instructions = function.instructions;
        this.layout = layout;
    }

    /** Whether the function gets a class of its own, and a method of its group calls it. */
    static boolean isLarge(ModuleInfo module, int function) {
        return module.makesTailCalls(function) || weight(module, function) > LARGE;
    }

    /** How many instructions a function has, a table of branches counting for as many as it has targets. */
    private static int weight(ModuleInfo module, int function) {
        int weight = module.instructions(function).size();
        for (AnnotatedInstruction instruction : module.instructions(function)) {
            weight += instruction.opcode() == OpCode.BR_TABLE ? instruction.operandCount() : 0;
        }
        return weight;
    }

    /** What may be spent on a function. */
    static Effort effort(ModuleInfo module, int function) {
        return Effort.of(weight(module, function));
    }

    /** Adds the method of a function that is not {@linkplain #isLarge large} to a class. */
    static void compile(ModuleInfo module, ClassNames names, int function, ClassVisitor target) {
        MethodVisitor method = target.visitMethod(
                Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC,
                ClassNames.method(function),
                Kind.methodDescriptor(module.functionType(function), names.stateDescriptor()),
                null,
                null);
        Split split = Split.none(module, function);
        write(
                new FunctionScope(module, names, function, split, split.function(), effort(module, function), method),
                null);
    }

    /**
     * Adds the methods of a function, named as {@linkplain ClassNames#piece pieces}, to classes.
     *
     * @param effort what may still be spent on the function
     * @param targets the class of each part
     */
    static void compilePieces(
            ModuleInfo module,
            ClassNames names,
            int function,
            Split split,
            Effort effort,
            IntFunction<ClassVisitor> targets) {
        for (Piece piece : split.pieces()) {
            String descriptor = piece.isFunction()
                    ? Kind.methodDescriptor(module.functionType(function), names.stateDescriptor())
                    : PieceEmitter.descriptor(names, function, piece);
            MethodVisitor method = targets.apply(piece.part())
                    .visitMethod(
                            Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC,
                            ClassNames.piece(function, piece.number()),
                            descriptor,
                            null,
                            null);
            write(new FunctionScope(module, names, function, split, piece, effort, method), null);
        }
    }

    /**
     * Divides a function into pieces that HotSpot compiles.
     *
     * @throws Effort.ExhaustedException that costs more than it may
     */
    static Split split(ModuleInfo module, ClassNames names, int function, Effort effort) {
        Split whole = Split.none(module, function);
        Layout layout = new Layout(module.instructions(function).size());
        int size = write(new FunctionScope(module, names, function, whole, whole.function(), effort, null), layout);
        if (size < HUGE_METHOD) {
            return whole;
        }
        Structure structure = new Structure(module.instructions(function), effort);
        int parameters = module.functionType(function).params().size();
        Split best = whole;
        int bestSize = size;
        int limit = DIVIDED_METHOD;
        // What the calls of pieces cost is an estimate: what has become too large is tried again with smaller ones.
        for (int attempt = 0; attempt < MAX_ATTEMPTS && bestSize >= HUGE_METHOD; attempt++) {
            Split split = Pieces.split(
                    whole.facts(),
                    structure,
                    layout,
                    parameters,
                    Splitter.parts(structure, layout, limit, limit * 2 / 3));
            int largest = 0;
            for (Piece piece : split.pieces()) {
                largest = Math.max(
                        largest, write(new FunctionScope(module, names, function, split, piece, effort, null), null));
            }
            if (largest < bestSize) {
                best = split;
                bestSize = largest;
            }
            limit = (attempt == 0 ? HUGE_METHOD : limit) * 7 / 8;
        }
        return best;
    }

    /** Size of the code of the largest piece in bytes. */
    static int largestPiece(ModuleInfo module, ClassNames names, int function, Split split) {
        Effort effort = effort(module, function);
        int largest = 0;
        for (Piece piece : split.pieces()) {
            largest = Math.max(
                    largest, write(new FunctionScope(module, names, function, split, piece, effort, null), null));
        }
        return largest;
    }

    /** Writes the method of a piece; gives its size in bytes. */
    private static int write(FunctionScope scope, @Nullable Layout layout) {
        scope.code.visitCode();
        scope.prologue();
        FunctionCompiler compiler = new FunctionCompiler(scope, layout);
        compiler.walk();
        scope.finish();
        scope.code.visitEnd();
        return scope.code.size();
    }

    private void walk() {
        Piece piece = function.piece;
        int at = piece.range().start();
        while (at < piece.range().end()) {
            Piece nested = nextPiece < piece.nested().size() ? piece.nested().get(nextPiece) : null;
            end = nested == null ? piece.range().end() : nested.range().start();
            if (nested != null && at == end) {
                control.call(nested);
                nextPiece++;
                at = nested.range().end();
            } else if (control.reachable()) {
                if (layout != null) {
                    layout.start(at, function.code.size(), function.stack);
                }
                int count = emit(at);
                if (layout != null) {
                    layout.emitted(at, count, function.code.size(), function.stack);
                }
                at += count;
            } else {
                control.skip(instructions.get(at));
                if (layout != null) {
                    layout.skipped(at, function.code.size());
                }
                at++;
            }
        }
        if (!piece.isFunction()) {
            control.endPiece();
        }
    }

    private OpCode opcode(int at) {
        return at < end ? instructions.get(at).opcode() : OpCode.NOP;
    }

    /** Emits the instruction there, with those after it that belong to it; gives their number. */
    private int emit(int at) {
        AnnotatedInstruction instruction = instructions.get(at);
        function.position = at;
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
                || control.emit(instruction, at)
                || BulkEmitter.emit(function, instruction)
                || AtomicEmitter.emit(function, instruction)
                || VectorEmitter.emit(function, instruction)) {
            return 1;
        }
        switch (opcode) {
            case BR_IF, IF, SELECT, SELECT_T -> {
                function.stack.pop();
                return useCondition(at, Opcodes.IFNE);
            }
            case CALL -> CallEmitter.call(function, (int) instruction.operand(0));
            case CALL_INDIRECT -> CallEmitter.callIndirect(function, instruction);
            case CALL_REF -> CallEmitter.callRef(function, instruction);
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
            case IF -> control.branchIntoIf(instructions.get(next), next, condition);
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
