package dev.wasmmaven.runtime.engine.compiler;

import com.dylibso.chicory.wasm.types.AnnotatedInstruction;
import com.dylibso.chicory.wasm.types.OpCode;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Vector instructions. Those that only compute are each a static method of the class of their shape, which is found by the
 * instruction's name and says by its parameters what the operands are; immediate lanes come last.
 */
final class VectorEmitter {

    private static final int OFFSET = 1;
    private static final int MEMORY = 2;
    private static final int LANE = 3;

    private static final Map<OpCode, Method> METHODS = new EnumMap<>(OpCode.class);

    static {
        for (OpCode opcode : OpCode.values()) {
            if (isVector(opcode) && !isMemory(opcode) && opcode != OpCode.V128_CONST) {
                METHODS.put(opcode, method(opcode));
            }
        }
    }

    private VectorEmitter() {}

    static boolean isVector(OpCode opcode) {
        return opcode.opcode() >= OpCode.V128_LOAD.opcode()
                && opcode.opcode() <= OpCode.F64x2_CONVERT_LOW_I32x4_U.opcode();
    }

    /** Whether the instruction reads or writes a memory. */
    static boolean isMemory(OpCode opcode) {
        return isVector(opcode)
                && (opcode.name().startsWith("V128_LOAD") || opcode.name().startsWith("V128_STORE"));
    }

    private static Method method(OpCode opcode) {
        String name = opcode.name();
        int end = name.indexOf('_');
        StringBuilder method = new StringBuilder();
        for (String word : name.substring(end + 1).split("_", -1)) {
            String lower = word.toLowerCase(Locale.ROOT);
            method.append(method.isEmpty() ? lower : Character.toUpperCase(lower.charAt(0)) + lower.substring(1));
        }
        try {
            String shapeName = name.startsWith("V128_") ? Names.V128 : Names.VECTORS + name.substring(0, end);
            Class<?> shape = Class.forName(shapeName.replace('/', '.'));
            return Arrays.stream(shape.getMethods())
                    .filter(candidate -> candidate.getName().contentEquals(method))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no method for " + opcode));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("no class for " + opcode, e);
        }
    }

    /** Emits the instruction if it is one of these. */
    static boolean emit(FunctionScope function, AnnotatedInstruction instruction) {
        OpCode opcode = instruction.opcode();
        if (!isVector(opcode)) {
            return false;
        }
        CodeWriter code = function.code;
        if (opcode == OpCode.V128_CONST) {
            code.push(instruction.operand(0));
            code.push(instruction.operand(1));
            code.invoke(Names.V128, "of", "(JJ)" + Names.V128_DESC);
            function.stack.push(Kind.V128);
        } else if (isMemory(opcode)) {
            memory(function, instruction);
        } else {
            compute(function, instruction, Objects.requireNonNull(METHODS.get(opcode)));
        }
        return true;
    }

    private static void compute(FunctionScope function, AnnotatedInstruction instruction, Method method) {
        CodeWriter code = function.code;
        int immediates = instruction.operandCount();
        for (int i = 0; i < immediates; i++) {
            if (method.getParameterTypes()[method.getParameterCount() - immediates + i] == long.class) {
                code.push(instruction.operand(i));
            } else {
                code.push((int) instruction.operand(i));
            }
        }
        code.invoke(
                Type.getInternalName(method.getDeclaringClass()), method.getName(), Type.getMethodDescriptor(method));
        function.stack.pop(method.getParameterCount() - immediates);
        function.stack.push(kind(method.getReturnType()));
    }

    private static Kind kind(Class<?> type) {
        if (type == int.class) {
            return Kind.I32;
        }
        if (type == long.class) {
            return Kind.I64;
        }
        if (type == float.class) {
            return Kind.F32;
        }
        return type == double.class ? Kind.F64 : Kind.V128;
    }

