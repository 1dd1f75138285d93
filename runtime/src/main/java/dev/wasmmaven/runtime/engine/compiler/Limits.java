package dev.wasmmaven.runtime.engine.compiler;

import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.AnnotatedInstruction;
import com.dylibso.chicory.wasm.types.FunctionBody;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.OpCode;
import com.dylibso.chicory.wasm.types.SubType;
import com.dylibso.chicory.wasm.types.ValType;
import java.util.List;
import java.util.Optional;

/** What the compiler does not have. */
final class Limits {

    /** Parameters of a JVM method take at most 255 slots, one of them the state. */
    private static final int MAX_PARAMETER_SLOTS = 254;

    /** A field each, and a case each in the methods that reach them by index. */
    private static final int MAX_GLOBALS = 2000;

    private Limits() {}

    /** Why the module cannot be compiled; empty if it can. */
    static Optional<String> reasonAgainst(WasmModule module) {
        for (int i = 0; i < module.typeSection().subTypeCount(); i++) {
            Optional<String> reason = type(module.typeSection().getSubType(i));
            if (reason.isPresent()) {
                return reason;
            }
        }
        if (module.globalSection().globalCount() > MAX_GLOBALS) {
            return Optional.of("more than " + MAX_GLOBALS + " globals");
        }
        ModuleInfo info = new ModuleInfo(module, false);
        return types(info.globalTypes())
                .or(() -> types(info.tableTypes()))
                .or(() -> tables(info.tableTypes()))
                .or(() -> bodies(module));
    }

    private static Optional<String> type(SubType subType) {
        FunctionType type = subType.compType().funcType();
        if (type == null) {
            return Optional.of("garbage-collected types");
        }
        Optional<String> reason = types(type.params()).or(() -> types(type.returns()));
        if (reason.isPresent()) {
            return reason;
        }
        return Kind.slots(Kind.of(type.params())) > MAX_PARAMETER_SLOTS
                ? Optional.of("a function type with " + type.params().size() + " parameters")
                : Optional.empty();
    }

    private static Optional<String> types(List<ValType> types) {
        for (ValType type : types) {
            if (Kind.find(type) == null) {
                return Optional.of("the type " + type);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> tables(List<ValType> elements) {
        return elements.contains(ValType.ExnRef) ? Optional.of("a table of exceptions") : Optional.empty();
    }

    private static Optional<String> bodies(WasmModule module) {
        for (FunctionBody body : module.codeSection().functionBodies()) {
            Optional<String> reason = types(body.localTypes());
            if (reason.isPresent()) {
                return reason;
            }
            for (AnnotatedInstruction instruction : body.instructions()) {
                if (!has(instruction)) {
                    return Optional.of("the instruction " + instruction.opcode());
                }
            }
        }
        return Optional.empty();
    }

    private static boolean has(AnnotatedInstruction instruction) {
        int opcode = instruction.opcode().opcode();
        if (opcode > OpCode.REF_FUNC.opcode()) {
            return (opcode >= OpCode.I32_TRUNC_SAT_F32_S.opcode() && opcode <= OpCode.TABLE_FILL.opcode())
                    || AtomicEmitter.isAtomic(instruction.opcode())
                    || VectorEmitter.isVector(instruction.opcode());
        }
        return switch (instruction.opcode()) {
            case CALL_REF, RETURN_CALL_REF -> false;
            case SELECT_T -> {
                ValType type = ValType.builder().fromId(instruction.operand(0)).build();
                yield Kind.find(type) != null;
            }
            case REF_NULL -> Kind.findHeapType((int) instruction.operand(0)) != null;
            default -> true;
        };
    }
}
