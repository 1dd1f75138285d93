package dev.wasmmaven.runtime.engine.compiler;

import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** How values of a type are kept on the JVM. An externref is the host's number, so a long. */
enum Kind {
    I32('i', "I", 1, Opcodes.ILOAD, Opcodes.ISTORE, Opcodes.IRETURN),
    I64('j', "J", 2, Opcodes.LLOAD, Opcodes.LSTORE, Opcodes.LRETURN),
    F32('f', "F", 1, Opcodes.FLOAD, Opcodes.FSTORE, Opcodes.FRETURN),
    F64('d', "D", 2, Opcodes.DLOAD, Opcodes.DSTORE, Opcodes.DRETURN),
    FUNC('r', "L" + Names.FUNC_REF + ";", 1, Opcodes.ALOAD, Opcodes.ASTORE, Opcodes.ARETURN),
    EXTERN('x', "J", 2, Opcodes.LLOAD, Opcodes.LSTORE, Opcodes.LRETURN),
    V128('v', Names.V128_DESC, 1, Opcodes.ALOAD, Opcodes.ASTORE, Opcodes.ARETURN),
    EXCEPTION('e', Names.EXCEPTION_DESC, 1, Opcodes.ALOAD, Opcodes.ASTORE, Opcodes.ARETURN);

    final char letter;
    final String descriptor;
    final int slots;
    final int load;
    final int store;
    final int ret;

    Kind(char letter, String descriptor, int slots, int load, int store, int ret) {
        this.letter = letter;
        this.descriptor = descriptor;
        this.slots = slots;
        this.load = load;
        this.store = store;
        this.ret = ret;
    }

    /** What stack map frames say. */
    Object frame() {
        return switch (this) {
            case I32 -> Opcodes.INTEGER;
            case I64, EXTERN -> Opcodes.LONG;
            case F32 -> Opcodes.FLOAT;
            case F64 -> Opcodes.DOUBLE;
            case FUNC -> Names.FUNC_REF;
            case V128 -> Names.V128;
            case EXCEPTION -> Names.EXCEPTION;
        };
    }

    /** The kind of a type; null if the compiler does not have it. */
    static @Nullable Kind find(ValType type) {
        if (type.equals(ValType.I32)) {
            return I32;
        }
        if (type.equals(ValType.I64)) {
            return I64;
        }
        if (type.equals(ValType.F32)) {
            return F32;
        }
        if (type.equals(ValType.F64)) {
            return F64;
        }
        if (type.equals(ValType.V128)) {
            return V128;
        }
        return type.isReference() ? findHeapType(type.typeIdx()) : null;
    }

    static Kind of(ValType type) {
        Kind kind = find(type);
        if (kind == null) {
            throw new IllegalArgumentException("type " + type);
        }
        return kind;
    }

    /**
     * The kind of references to a heap type; null if the compiler does not have it. All types that a module declares are functions',
     * since {@link Limits} knows no others.
     */
    static @Nullable Kind findHeapType(int heapType) {
        if (heapType >= 0 || heapType == ValType.FuncRef.typeIdx() || heapType == ValType.NoFuncRef.typeIdx()) {
            return FUNC;
        }
        if (heapType == ValType.ExnRef.typeIdx()) {
            return EXCEPTION;
        }
        return heapType == ValType.ExternRef.typeIdx() || heapType == ValType.NoExternRef.typeIdx() ? EXTERN : null;
    }

    static Kind ofHeapType(int heapType) {
        Kind kind = findHeapType(heapType);
        if (kind == null) {
            throw new IllegalArgumentException("heap type " + heapType);
        }
        return kind;
    }

