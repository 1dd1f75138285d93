package dev.wasmmaven.runtime.engine.compiler;

import static dev.wasmmaven.runtime.engine.compiler.Kind.F32;
import static dev.wasmmaven.runtime.engine.compiler.Kind.F64;
import static dev.wasmmaven.runtime.engine.compiler.Kind.I32;
import static dev.wasmmaven.runtime.engine.compiler.Kind.I64;
import static dev.wasmmaven.runtime.engine.compiler.Names.CONVERSIONS;
import static dev.wasmmaven.runtime.engine.compiler.Names.FLOAT_OPS;
import static dev.wasmmaven.runtime.engine.compiler.Names.INTEGER_OPS;

import com.dylibso.chicory.wasm.types.OpCode;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/** Arithmetic and conversions: each a few JVM instructions or a call. Comparisons are elsewhere. */
final class NumericEmitter {

    /** An instruction as JVM instructions without operands, or as a static method. */
    private record Operation(List<Kind> params, Kind result, List<Integer> instructions, String owner, String method) {}

    private static final Map<OpCode, Operation> OPERATIONS = new EnumMap<>(OpCode.class);

    private NumericEmitter() {}

    static {
        integers();
        longs();
        floats();
        conversions();
    }

    private static void direct(OpCode opcode, Kind[] params, Kind result, int... instructions) {
        OPERATIONS.put(
                opcode,
                new Operation(
                        List.of(params),
                        result,
                        Arrays.stream(instructions).boxed().toList(),
                        "",
                        ""));
    }

    private static void direct2(OpCode opcode, Kind kind, int... instructions) {
        direct(opcode, new Kind[] {kind, kind}, kind, instructions);
    }

    private static void convert(OpCode opcode, Kind from, Kind to, int... instructions) {
        direct(opcode, new Kind[] {from}, to, instructions);
    }

    private static void method(OpCode opcode, Kind[] params, Kind result, String owner, String name) {
        OPERATIONS.put(opcode, new Operation(List.of(params), result, List.of(), owner, name));
    }

    private static void method1(OpCode opcode, Kind from, Kind to, String owner, String name) {
        method(opcode, new Kind[] {from}, to, owner, name);
    }

    private static void method2(OpCode opcode, Kind kind, String owner, String name) {
        method(opcode, new Kind[] {kind, kind}, kind, owner, name);
    }

    private static void integers() {
        direct2(OpCode.I32_ADD, I32, Opcodes.IADD);
        direct2(OpCode.I32_SUB, I32, Opcodes.ISUB);
        direct2(OpCode.I32_MUL, I32, Opcodes.IMUL);
        method2(OpCode.I32_DIV_S, I32, INTEGER_OPS, "divS");
        method2(OpCode.I32_DIV_U, I32, INTEGER_OPS, "divU");
        direct2(OpCode.I32_REM_S, I32, Opcodes.IREM);
        method2(OpCode.I32_REM_U, I32, INTEGER_OPS, "remU");
        direct2(OpCode.I32_AND, I32, Opcodes.IAND);
        direct2(OpCode.I32_OR, I32, Opcodes.IOR);
        direct2(OpCode.I32_XOR, I32, Opcodes.IXOR);
        direct2(OpCode.I32_SHL, I32, Opcodes.ISHL);
        direct2(OpCode.I32_SHR_S, I32, Opcodes.ISHR);
        direct2(OpCode.I32_SHR_U, I32, Opcodes.IUSHR);
        method2(OpCode.I32_ROTL, I32, "java/lang/Integer", "rotateLeft");
        method2(OpCode.I32_ROTR, I32, "java/lang/Integer", "rotateRight");
        method1(OpCode.I32_CLZ, I32, I32, "java/lang/Integer", "numberOfLeadingZeros");
        method1(OpCode.I32_CTZ, I32, I32, "java/lang/Integer", "numberOfTrailingZeros");
        method1(OpCode.I32_POPCNT, I32, I32, "java/lang/Integer", "bitCount");
        convert(OpCode.I32_EXTEND_8_S, I32, I32, Opcodes.I2B);
        convert(OpCode.I32_EXTEND_16_S, I32, I32, Opcodes.I2S);
    }

