package dev.wasmmaven.runtime.engine.compiler;

import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.AnnotatedInstruction;
import com.dylibso.chicory.wasm.types.FunctionBody;
import com.dylibso.chicory.wasm.types.OpCode;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The classes of a function that is too large to share one.
 */
final class LargeClass {

    private final byte[] code;
    private final byte @Nullable [] frame;

    private LargeClass(byte[] code, byte @Nullable [] frame) {
        this.code = code;
        this.frame = frame;
    }

    /** The class with the methods of its pieces. */
    byte[] code() {
        return code;
    }

    /** The class of what those share; null if the function is one piece. */
    byte @Nullable [] frame() {
        return frame;
    }

    static LargeClass generate(ModuleInfo module, ClassNames names, int function) {
        try {
            Split split = FunctionCompiler.split(module, names, function);
            ClassWriter writer = begin(names, function);
            FunctionCompiler.compilePieces(module, names, function, split, writer);
            writer.visitEnd();
            return new LargeClass(
                    writer.toByteArray(),
                    split.isDivided() ? FrameClass.generate(module, names, function, split) : null);
        } catch (MethodTooLargeException | ClassTooLargeException e) {
            return new LargeClass(interpreted(module, names, function), null);
        }
    }

    /**
     * Whether a function of the module may have to be interpreted. A class file has room for 65,535 constants, and a
     * string for as many bytes.
     */
    static boolean mayBeInterpreted(WasmModule module) {
        final int manyInstructions = 60_000;
        final int manyBranches = 10_000;
        for (FunctionBody body : module.codeSection().functionBodies()) {
            if (body.instructions().size() > manyInstructions) {
                return true;
            }
            for (AnnotatedInstruction instruction : body.instructions()) {
                if (instruction.opcode() == OpCode.BR_TABLE && instruction.operandCount() > manyBranches) {
                    return true;
                }
            }
        }
        return false;
    }

    private static ClassWriter begin(ClassNames names, int function) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(
                Opcodes.V17,
                Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL,
                names.large(function),
                null,
                "java/lang/Object",
                null);
        return writer;
    }

    /** A function that cannot be divided into methods of the size that the JVM takes: one instruction can be too large. */
    private static byte[] interpreted(ModuleInfo module, ClassNames names, int function) {
        Kind[] params = Kind.of(module.functionType(function).params());
        Kind[] results = Kind.of(module.functionType(function).returns());
        int state = Kind.slots(params);
        ClassWriter writer = begin(names, function);
        MethodVisitor code = writer.visitMethod(
                Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC,
                ClassNames.piece(function, 0),
                Kind.methodDescriptor(params, names.stateDescriptor(), results),
                null,
                null);
        code.visitCode();
        code.visitVarInsn(Opcodes.ALOAD, state);
        CodeWriter.pushInt(code, function);
        Boxing.pack(code, params, 0, state);
        code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, Names.STATE, "interpret", "(I[J)[J", false);
        Boxing.returnUnpacked(code, results, state);
        code.visitMaxs(12, state + 1);
        code.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }
}