    static Kind[] of(List<ValType> types) {
        Kind[] kinds = new Kind[types.size()];
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] = of(types.get(i));
        }
        return kinds;
    }

    static int slots(Kind[] kinds) {
        int slots = 0;
        for (Kind kind : kinds) {
            slots += kind.slots;
        }
        return slots;
    }

    /** Longs that a value takes as a raw value. */
    int raws() {
        return this == V128 ? 2 : 1;
    }

    static int raws(Kind[] kinds) {
        int raws = 0;
        for (Kind kind : kinds) {
            raws += kind.raws();
        }
        return raws;
    }

    /** The JVM return descriptor; several results come as an array of raw values. */
    static String returnDescriptor(Kind[] results) {
        return switch (results.length) {
            case 0 -> "V";
            case 1 -> results[0].descriptor;
            default -> "[J";
        };
    }

    /** The descriptor of a method with these parameters and one more. */
    static String methodDescriptor(FunctionType type, String last) {
        return methodDescriptor(of(type.params()), last, of(type.returns()));
    }

    static String methodDescriptor(Kind[] params, String last, Kind[] results) {
        StringBuilder descriptor = new StringBuilder("(");
        for (Kind kind : params) {
            descriptor.append(kind.descriptor);
        }
        return descriptor
                .append(last)
                .append(')')
                .append(returnDescriptor(results))
                .toString();
    }

    /**
     * Different for different function types, part of a class name. Of types that have {@linkplain #isNarrow narrow} references only
     * what they are on the JVM is told, and that they have them.
     */
    static String signature(FunctionType type) {
        StringBuilder signature = new StringBuilder();
        type.params().forEach(param -> signature.append(letter(param)));
        signature.append('_');
        type.returns().forEach(result -> signature.append(letter(result)));
        return signature.toString();
    }

    private static char letter(ValType type) {
        return isNarrow(type) ? Character.toUpperCase(of(type).letter) : of(type).letter;
    }

    /** Whether a type is one of references of which there are wider ones of the same kind: of a declared type, or never null. */
    static boolean isNarrow(ValType type) {
        return type.isReference()
                && !type.equals(ValType.FuncRef)
                && !type.equals(ValType.ExternRef)
                && !type.equals(ValType.ExnRef);
    }

    /** The kinds of part of a signature. */
    static Kind[] parse(String letters) {
        Kind[] kinds = new Kind[letters.length()];
        for (int i = 0; i < kinds.length; i++) {
            char letter = Character.toLowerCase(letters.charAt(i));
            kinds[i] = Arrays.stream(values())
                    .filter(kind -> kind.letter == letter)
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(letters));
        }
        return kinds;
    }

    static int returnOpcode(Kind[] results) {
        return switch (results.length) {
            case 0 -> Opcodes.RETURN;
            case 1 -> results[0].ret;
            default -> Opcodes.ARETURN;
        };
    }

    /**
     * Emits the conversion of the value on top to its raw value.
     *
     * @param references local variable of the instance's state, or whatever else converts references
     */
    void emitToRaw(MethodVisitor code, int references) {
        switch (this) {
            case I32 -> code.visitInsn(Opcodes.I2L);
            case F32 -> {
                code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Float", "floatToRawIntBits", "(F)I", false);
                code.visitInsn(Opcodes.I2L);
                code.visitLdcInsn(0xffff_ffffL);
                code.visitInsn(Opcodes.LAND);
            }
            case F64 ->
                code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Double", "doubleToRawLongBits", "(D)J", false);
            case FUNC, EXCEPTION -> {
                code.visitVarInsn(Opcodes.ALOAD, references);
                code.visitInsn(Opcodes.SWAP);
                code.visitMethodInsn(
                        Opcodes.INVOKEINTERFACE, Names.REFERENCES, "encode", "(" + descriptor + ")J", true);
            }
            case I64, EXTERN -> {}
            case V128 -> throw new IllegalArgumentException("a vector is two raw values");
        }
    }

    /** Emits the store of the value on top into an array of raw values. */
    void emitPutRaw(MethodVisitor code, int array, int index, int references, int temp) {
        if (this == V128) {
            code.visitVarInsn(Opcodes.ALOAD, array);
            CodeWriter.pushInt(code, index);
            code.visitMethodInsn(Opcodes.INVOKESTATIC, Names.V128, "put", "(" + descriptor + "[JI)V", false);
            return;
        }
        emitToRaw(code, references);
        code.visitVarInsn(Opcodes.LSTORE, temp);
        code.visitVarInsn(Opcodes.ALOAD, array);
        CodeWriter.pushInt(code, index);
        code.visitVarInsn(Opcodes.LLOAD, temp);
        code.visitInsn(Opcodes.LASTORE);
    }

    /** Emits the value at an index of the array of raw values on top, which it takes. */
    void emitGetRaw(MethodVisitor code, int index, int references) {
        CodeWriter.pushInt(code, index);
        if (this == V128) {
            code.visitMethodInsn(Opcodes.INVOKESTATIC, Names.V128, "get", "([JI)" + descriptor, false);
        } else {
            code.visitInsn(Opcodes.LALOAD);
            emitFromRaw(code, references);
        }
    }

    /** Emits the conversion of the raw value on top. */
    void emitFromRaw(MethodVisitor code, int references) {
        switch (this) {
            case I32 -> code.visitInsn(Opcodes.L2I);
            case F32 -> {
                code.visitInsn(Opcodes.L2I);
                code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Float", "intBitsToFloat", "(I)F", false);
            }
            case F64 ->
                code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Double", "longBitsToDouble", "(J)D", false);
            case FUNC, EXCEPTION -> {
                code.visitVarInsn(Opcodes.ALOAD, references);
                code.visitInsn(Opcodes.DUP_X2);
                code.visitInsn(Opcodes.POP);
                String method = this == FUNC ? "decode" : "decodeException";
                code.visitMethodInsn(Opcodes.INVOKEINTERFACE, Names.REFERENCES, method, "(J)" + descriptor, true);
            }
            case I64, EXTERN -> {}
            case V128 -> throw new IllegalArgumentException("a vector is two raw values");
        }
    }
}
