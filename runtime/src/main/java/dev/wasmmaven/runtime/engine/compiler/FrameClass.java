package dev.wasmmaven.runtime.engine.compiler;

import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Generates the class of the objects through which the methods of one function share variables and pass values. */
final class FrameClass {

    private FrameClass() {}

    /** The field of a local variable of the function. */
    static String variable(int local) {
        return "l" + local;
    }

    /** The field of an operand that control takes along when it leaves a piece. */
    static String operand(int index, Kind kind) {
        return "v" + index + kind.letter;
    }

    static byte[] generate(ModuleInfo module, ClassNames names, int function, Split split) {
        Map<String, String> fields = new TreeMap<>();
        BitSet shared = split.shared();
        shared.stream().forEach(local -> fields.put(variable(local), module.localKind(function, local).descriptor));
        for (Piece piece : split.pieces()) {
            addOperands(piece.gives(), fields);
            for (int outcome : piece.outcomes()) {
                if (outcome != Piece.END) {
                    addOperands(module.branchKinds(function, outcome), fields);
                }
            }
        }
        ClassWriter writer = new ClassWriter(0);
        writer.visit(
                Opcodes.V17,
                Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL,
                names.frame(function),
                null,
                "java/lang/Object",
                null);
        fields.forEach((name, descriptor) -> writer.visitField(Opcodes.ACC_PUBLIC, name, descriptor, null, null)
                .visitEnd());
        MethodVisitor code = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
        code.visitCode();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        code.visitInsn(Opcodes.RETURN);
        code.visitMaxs(1, 1);
        code.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }

    private static void addOperands(Kind[] kinds, Map<String, String> fields) {
        for (int i = 0; i < kinds.length; i++) {
            fields.put(operand(i, kinds[i]), kinds[i].descriptor);
        }
    }
}