    private static void longs() {
        direct2(OpCode.I64_ADD, I64, Opcodes.LADD);
        direct2(OpCode.I64_SUB, I64, Opcodes.LSUB);
        direct2(OpCode.I64_MUL, I64, Opcodes.LMUL);
        method2(OpCode.I64_DIV_S, I64, INTEGER_OPS, "divS");
        method2(OpCode.I64_DIV_U, I64, INTEGER_OPS, "divU");
        direct2(OpCode.I64_REM_S, I64, Opcodes.LREM);
        method2(OpCode.I64_REM_U, I64, INTEGER_OPS, "remU");
        direct2(OpCode.I64_AND, I64, Opcodes.LAND);
        direct2(OpCode.I64_OR, I64, Opcodes.LOR);
        direct2(OpCode.I64_XOR, I64, Opcodes.LXOR);
        // The JVM's shifts and rotations of longs take an int.
        direct2(OpCode.I64_SHL, I64, Opcodes.L2I, Opcodes.LSHL);
        direct2(OpCode.I64_SHR_S, I64, Opcodes.L2I, Opcodes.LSHR);
        direct2(OpCode.I64_SHR_U, I64, Opcodes.L2I, Opcodes.LUSHR);
        method2(OpCode.I64_ROTL, I64, INTEGER_OPS, "rotateLeft");
        method2(OpCode.I64_ROTR, I64, INTEGER_OPS, "rotateRight");
        method1(OpCode.I64_CLZ, I64, I64, INTEGER_OPS, "clz");
        method1(OpCode.I64_CTZ, I64, I64, INTEGER_OPS, "ctz");
        method1(OpCode.I64_POPCNT, I64, I64, INTEGER_OPS, "popcnt");
        convert(OpCode.I64_EXTEND_8_S, I64, I64, Opcodes.L2I, Opcodes.I2B, Opcodes.I2L);
        convert(OpCode.I64_EXTEND_16_S, I64, I64, Opcodes.L2I, Opcodes.I2S, Opcodes.I2L);
        convert(OpCode.I64_EXTEND_32_S, I64, I64, Opcodes.L2I, Opcodes.I2L);
    }

    private static void floats() {
        direct2(OpCode.F32_ADD, F32, Opcodes.FADD);
        direct2(OpCode.F32_SUB, F32, Opcodes.FSUB);
        direct2(OpCode.F32_MUL, F32, Opcodes.FMUL);
        direct2(OpCode.F32_DIV, F32, Opcodes.FDIV);
        direct2(OpCode.F64_ADD, F64, Opcodes.DADD);
        direct2(OpCode.F64_SUB, F64, Opcodes.DSUB);
        direct2(OpCode.F64_MUL, F64, Opcodes.DMUL);
        direct2(OpCode.F64_DIV, F64, Opcodes.DDIV);
        method2(OpCode.F32_MIN, F32, FLOAT_OPS, "min");
        method2(OpCode.F32_MAX, F32, FLOAT_OPS, "max");
        method2(OpCode.F32_COPYSIGN, F32, FLOAT_OPS, "copysign");
        method2(OpCode.F64_MIN, F64, FLOAT_OPS, "min");
        method2(OpCode.F64_MAX, F64, FLOAT_OPS, "max");
        method2(OpCode.F64_COPYSIGN, F64, FLOAT_OPS, "copysign");
        method1(OpCode.F32_ABS, F32, F32, FLOAT_OPS, "abs");
        method1(OpCode.F32_NEG, F32, F32, FLOAT_OPS, "neg");
        method1(OpCode.F32_CEIL, F32, F32, FLOAT_OPS, "ceil");
        method1(OpCode.F32_FLOOR, F32, F32, FLOAT_OPS, "floor");
        method1(OpCode.F32_TRUNC, F32, F32, FLOAT_OPS, "trunc");
        method1(OpCode.F32_NEAREST, F32, F32, FLOAT_OPS, "nearest");
        method1(OpCode.F32_SQRT, F32, F32, FLOAT_OPS, "sqrt");
        method1(OpCode.F64_ABS, F64, F64, FLOAT_OPS, "abs");
        method1(OpCode.F64_NEG, F64, F64, FLOAT_OPS, "neg");
        method1(OpCode.F64_CEIL, F64, F64, FLOAT_OPS, "ceil");
        method1(OpCode.F64_FLOOR, F64, F64, FLOAT_OPS, "floor");
        method1(OpCode.F64_TRUNC, F64, F64, FLOAT_OPS, "trunc");
        method1(OpCode.F64_NEAREST, F64, F64, FLOAT_OPS, "nearest");
        method1(OpCode.F64_SQRT, F64, F64, "java/lang/Math", "sqrt");
    }

