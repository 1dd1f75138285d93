package dev.wasmmaven.runtime.engine.compiler;

import com.dylibso.chicory.wasm.types.AnnotatedInstruction;
import com.dylibso.chicory.wasm.types.OpCode;
import org.objectweb.asm.Opcodes;

/** Constants, local and global variables. */
final class VariableEmitter {

    private VariableEmitter() {}

    /** Whether the instruction pushes a value without reading anything that another instruction could change. */
    static boolean isSimple(OpCode opcode) {
        return opcode == OpCode.LOCAL_GET || isConstant(opcode);
    }

    private static boolean isConstant(OpCode opcode) {
        return opcode == OpCode.I32_CONST
                || opcode == OpCode.I64_CONST
                || opcode == OpCode.F32_CONST
                || opcode == OpCode.F64_CONST;
    }

    /** Emits a {@linkplain #isSimple simple} instruction. */
    static void simple(FunctionScope function, AnnotatedInstruction instruction) {
        if (instruction.opcode() == OpCode.LOCAL_GET) {
            function.loadLocal((int) instruction.operand(0));
        } else {
            constant(function, instruction);
        }
    }

    private static void constant(FunctionScope function, AnnotatedInstruction instruction) {
        CodeWriter code = function.code;
        long raw = instruction.operand(0);
        switch (instruction.opcode()) {
            case I32_CONST -> {
                code.push((int) raw);
                function.stack.push(Kind.I32);
            }
            case I64_CONST -> {
                code.push(raw);
                function.stack.push(Kind.I64);
            }
            case F32_CONST -> {
                pushFloat(code, (int) raw);
                function.stack.push(Kind.F32);
            }
            case F64_CONST -> {
                pushDouble(code, raw);
                function.stack.push(Kind.F64);
            }
            default -> throw new IllegalArgumentException(instruction.toString());
        }
    }

    private static void pushFloat(CodeWriter code, int bits) {
        float value = Float.intBitsToFloat(bits);
        if (Float.isNaN(value)) {
            // A constant pool need not keep which NaN it is.
            code.push(bits);
            code.invoke("java/lang/Float", "intBitsToFloat", "(I)F");
        } else if (bits == 0) {
            code.visitInsn(Opcodes.FCONST_0);
        } else {
            code.visitLdcInsn(value);
        }
    }

    private static void pushDouble(CodeWriter code, long bits) {
        double value = Double.longBitsToDouble(bits);
        if (Double.isNaN(value)) {
            code.push(bits);
            code.invoke("java/lang/Double", "longBitsToDouble", "(J)D");
        } else if (bits == 0) {
            code.visitInsn(Opcodes.DCONST_0);
        } else {
            code.visitLdcInsn(value);
        }
    }

    /** Emits the instruction if it is one of these. */
    static boolean emit(FunctionScope function, AnnotatedInstruction instruction) {
        OpCode opcode = instruction.opcode();
        if (isSimple(opcode)) {
            simple(function, instruction);
            return true;
        }
        switch (opcode) {
            case LOCAL_SET -> function.storeLocal((int) instruction.operand(0));
            case LOCAL_TEE -> {
                int index = (int) instruction.operand(0);
                Kind kind = function.localKind(index);
                function.stack.read(1);
                function.code.visitInsn(kind.slots == 2 ? Opcodes.DUP2 : Opcodes.DUP);
                function.stack.push(kind);
                function.storeLocal(index);
            }
            case GLOBAL_GET -> getGlobal(function, (int) instruction.operand(0));
            case GLOBAL_SET -> setGlobal(function, (int) instruction.operand(0));
            default -> {
                return false;
            }
        }
        return true;
    }

    /** The field of a global that the module defines. */
    static String field(int global) {
        return "g" + global;
    }

    private static void getGlobal(FunctionScope function, int index) {
        CodeWriter code = function.code;
        Kind kind = function.module.globalKind(index);
        function.loadState();
        if (index >= function.module.importedGlobals()) {
            code.visitFieldInsn(Opcodes.GETFIELD, function.names.state(), field(index), kind.descriptor);
        } else if (kind == Kind.FUNC) {
            code.push(index);
            code.visitMethodInsn(
                    Opcodes.INVOKEVIRTUAL, Names.STATE, "importedFunction", "(I)" + kind.descriptor, false);
        } else if (kind == Kind.V128) {
            code.push(index);
            code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, Names.STATE, "importedVector", "(I)" + kind.descriptor, false);
        } else {
            pushImported(code, index);
            code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, Names.GLOBAL, "getValue", "()J", false);
            kind.emitFromRaw(code, function.state);
        }
        function.stack.push(kind);
    }

    private static void pushImported(CodeWriter code, int index) {
        code.visitFieldInsn(Opcodes.GETFIELD, Names.STATE, "importedGlobals", "[" + Names.GLOBAL_DESC);
        code.push(index);
        code.visitInsn(Opcodes.AALOAD);
    }

    private static void setGlobal(FunctionScope function, int index) {
        CodeWriter code = function.code;
        Kind kind = function.module.globalKind(index);
        function.stack.pop();
        if (index >= function.module.importedGlobals()) {
            function.loadState();
            putUnder(code, kind.slots);
            code.visitFieldInsn(Opcodes.PUTFIELD, function.names.state(), field(index), kind.descriptor);
        } else if (kind == Kind.FUNC) {
            function.loadState();
            code.push(index);
            code.invoke(Names.STATE, "setImportedFunction", "(" + kind.descriptor + "L" + Names.STATE + ";I)V");
        } else if (kind == Kind.V128) {
            function.loadState();
            code.push(index);
            code.invoke(Names.STATE, "setImportedVector", "(" + kind.descriptor + "L" + Names.STATE + ";I)V");
        } else {
            kind.emitToRaw(code, function.state);
            function.loadState();
            pushImported(code, index);
            putUnder(code, 2);
            code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, Names.GLOBAL, "setValue", "(J)V", false);
        }
    }

    /** Moves the reference on top under the value beneath it. */
    static void putUnder(CodeWriter code, int slots) {
        if (slots == 2) {
            code.visitInsn(Opcodes.DUP_X2);
            code.visitInsn(Opcodes.POP);
        } else {
            code.visitInsn(Opcodes.SWAP);
        }
    }
}
