package dev.wasmmaven.runtime.engine.compiler.rt;

import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.AnnotatedInstruction;
import com.dylibso.chicory.wasm.types.CodeSection;
import com.dylibso.chicory.wasm.types.FunctionBody;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.Instruction;
import com.dylibso.chicory.wasm.types.OpCode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Code as {@link Interpreter} runs it: other instructions, one for one, in place of those that Chicory's interpreter does not
 * do as the specification says, and {@link ParameterizedBlocks}.
 *
 * <p>Two kinds of stores take the sum of address and offset modulo 2<sup>32</sup>; others, which do the same to the same
 * operands, do not. For the rest stand vector instructions, of which that interpreter knows none and asks its subclass.
 */
public final class InterpretedCode {

    static final OpCode F32_CONVERT_I64_U = OpCode.F32x4_CONVERT_I32x4_U;
    static final OpCode F32_ABS = OpCode.F32x4_ABS;
    static final OpCode CALL_INDIRECT = OpCode.I8x16_SPLAT;
    static final OpCode RETURN_CALL = OpCode.I16x8_SPLAT;
    static final OpCode RETURN_CALL_INDIRECT = OpCode.I32x4_SPLAT;
    static final OpCode RETURN_CALL_REF = OpCode.I64x2_SPLAT;

    private static final Map<OpCode, OpCode> SUBSTITUTES = new EnumMap<>(Map.of(
            OpCode.I32_STORE8, OpCode.I64_ATOMIC_STORE8,
            OpCode.I64_STORE8, OpCode.I64_ATOMIC_STORE8,
            OpCode.I64_STORE32, OpCode.I32_STORE,
            OpCode.F32_CONVERT_I64_U, F32_CONVERT_I64_U,
            OpCode.F32_ABS, F32_ABS,
            OpCode.CALL_INDIRECT, CALL_INDIRECT,
            OpCode.RETURN_CALL, RETURN_CALL,
            OpCode.RETURN_CALL_INDIRECT, RETURN_CALL_INDIRECT,
            OpCode.RETURN_CALL_REF, RETURN_CALL_REF));

    private InterpretedCode() {}

    /** The module with such code. */
    public static WasmModule of(WasmModule module) {
        CodeSection.Builder code = CodeSection.builder();
        for (int i = 0; i < module.codeSection().functionBodyCount(); i++) {
            FunctionType type = module.functionSection().getFunctionType(i, module.typeSection());
            FunctionBody body = substituted(module.codeSection().getFunctionBody(i));
            code.addFunctionBody(ParameterizedBlocks.in(body, type, module.typeSection()));
        }
        return in(module, code.build());
    }

    /** Whether a module has blocks with parameters, of which Chicory's compiler leaves more behind than their results, as its interpreter does. */
    public static boolean mendsBlocksOf(WasmModule module) {
        return ParameterizedBlocks.areIn(module);
    }

    /** A module that has been validated, with other code for its functions. */
    public static WasmModule in(WasmModule module, CodeSection code) {
        return WasmModule.builder()
                .setTypeSection(module.typeSection())
                .setImportSection(module.importSection())
                .setFunctionSection(module.functionSection())
                .setTableSection(module.tableSection())
                .setMemorySection(module.memorySection().orElse(null))
                .setGlobalSection(module.globalSection())
                .setExportSection(module.exportSection())
                .setStartSection(module.startSection().orElse(null))
                .setElementSection(module.elementSection())
                .setCodeSection(code)
                .setDataSection(module.dataSection())
                .setDataCountSection(module.dataCountSection().orElse(null))
                .setTagSection(module.tagSection().orElse(null))
                .withValidation(false)
                .build();
    }

    private static FunctionBody substituted(FunctionBody body) {
        List<AnnotatedInstruction> original = body.instructions();
        List<AnnotatedInstruction> instructions = null;
        for (int i = 0; i < original.size(); i++) {
            OpCode substitute = SUBSTITUTES.get(original.get(i).opcode());
            if (substitute != null) {
                if (instructions == null) {
                    instructions = new ArrayList<>(original);
                }
                instructions.set(i, with(substitute, original.get(i)));
            }
        }
        return instructions == null ? body : new FunctionBody(body.localTypes(), instructions);
    }

    private static AnnotatedInstruction with(OpCode opcode, AnnotatedInstruction original) {
        return AnnotatedInstruction.builder()
                .from(new Instruction(original.address(), opcode, original.operands()))
                .withDepth(original.depth())
                .build();
    }
}
