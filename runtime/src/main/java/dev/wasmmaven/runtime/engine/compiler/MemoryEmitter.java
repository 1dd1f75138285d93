package dev.wasmmaven.runtime.engine.compiler;

import com.dylibso.chicory.wasm.types.AnnotatedInstruction;
import com.dylibso.chicory.wasm.types.OpCode;
import org.objectweb.asm.Opcodes;

/**
 * Loads and stores.
 *
 * <p>The address is an unsigned 32-bit number and a memory is smaller than 2 GiB, so an address with its top bit set is
 * out of bounds, and so is a sum whose top bit is set. The index given to the array is the sum with the address's top
 * bit spread over it, which is negative in both cases; the array's bounds check does the rest.
 */
final class MemoryEmitter {

    private static final int OFFSET = 1;
    private static final int MEMORY = 2;

    private MemoryEmitter() {}

    static boolean accesses(OpCode opcode) {
        return opcode.opcode() >= OpCode.I32_LOAD.opcode() && opcode.opcode() <= OpCode.I64_STORE32.opcode();
    }

    static boolean isLoad(OpCode opcode) {
        return accesses(opcode) && opcode.opcode() <= OpCode.I64_LOAD32_U.opcode();
    }

    /** Emits a load, the address being on the stack. */
    static void load(FunctionScope function, AnnotatedInstruction instruction) {
        if (byMethod(function, instruction)) {
            OpCode opcode = instruction.opcode();
            int memory = (int) instruction.operand(MEMORY);
            String type = viewDescriptor(opcode).equals("J") ? "J" : "I";
            if (isInFrame(function, 0, instruction)) {
                function.pushFrame();
                function.code.push((int) offset(instruction));
                String method = DirectAccessClass.loadInFrame(bits(opcode), function.module.isPaged(memory));
                function.code.invoke(function.names.directAccess(), method, "(I[BI)" + type);
            } else {
                function.pushMemory(memory);
                function.code.push((int) offset(instruction));
                String descriptor = "(I" + function.memoryDescriptor(memory) + "I)" + type;
                function.code.invoke(accesses(function, memory), "i" + bits(opcode), descriptor);
            }
            function.stack.pop();
            widen(function, opcode);
            return;
        }
        index(function, instruction);
        CodeWriter code = function.code;
        int memory = (int) instruction.operand(MEMORY);
        OpCode opcode = instruction.opcode();
        if (isByte(opcode)) {
            function.pushMemory(memory);
            code.visitInsn(Opcodes.SWAP);
        } else {
            code.visitFieldInsn(Opcodes.GETSTATIC, Names.VIEWS, view(opcode), Names.VAR_HANDLE_DESC);
            code.visitInsn(Opcodes.SWAP);
            function.pushMemory(memory);
            code.visitInsn(Opcodes.SWAP);
        }
        function.stack.pop();
        read(function, opcode);
    }

    /** Emits a load whose address is a local variable or constant, not yet on the stack. */
    static void load(FunctionScope function, AnnotatedInstruction address, AnnotatedInstruction instruction) {
        if (byMethod(function, instruction)) {
            VariableEmitter.simple(function, address);
            load(function, instruction);
            return;
        }
        CodeWriter code = function.code;
        OpCode opcode = instruction.opcode();
        if (!isByte(opcode)) {
            code.visitFieldInsn(Opcodes.GETSTATIC, Names.VIEWS, view(opcode), Names.VAR_HANDLE_DESC);
        }
        function.pushMemory((int) instruction.operand(MEMORY));
        VariableEmitter.simple(function, address);
        index(function, instruction);
        function.stack.pop();
        read(function, opcode);
    }

    /** Whether the access is a call of a method: where such calls are better, and on memories in pages. */
    private static boolean byMethod(FunctionScope function, AnnotatedInstruction instruction) {
        return function.module.isPaged((int) instruction.operand(MEMORY))
                || (function.prefersCalls() && offset(instruction) <= Integer.MAX_VALUE);
    }

