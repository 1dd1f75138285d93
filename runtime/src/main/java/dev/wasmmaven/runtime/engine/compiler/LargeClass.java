package dev.wasmmaven.runtime.engine.compiler;

import java.util.Map;
import java.util.TreeMap;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Generates the classes of a function that is too large to share one. */
final class LargeClass {

    private LargeClass() {}

    /**
     * The classes by their names: those with the methods of its pieces, and one of what these share if there are several. A
     * function whose pieces the JVM does not take, or that is too complex to be divided, is handed to the interpreter: one
     * instruction can be too large.
     */
    static Map<String, byte[]> generate(ModuleInfo module, ClassNames names, int function) {
        try {
            return compile(module, names, function);
        } catch (MethodTooLargeException | ClassTooLargeException | Effort.ExhaustedException e) {
            return Map.of(names.large(function), interpreted(module, names, function));
        }
    }

    private static Map<String, byte[]> compile(ModuleInfo module, ClassNames names, int function) {
        Effort effort = FunctionCompiler.effort(module, function);
        try {
            return write(module, names, function, FunctionCompiler.split(module, names, function, effort), effort);
        } catch (Effort.ExhaustedException e) {
            // A method that is slow is better than the interpreter, which has no vectors besides.
            Effort rest = FunctionCompiler.effort(module, function);
            return write(module, names, function, Split.none(module, function), rest);
        }
    }

    private static Map<String, byte[]> write(
            ModuleInfo module, ClassNames names, int function, Split split, Effort effort) {
        Map<Integer, ClassWriter> parts = new TreeMap<>();
        FunctionCompiler.compilePieces(
                module,
                names,
                function,
                split,
                effort,
                part -> parts.computeIfAbsent(part, it -> begin(names.large(function, part))));
        Map<String, byte[]> classes = new TreeMap<>();
        parts.forEach((part, writer) -> {
            writer.visitEnd();
            classes.put(names.large(function, part), writer.toByteArray());
        });
        if (split.isDivided()) {
            classes.put(names.frame(function), FrameClass.generate(module, names, function, split));
        }
        return classes;
    }

    private static ClassWriter begin(String name) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL, name, null, "java/lang/Object", null);
        return writer;
    }

    /** The class of a function that the interpreter runs. */
    private static byte[] interpreted(ModuleInfo module, ClassNames names, int function) {
        Kind[] params = Kind.of(module.functionType(function).params());
        Kind[] results = Kind.of(module.functionType(function).returns());
        int state = Kind.slots(params);
        ClassWriter writer = begin(names.large(function));
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
