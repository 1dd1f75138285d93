package dev.wasmmaven.runtime.engine.compiler;

import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Generates the class of function objects for some functions of one signature. One class for many, with a switch in its
 * method, keeps calls through tables where HotSpot finds one or two classes at a call.
 */
final class ValuesClass {

    private ValuesClass() {}

    static String constructor(ClassNames names) {
        return "(" + Names.INSTANCE_DESC + "I" + names.stateDescriptor() + ")V";
    }

    /** @param functions in index order; at least one */
    static byte[] generate(ClassNames names, String name, String signature, List<Integer> functions) {
        String parent = ClassNames.signature(signature);
        int separator = signature.indexOf('_');
        Kind[] params = Kind.parse(signature.substring(0, separator));
        Kind[] results = Kind.parse(signature.substring(separator + 1));
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL, name, null, parent, null);
        int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL;
        writer.visitField(access, "index", "I", null, null).visitEnd();
        writer.visitField(access, "state", names.stateDescriptor(), null, null).visitEnd();
        constructor(writer, names, name, parent);
        call(writer, names, name, params, results, functions);
        writer.visitEnd();
        return writer.toByteArray();
    }

    private static void constructor(ClassWriter writer, ClassNames names, String name, String parent) {
        MethodVisitor code = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", constructor(names), null, null);
        code.visitCode();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitVarInsn(Opcodes.ILOAD, 2);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, parent, "<init>", "(" + Names.INSTANCE_DESC + "I)V", false);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitVarInsn(Opcodes.ILOAD, 2);
        code.visitFieldInsn(Opcodes.PUTFIELD, name, "index", "I");
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitVarInsn(Opcodes.ALOAD, 3);
        code.visitFieldInsn(Opcodes.PUTFIELD, name, "state", names.stateDescriptor());
        code.visitInsn(Opcodes.RETURN);
        code.visitMaxs(3, 4);
        code.visitEnd();
    }

    private static void call(
            ClassWriter writer, ClassNames names, String name, Kind[] params, Kind[] results, List<Integer> functions) {
        MethodVisitor code = writer.visitMethod(
                Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL, "call", Kind.methodDescriptor(params, "", results), null, null);
        code.visitCode();
        Label[] labels = new Label[functions.size()];
        int[] keys = new int[labels.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = new Label();
            keys[i] = functions.get(i);
        }
        if (labels.length > 1) {
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitFieldInsn(Opcodes.GETFIELD, name, "index", "I");
            code.visitLookupSwitchInsn(labels[0], keys, labels);
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels.length > 1) {
                code.visitLabel(labels[i]);
                code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
            }
            int slot = 1;
            for (Kind param : params) {
                code.visitVarInsn(param.load, slot);
                slot += param.slots;
            }
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitFieldInsn(Opcodes.GETFIELD, name, "state", names.stateDescriptor());
            code.visitMethodInsn(
                    Opcodes.INVOKESTATIC,
                    names.owner(keys[i]),
                    ClassNames.method(keys[i]),
                    Kind.methodDescriptor(params, names.stateDescriptor(), results),
                    false);
            code.visitInsn(Kind.returnOpcode(results));
        }
        code.visitMaxs(Kind.slots(params) + 2, Kind.slots(params) + 1);
        code.visitEnd();
    }
}
