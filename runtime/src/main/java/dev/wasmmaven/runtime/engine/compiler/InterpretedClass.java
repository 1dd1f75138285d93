package dev.wasmmaven.runtime.engine.compiler;

import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Generates the class of a function that the interpreter runs. */
final class InterpretedClass {

    private InterpretedClass() {}

    /**
     * The class.
     *
     * @param owner its name
     * @param method the name of its method, which takes and gives what the function does
     */
    static byte[] generate(ModuleInfo module, int function, ClassNames names, String owner, String method) {
        Kind[] params = Kind.of(module.functionType(function).params());
        Kind[] results = Kind.of(module.functionType(function).returns());
        int state = Kind.slots(params);
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL, owner, null, "java/lang/Object", null);
        MethodVisitor code = writer.visitMethod(
                Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC,
                method,
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