    /** Whether the address at a depth, and all bytes that the instruction accesses, are in the function's frame. */
    private static boolean isInFrame(FunctionScope function, int depth, AnnotatedInstruction instruction) {
        return instruction.operand(MEMORY) == 0
                && function.isInFrame(depth, offset(instruction), bits(instruction.opcode()) / Byte.SIZE);
    }

    private static String accesses(FunctionScope function, int memory) {
        if (function.module.isPaged(memory)) {
            return Names.PAGED_ACCESSES;
        }
        return DirectAccessClass.isAvailable() ? function.names.directAccess() : Names.ACCESSES;
    }

    private static void read(FunctionScope function, OpCode opcode) {
        CodeWriter code = function.code;
        if (isByte(opcode)) {
            code.visitInsn(Opcodes.BALOAD);
        } else {
            code.visitMethodInsn(
                    Opcodes.INVOKEVIRTUAL, Names.VAR_HANDLE, "get", "([BI)" + viewDescriptor(opcode), false);
        }
        widen(function, opcode);
    }

    /** Makes the result of what the view gave. */
    private static void widen(FunctionScope function, OpCode opcode) {
        CodeWriter code = function.code;
        switch (opcode) {
            case I32_LOAD8_U, I64_LOAD8_U -> {
                code.push(0xff);
                code.visitInsn(Opcodes.IAND);
            }
            case I32_LOAD16_U, I64_LOAD16_U -> code.visitInsn(Opcodes.I2C);
            case F32_LOAD -> code.invoke("java/lang/Float", "intBitsToFloat", "(I)F");
            case F64_LOAD -> code.invoke("java/lang/Double", "longBitsToDouble", "(J)D");
            default -> {}
        }
        Kind result = kind(opcode);
        if (result == Kind.I64 && opcode != OpCode.I64_LOAD) {
            code.visitInsn(Opcodes.I2L);
            if (opcode == OpCode.I64_LOAD32_U) {
                code.push(0xffff_ffffL);
                code.visitInsn(Opcodes.LAND);
            }
        }
        function.stack.push(result);
    }

    /** Emits a store, address and value being on the stack. */
    static void store(FunctionScope function, AnnotatedInstruction instruction) {
        CodeWriter code = function.code;
        OpCode opcode = instruction.opcode();
        narrow(function, opcode);
        Kind stored = storedKind(opcode);
        if (byMethod(function, instruction)) {
            int memory = (int) instruction.operand(MEMORY);
            if (isInFrame(function, 1, instruction)) {
                function.pushFrame();
                code.push((int) offset(instruction));
                String method = DirectAccessClass.storeInFrame(bits(opcode), function.module.isPaged(memory));
                code.invoke(function.names.directAccess(), method, "(I" + stored.descriptor + "[BI)V");
            } else {
                function.pushMemory(memory);
                code.push((int) offset(instruction));
                String descriptor = "(I" + stored.descriptor + function.memoryDescriptor(memory) + "I)V";
                code.invoke(accesses(function, memory), "set" + bits(opcode), descriptor);
            }
            function.stack.pop(2);
            return;
        }
        int value = function.temp(0, stored.slots);
        code.visitVarInsn(stored.store, value);
        function.stack.pop();
        index(function, instruction);
        int memory = (int) instruction.operand(MEMORY);
        if (isByte(opcode)) {
            function.pushMemory(memory);
            code.visitInsn(Opcodes.SWAP);
        } else {
            code.visitFieldInsn(Opcodes.GETSTATIC, Names.VIEWS, view(opcode), Names.VAR_HANDLE_DESC);
            code.visitInsn(Opcodes.SWAP);
            function.pushMemory(memory);
            code.visitInsn(Opcodes.SWAP);
        }
        function.stack.pop();
        code.visitVarInsn(stored.load, value);
        write(code, opcode);
    }

    /** Emits a store whose address and value are local variables or constants, not yet on the stack. */
    static void store(
            FunctionScope function,
            AnnotatedInstruction address,
            AnnotatedInstruction value,
            AnnotatedInstruction instruction) {
        if (byMethod(function, instruction)) {
            VariableEmitter.simple(function, address);
            VariableEmitter.simple(function, value);
            store(function, instruction);
            return;
        }
        CodeWriter code = function.code;
        OpCode opcode = instruction.opcode();
        if (!isByte(opcode)) {
            code.visitFieldInsn(Opcodes.GETSTATIC, Names.VIEWS, view(opcode), Names.VAR_HANDLE_DESC);
        }
        function.pushMemory((int) instruction.operand(MEMORY));
        VariableEmitter.simple(function, address);
        index(function, instruction);
        VariableEmitter.simple(function, value);
        narrow(function, opcode);
        function.stack.pop(2);
        write(code, opcode);
    }

