package dev.wasmmaven.runtime.engine.compiler;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Code between typed values and arrays of raw ones. */
final class Boxing {

    private Boxing() {}

    /**
     * Emits an array of the raw values of consecutive local variables.
     *
     * @param firstSlot where the first one is
     * @param references local variable that converts references
     */
    static void pack(MethodVisitor code, Kind[] kinds, int firstSlot, int references) {
        CodeWriter.pushInt(code, kinds.length);
        code.visitIntInsn(Opcodes.NEWARRAY, Opcodes.T_LONG);
        int slot = firstSlot;
        for (int i = 0; i < kinds.length; i++) {
            code.visitInsn(Opcodes.DUP);
            CodeWriter.pushInt(code, i);
            code.visitVarInsn(kinds[i].load, slot);
            kinds[i].emitToRaw(code, references);
            code.visitInsn(Opcodes.LASTORE);
            slot += kinds[i].slots;
        }
    }

    /** Emits the return of what the array on top holds, in the way a function returns its results. */
    static void returnUnpacked(MethodVisitor code, Kind[] results, int references) {
        if (results.length == 1) {
            code.visitInsn(Opcodes.ICONST_0);
            code.visitInsn(Opcodes.LALOAD);
            results[0].emitFromRaw(code, references);
        } else if (results.length == 0) {
            code.visitInsn(Opcodes.POP);
        }
        code.visitInsn(Kind.returnOpcode(results));
    }

    /** Emits typed values from the array in a local variable. */
    static void unpack(MethodVisitor code, Kind[] kinds, int array, int references) {
        for (int i = 0; i < kinds.length; i++) {
            code.visitVarInsn(Opcodes.ALOAD, array);
            CodeWriter.pushInt(code, i);
            code.visitInsn(Opcodes.LALOAD);
            kinds[i].emitFromRaw(code, references);
        }
    }

    /**
     * Emits the return, as an array, of what a function has returned.
     *
     * @param temp two free local variables
     */
    static void returnPacked(MethodVisitor code, Kind[] results, int references, int temp) {
        if (results.length == 0) {
            code.visitInsn(Opcodes.ICONST_0);
            code.visitIntInsn(Opcodes.NEWARRAY, Opcodes.T_LONG);
        } else if (results.length == 1) {
            results[0].emitToRaw(code, references);
            code.visitVarInsn(Opcodes.LSTORE, temp);
            code.visitInsn(Opcodes.ICONST_1);
            code.visitIntInsn(Opcodes.NEWARRAY, Opcodes.T_LONG);
            code.visitInsn(Opcodes.DUP);
            code.visitInsn(Opcodes.ICONST_0);
            code.visitVarInsn(Opcodes.LLOAD, temp);
            code.visitInsn(Opcodes.LASTORE);
        }
        code.visitInsn(Opcodes.ARETURN);
    }
}
