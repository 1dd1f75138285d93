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
        CodeWriter.pushInt(code, Kind.raws(kinds));
        code.visitIntInsn(Opcodes.NEWARRAY, Opcodes.T_LONG);
        int slot = firstSlot;
        int index = 0;
        for (Kind kind : kinds) {
            if (kind == Kind.V128) {
                packHalf(code, slot, index, "low");
                packHalf(code, slot, index + 1, "high");
            } else {
                code.visitInsn(Opcodes.DUP);
                CodeWriter.pushInt(code, index);
                code.visitVarInsn(kind.load, slot);
                kind.emitToRaw(code, references);
                code.visitInsn(Opcodes.LASTORE);
            }
            slot += kind.slots;
            index += kind.raws();
        }
    }

    private static void packHalf(MethodVisitor code, int slot, int index, String half) {
        code.visitInsn(Opcodes.DUP);
        CodeWriter.pushInt(code, index);
        code.visitVarInsn(Opcodes.ALOAD, slot);
        code.visitFieldInsn(Opcodes.GETFIELD, Names.V128, half, "J");
        code.visitInsn(Opcodes.LASTORE);
    }

    /** Emits the return of what the array on top holds, in the way a function returns its results. */
    static void returnUnpacked(MethodVisitor code, Kind[] results, int references) {
        if (results.length == 1) {
            results[0].emitGetRaw(code, 0, references);
        } else if (results.length == 0) {
            code.visitInsn(Opcodes.POP);
        }
        code.visitInsn(Kind.returnOpcode(results));
    }

    /** Emits typed values from the array in a local variable. */
    static void unpack(MethodVisitor code, Kind[] kinds, int array, int references) {
        int index = 0;
        for (Kind kind : kinds) {
            code.visitVarInsn(Opcodes.ALOAD, array);
            kind.emitGetRaw(code, index, references);
            index += kind.raws();
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
        } else if (results.length == 1 && results[0] == Kind.V128) {
            code.visitMethodInsn(Opcodes.INVOKESTATIC, Names.V128, "raw", "(" + Names.V128_DESC + ")[J", false);
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