    private static void write(CodeWriter code, OpCode opcode) {
        if (isByte(opcode)) {
            code.visitInsn(Opcodes.BASTORE);
        } else {
            code.visitMethodInsn(
                    Opcodes.INVOKEVIRTUAL, Names.VAR_HANDLE, "set", "([BI" + viewDescriptor(opcode) + ")V", false);
        }
    }

    /** Converts the value on top to what the view takes. */
    private static void narrow(FunctionScope function, OpCode opcode) {
        CodeWriter code = function.code;
        switch (opcode) {
            case I64_STORE8, I64_STORE32 -> code.visitInsn(Opcodes.L2I);
            case I64_STORE16 -> {
                code.visitInsn(Opcodes.L2I);
                code.visitInsn(Opcodes.I2S);
            }
            case I32_STORE16 -> code.visitInsn(Opcodes.I2S);
            case F32_STORE -> code.invoke("java/lang/Float", "floatToRawIntBits", "(F)I");
            case F64_STORE -> code.invoke("java/lang/Double", "doubleToRawLongBits", "(D)J");
            default -> {}
        }
    }

    /** Makes an index of the address on top. */
    private static void index(FunctionScope function, AnnotatedInstruction instruction) {
        CodeWriter code = function.code;
        long offset = offset(instruction);
        if (offset == 0) {
            return;
        }
        if (offset > Integer.MAX_VALUE) {
            code.visitInsn(Opcodes.POP);
            code.push(-1);
            return;
        }
        code.visitInsn(Opcodes.DUP);
        code.push((int) offset);
        code.visitInsn(Opcodes.IADD);
        code.visitInsn(Opcodes.SWAP);
        code.push(31);
        code.visitInsn(Opcodes.ISHR);
        code.visitInsn(Opcodes.IOR);
    }

    private static long offset(AnnotatedInstruction instruction) {
        return instruction.operand(OFFSET) & 0xffff_ffffL;
    }

    private static int bits(OpCode opcode) {
        if (isByte(opcode)) {
            return Byte.SIZE;
        }
        return switch (viewDescriptor(opcode)) {
            case "S" -> Short.SIZE;
            case "J" -> Long.SIZE;
            default -> Integer.SIZE;
        };
    }

    private static boolean isByte(OpCode opcode) {
        return switch (opcode) {
            case I32_LOAD8_S, I32_LOAD8_U, I64_LOAD8_S, I64_LOAD8_U, I32_STORE8, I64_STORE8 -> true;
            default -> false;
        };
    }

    private static String view(OpCode opcode) {
        return switch (viewDescriptor(opcode)) {
            case "S" -> "I16";
            case "J" -> "I64";
            default -> "I32";
        };
    }

    private static String viewDescriptor(OpCode opcode) {
        return switch (opcode) {
            case I32_LOAD16_S, I32_LOAD16_U, I64_LOAD16_S, I64_LOAD16_U, I32_STORE16, I64_STORE16 -> "S";
            case I64_LOAD, F64_LOAD, I64_STORE, F64_STORE -> "J";
            default -> "I";
        };
    }

    private static Kind storedKind(OpCode opcode) {
        return viewDescriptor(opcode).equals("J") ? Kind.I64 : Kind.I32;
    }

    private static Kind kind(OpCode opcode) {
        return switch (opcode) {
            case F32_LOAD -> Kind.F32;
            case F64_LOAD -> Kind.F64;
            case I64_LOAD, I64_LOAD8_S, I64_LOAD8_U, I64_LOAD16_S, I64_LOAD16_U, I64_LOAD32_S, I64_LOAD32_U -> Kind.I64;
            default -> Kind.I32;
        };
    }
}
