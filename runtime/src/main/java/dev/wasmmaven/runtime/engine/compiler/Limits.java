package dev.wasmmaven.runtime.engine.compiler;

import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.AnnotatedInstruction;
import com.dylibso.chicory.wasm.types.FunctionBody;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.OpCode;
import com.dylibso.chicory.wasm.types.SubType;
import com.dylibso.chicory.wasm.types.TypeSection;
import com.dylibso.chicory.wasm.types.ValType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
        return elements.stream().anyMatch(type -> Kind.find(type) == Kind.EXCEPTION)
                ? Optional.of("a table of exceptions")
                : Optional.empty();
    }

    private static Optional<String> bodies(WasmModule module) {
        TypeSection types = module.typeSection();
        boolean supertypes = hasSupertypes(types);
        boolean shapesTell = !supertypes && shapesTell(types);
        for (FunctionBody body : module.codeSection().functionBodies()) {
            Optional<String> reason = types(body.localTypes());
            if (reason.isPresent()) {
                return reason;
            }
            for (AnnotatedInstruction instruction : body.instructions()) {
                boolean has = switch (instruction.opcode()) {
                    // A function may be of a narrower type than the reference to it, with parameters that are kept in
                    // another way.
                    case CALL_REF, RETURN_CALL_REF -> !supertypes;
                    case CALL_INDIRECT, RETURN_CALL_INDIRECT ->
                        shapesTell && isTold(types.getType((int) instruction.operand(0)));
                    default -> has(instruction);
                };
                if (!has) {
                    return Optional.of("the instruction " + instruction.opcode());
                }
            }
        }
        return Optional.empty();
    }

    private static boolean has(AnnotatedInstruction instruction) {
        int opcode = instruction.opcode().opcode();
        if (opcode > OpCode.BR_ON_NON_NULL.opcode()) {
            return (opcode >= OpCode.I32_TRUNC_SAT_F32_S.opcode() && opcode <= OpCode.TABLE_FILL.opcode())
                    || AtomicEmitter.isAtomic(instruction.opcode())
                    || VectorEmitter.isVector(instruction.opcode());
        }
        return switch (instruction.opcode()) {
            case REF_EQ -> false;
            case SELECT_T -> {
                ValType type = ValType.builder().fromId(instruction.operand(0)).build();
                yield Kind.find(type) != null;
            }
            case REF_NULL -> Kind.findHeapType((int) instruction.operand(0)) != null;
            default -> true;
        };
    }

    private static boolean hasSupertypes(TypeSection types) {
        for (int i = 0; i < types.subTypeCount(); i++) {
            if (types.getSubType(i).typeIdx().length > 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether the types are what their parameters and results are, and not their place in a group of types, or open to subtypes. */
    private static boolean shapesTell(TypeSection types) {
        if (types.typeCount() < types.subTypeCount()) {
            return false;
        }
        for (int i = 0; i < types.subTypeCount(); i++) {
            if (!types.getSubType(i).isFinal()) {
                return false;
            }
        }
        return true;
    }

    /** Whether the signature tells the type from all others, so that it can be checked. */
    private static boolean isTold(FunctionType type) {
        return Stream.concat(type.params().stream(), type.returns().stream()).noneMatch(Kind::isNarrow);
    }
}