    private static void memory(FunctionScope function, AnnotatedInstruction instruction) {
        String name = instruction.opcode().name().substring("V128_".length());
        CodeWriter code = function.code;
        switch (name) {
            case "LOAD" -> load(function, instruction, 128, Kind.V128);
            case "STORE" -> store(function, instruction, 128, Kind.V128);
            case "LOAD8x8_S" -> extended(function, instruction, "I16x8", "extendLowI8x16S");
            case "LOAD8x8_U" -> extended(function, instruction, "I16x8", "extendLowI8x16U");
            case "LOAD16x4_S" -> extended(function, instruction, "I32x4", "extendLowI16x8S");
            case "LOAD16x4_U" -> extended(function, instruction, "I32x4", "extendLowI16x8U");
            case "LOAD32x2_S" -> extended(function, instruction, "I64x2", "extendLowI32x4S");
            case "LOAD32x2_U" -> extended(function, instruction, "I64x2", "extendLowI32x4U");
            case "LOAD32_ZERO" -> {
                load(function, instruction, Integer.SIZE, Kind.I32);
                code.visitInsn(Opcodes.I2L);
                code.push(0xffff_ffffL);
                code.visitInsn(Opcodes.LAND);
                inLowHalf(function);
            }
            case "LOAD64_ZERO" -> {
                load(function, instruction, Long.SIZE, Kind.I64);
                inLowHalf(function);
            }
            default -> {
                int bits = Integer.parseInt(name.replaceAll("\\D", ""));
                if (name.endsWith("SPLAT")) {
                    Kind lane = load(function, instruction, bits, laneKind(bits));
                    ofShape(function, bits, "splat", "(" + lane.descriptor + ")" + Names.V128_DESC);
                    function.stack.pop();
                    function.stack.push(Kind.V128);
                } else if (name.startsWith("LOAD")) {
                    loadLane(function, instruction, bits);
                } else {
                    storeLane(function, instruction, bits);
                }
            }
        }
    }

    private static Kind laneKind(int bits) {
        return bits == Long.SIZE ? Kind.I64 : Kind.I32;
    }

    private static void ofShape(FunctionScope function, int bits, String method, String descriptor) {
        function.code.invoke(Names.VECTORS + "I" + bits + "x" + 128 / bits, method, descriptor);
    }

    /** Emits the load of so many bits, the address being on the stack. */
    private static Kind load(FunctionScope function, AnnotatedInstruction instruction, int bits, Kind result) {
        pushPlace(function, instruction);
        String descriptor =
                "(I" + function.memoryDescriptor((int) instruction.operand(MEMORY)) + "I)" + result.descriptor;
        function.code.invoke(Names.VECTOR_ACCESSES, "load" + bits, descriptor);
        function.stack.pop();
        function.stack.push(result);
        return result;
    }

    /** Emits the store of so many bits, the address and the value being on the stack. */
    private static void store(FunctionScope function, AnnotatedInstruction instruction, int bits, Kind value) {
        pushPlace(function, instruction);
        String descriptor =
                "(I" + value.descriptor + function.memoryDescriptor((int) instruction.operand(MEMORY)) + "I)V";
        function.code.invoke(Names.VECTOR_ACCESSES, "store" + bits, descriptor);
        function.stack.pop(2);
    }

    private static void pushPlace(FunctionScope function, AnnotatedInstruction instruction) {
        function.pushMemory((int) instruction.operand(MEMORY));
        function.code.push((int) instruction.operand(OFFSET));
    }

    /** Makes a vector of the 64 bits on top and of zeros. */
    private static void inLowHalf(FunctionScope function) {
        function.code.push(0L);
        function.code.invoke(Names.V128, "of", "(JJ)" + Names.V128_DESC);
        function.stack.pop();
        function.stack.push(Kind.V128);
    }

    private static void extended(
            FunctionScope function, AnnotatedInstruction instruction, String shape, String method) {
        load(function, instruction, Long.SIZE, Kind.I64);
        inLowHalf(function);
        function.code.invoke(Names.VECTORS + shape, method, "(" + Names.V128_DESC + ")" + Names.V128_DESC);
    }

    private static void loadLane(FunctionScope function, AnnotatedInstruction instruction, int bits) {
        CodeWriter code = function.code;
        Kind lane = laneKind(bits);
        int vector = function.temp(0, Kind.V128.slots);
        int value = function.temp(Kind.V128.slots, lane.slots);
        code.visitVarInsn(Kind.V128.store, vector);
        function.stack.pop();
        load(function, instruction, bits, lane);
        code.visitVarInsn(lane.store, value);
        function.stack.pop();
        code.visitVarInsn(Kind.V128.load, vector);
        code.visitVarInsn(lane.load, value);
        code.push((int) instruction.operand(LANE));
        ofShape(function, bits, "replaceLane", "(" + Names.V128_DESC + lane.descriptor + "I)" + Names.V128_DESC);
        function.stack.push(Kind.V128);
    }

    private static void storeLane(FunctionScope function, AnnotatedInstruction instruction, int bits) {
        Kind lane = laneKind(bits);
        function.code.push((int) instruction.operand(LANE));
        String method = bits < Integer.SIZE ? "extractLaneU" : "extractLane";
        ofShape(function, bits, method, "(" + Names.V128_DESC + "I)" + lane.descriptor);
        function.stack.pop();
        function.stack.push(lane);
        store(function, instruction, bits, lane);
    }
}