    private static void conversions() {
        convert(OpCode.I32_WRAP_I64, I64, I32, Opcodes.L2I);
        convert(OpCode.I64_EXTEND_I32_S, I32, I64, Opcodes.I2L);
        method1(OpCode.I64_EXTEND_I32_U, I32, I64, "java/lang/Integer", "toUnsignedLong");
        method1(OpCode.I32_TRUNC_F32_S, F32, I32, CONVERSIONS, "truncS");
        method1(OpCode.I32_TRUNC_F32_U, F32, I32, CONVERSIONS, "truncU");
        method1(OpCode.I32_TRUNC_F64_S, F64, I32, CONVERSIONS, "truncS");
        method1(OpCode.I32_TRUNC_F64_U, F64, I32, CONVERSIONS, "truncU");
        method1(OpCode.I64_TRUNC_F32_S, F32, I64, CONVERSIONS, "truncLongS");
        method1(OpCode.I64_TRUNC_F32_U, F32, I64, CONVERSIONS, "truncLongU");
        method1(OpCode.I64_TRUNC_F64_S, F64, I64, CONVERSIONS, "truncLongS");
        method1(OpCode.I64_TRUNC_F64_U, F64, I64, CONVERSIONS, "truncLongU");
        // The JVM's casts saturate and make NaN zero, as these must.
        convert(OpCode.I32_TRUNC_SAT_F32_S, F32, I32, Opcodes.F2I);
        convert(OpCode.I32_TRUNC_SAT_F64_S, F64, I32, Opcodes.D2I);
        convert(OpCode.I64_TRUNC_SAT_F32_S, F32, I64, Opcodes.F2L);
        convert(OpCode.I64_TRUNC_SAT_F64_S, F64, I64, Opcodes.D2L);
        method1(OpCode.I32_TRUNC_SAT_F32_U, F32, I32, CONVERSIONS, "truncSatU");
        method1(OpCode.I32_TRUNC_SAT_F64_U, F64, I32, CONVERSIONS, "truncSatU");
        method1(OpCode.I64_TRUNC_SAT_F32_U, F32, I64, CONVERSIONS, "truncSatLongU");
        method1(OpCode.I64_TRUNC_SAT_F64_U, F64, I64, CONVERSIONS, "truncSatLongU");
        convert(OpCode.F32_CONVERT_I32_S, I32, F32, Opcodes.I2F);
        convert(OpCode.F32_CONVERT_I64_S, I64, F32, Opcodes.L2F);
        convert(OpCode.F64_CONVERT_I32_S, I32, F64, Opcodes.I2D);
        convert(OpCode.F64_CONVERT_I64_S, I64, F64, Opcodes.L2D);
        method1(OpCode.F32_CONVERT_I32_U, I32, F32, CONVERSIONS, "floatU");
        method1(OpCode.F32_CONVERT_I64_U, I64, F32, CONVERSIONS, "floatU");
        method1(OpCode.F64_CONVERT_I32_U, I32, F64, CONVERSIONS, "doubleU");
        method1(OpCode.F64_CONVERT_I64_U, I64, F64, CONVERSIONS, "doubleU");
        convert(OpCode.F32_DEMOTE_F64, F64, F32, Opcodes.D2F);
        convert(OpCode.F64_PROMOTE_F32, F32, F64, Opcodes.F2D);
        method1(OpCode.I32_REINTERPRET_F32, F32, I32, "java/lang/Float", "floatToRawIntBits");
        method1(OpCode.F32_REINTERPRET_I32, I32, F32, "java/lang/Float", "intBitsToFloat");
        method1(OpCode.I64_REINTERPRET_F64, F64, I64, "java/lang/Double", "doubleToRawLongBits");
        method1(OpCode.F64_REINTERPRET_I64, I64, F64, "java/lang/Double", "longBitsToDouble");
    }

    /** Emits the instruction if it is one of these. */
    static boolean emit(FunctionScope function, OpCode opcode) {
        @Nullable Operation operation = OPERATIONS.get(opcode);
        if (operation == null) {
            return false;
        }
        if (!operation.method().isEmpty()) {
            function.call(
                    operation.owner(), operation.method(), operation.params().toArray(new Kind[0]), new Kind[] {
                        operation.result()
                    });
            return true;
        }
        for (int instruction : operation.instructions()) {
            function.code.visitInsn(instruction);
        }
        function.stack.pop(operation.params().size());
        function.stack.push(operation.result());
        return true;
    }
}
