package dev.wasmmaven.runtime.engine.compiler;

import java.util.stream.IntStream;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Generates the class of a module's instances' state: a field for each global that the module defines. */
final class StateClass {

    static final String CONSTRUCTOR = "(" + Names.INSTANCE_DESC + "L" + Names.CODE + ";" + Names.STOP_DESC + ")V";

    private final ModuleInfo module;
    private final String name;
    private final ClassWriter writer = new ClassWriter(0);

    private StateClass(ModuleInfo module, String name) {
        this.module = module;
        this.name = name;
    }

    static byte[] generate(ModuleInfo module, ClassNames names) {
        return new StateClass(module, names.state()).generate();
    }

    private byte[] generate() {
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL, name, null, Names.STATE, null);
        for (int i = module.importedGlobals(); i < module.globalCount(); i++) {
            writer.visitField(Opcodes.ACC_PUBLIC, VariableEmitter.field(i), module.globalKind(i).descriptor, null, null)
                    .visitEnd();
        }
        constructor();
        get("global", "low");
        set("global", "low");
        if (hasVectors()) {
            get("globalHigh", "high");
            set("globalHigh", "high");
        }
        writer.visitEnd();
        return writer.toByteArray();
    }

    private void constructor() {
        MethodVisitor code = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", CONSTRUCTOR, null, null);
        code.visitCode();
        for (int i = 0; i < 4; i++) {
            code.visitVarInsn(Opcodes.ALOAD, i);
        }
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, Names.STATE, "<init>", CONSTRUCTOR, false);
        code.visitInsn(Opcodes.RETURN);
        code.visitMaxs(4, 4);
        code.visitEnd();
    }

    private boolean hasVectors() {
        return IntStream.range(module.importedGlobals(), module.globalCount())
                .anyMatch(i -> module.globalKind(i) == Kind.V128);
    }

    private void get(String method, String half) {
        MethodVisitor code = writer.visitMethod(Opcodes.ACC_PUBLIC, method, "(I)J", null, null);
        code.visitCode();
        for (int i : eachGlobal(code)) {
            Kind kind = module.globalKind(i);
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitFieldInsn(Opcodes.GETFIELD, name, VariableEmitter.field(i), kind.descriptor);
            if (kind == Kind.V128) {
                code.visitFieldInsn(Opcodes.GETFIELD, Names.V128, half, "J");
            } else {
                kind.emitToRaw(code, 0);
            }
            code.visitInsn(Opcodes.LRETURN);
        }
        code.visitMaxs(8, 2);
        code.visitEnd();
    }

    private void set(String method, String half) {
        MethodVisitor code = writer.visitMethod(Opcodes.ACC_PUBLIC, method, "(IJ)V", null, null);
        code.visitCode();
        for (int i : eachGlobal(code)) {
            Kind kind = module.globalKind(i);
            code.visitVarInsn(Opcodes.ALOAD, 0);
            if (kind == Kind.V128) {
                // Sets one half after the other: the first time, there is no vector yet.
                code.visitVarInsn(Opcodes.LLOAD, 2);
                code.visitVarInsn(Opcodes.ALOAD, 0);
                code.visitFieldInsn(Opcodes.GETFIELD, name, VariableEmitter.field(i), kind.descriptor);
                code.visitMethodInsn(
                        Opcodes.INVOKESTATIC,
                        Names.V128,
                        "with" + Character.toUpperCase(half.charAt(0)) + half.substring(1),
                        "(J" + kind.descriptor + ")" + kind.descriptor,
                        false);
            } else {
                code.visitVarInsn(Opcodes.LLOAD, 2);
                kind.emitFromRaw(code, 0);
            }
            code.visitFieldInsn(Opcodes.PUTFIELD, name, VariableEmitter.field(i), kind.descriptor);
            code.visitInsn(Opcodes.RETURN);
        }
        code.visitMaxs(8, 4);
        code.visitEnd();
    }

    /** Emits a switch over the globals; the loop over the result comes by each one's case in turn. */
    private Iterable<Integer> eachGlobal(MethodVisitor code) {
        return Cases.emit(code, 1, module.importedGlobals(), module.globalCount());
    }

    /** Switches whose cases all leave the method. */
    static final class Cases {

        private Cases() {}

        /**
         * Emits a switch.
         *
         * @param variable local variable to switch on
         * @param first lowest case
         * @param end one more than the highest case
         * @return the cases in turn; taking one places its label
         */
        static Iterable<Integer> emit(MethodVisitor code, int variable, int first, int end) {
            Label[] labels = new Label[end - first];
            for (int i = 0; i < labels.length; i++) {
                labels[i] = new Label();
            }
            Label none = new Label();
            code.visitVarInsn(Opcodes.ILOAD, variable);
            if (labels.length > 0) {
                code.visitTableSwitchInsn(first, end - 1, none, labels);
            } else {
                code.visitInsn(Opcodes.POP);
            }
            code.visitLabel(none);
            if (labels.length > 0) {
                code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
            }
            code.visitTypeInsn(Opcodes.NEW, "java/lang/IllegalArgumentException");
            code.visitInsn(Opcodes.DUP);
            code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/IllegalArgumentException", "<init>", "()V", false);
            code.visitInsn(Opcodes.ATHROW);
            return () -> java.util.stream.IntStream.range(first, end)
                    .peek(i -> {
                        code.visitLabel(labels[i - first]);
                        code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
                    })
                    .iterator();
        }
    }
}
