package dev.wasmmaven.runtime.engine.compiler;

import com.dylibso.chicory.wasm.types.AnnotatedInstruction;
import com.dylibso.chicory.wasm.types.OpCode;
import java.util.ArrayList;
import java.util.List;
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
    private final boolean interpreted;

    private LargeClass(byte[] code, byte @Nullable [] frame, boolean interpreted) {
        this.code = code;
        this.frame = frame;
        this.interpreted = interpreted;
    }

    /** The class with the methods of its pieces. */
    byte[] code() {
        return code;
    }

    /** The class of what those share; null if the function is one piece. */
    byte @Nullable [] frame() {
        return frame;
    }

    /** Whether the function is not compiled, but handed to the interpreter. */
    boolean isInterpreted() {
        return interpreted;
    }

    static LargeClass generate(ModuleInfo module, ClassNames names, int function) {
        try {
            Split split = FunctionCompiler.split(module, names, function);
            ClassWriter writer = begin(names, function);
            FunctionCompiler.compilePieces(module, names, function, split, writer);
            writer.visitEnd();
            return new LargeClass(
                    writer.toByteArray(),
                    split.isDivided() ? FrameClass.generate(module, names, function, split) : null,
                    false);
        } catch (MethodTooLargeException | ClassTooLargeException e) {
            return new LargeClass(interpreted(module, names, function), null, true);
        }
    }

    /**
     * The functions, by their index, that may have to be interpreted; compiling them tells. A class file has room for 65,535
     * constants, and a string for as many bytes.
     */
    static List<Integer> doubtful(ModuleInfo module) {
        final int manyInstructions = 60_000;
        final int manyBranches = 10_000;
        List<Integer> doubtful = new ArrayList<>();
        for (int function = module.importedFunctions(); function < module.functionCount(); function++) {
            List<AnnotatedInstruction> instructions = module.instructions(function);
            if (instructions.size() > manyInstructions
                    || instructions.stream()
                            .anyMatch(each -> each.opcode() == OpCode.BR_TABLE && each.operandCount() > manyBranches)) {
                doubtful.add(function);
            }
        }
        return doubtful;
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
