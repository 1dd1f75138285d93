package dev.wasmmaven.runtime.engine.chicory;

import com.dylibso.chicory.wasm.InvalidException;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.AnnotatedInstruction;
import com.dylibso.chicory.wasm.types.DeclarativeElement;
import com.dylibso.chicory.wasm.types.Element;
import com.dylibso.chicory.wasm.types.ElementSection;
import com.dylibso.chicory.wasm.types.Export;
import com.dylibso.chicory.wasm.types.ExternalType;
import com.dylibso.chicory.wasm.types.FunctionBody;
import com.dylibso.chicory.wasm.types.Global;
import com.dylibso.chicory.wasm.types.Instruction;
import com.dylibso.chicory.wasm.types.OpCode;
import com.dylibso.chicory.wasm.types.ValType;
import java.util.ArrayList;
import java.util.List;

/**
 * The functions that code may refer to by {@code ref.func} (core specification 3.5.16: those that anything outside of the
 * functions mentions). Chicory's validator knows those of element segments only.
 */
final class DeclaredFunctions {

    private DeclaredFunctions() {}

    /** Whether it may be for this that the validator refused a module. */
    static boolean isReason(InvalidException refused) {
        return String.valueOf(refused.getMessage()).startsWith("undeclared function reference");
    }

    /**
     * Validates a module once more, with one segment behind its own that declares what exports and globals mention.
     *
     * @param builder with all its sections; afterwards it makes that module without being asked to validate it
     * @throws InvalidException it is not valid for all that
     */
    static WasmModule validate(WasmModule.Builder builder) {
        WasmModule module = builder.withValidation(false).build();
        int segments = module.elementSection().elementCount();
        ElementSection.Builder extended = ElementSection.builder();
        for (Element element : module.elementSection().elements()) {
            extended.addElement(element);
        }
        extended.addElement(new DeclarativeElement(ValType.FuncRef, mentioned(module)));
        builder.setElementSection(extended.build()).withValidation(true).build();
        for (FunctionBody body : module.codeSection().functionBodies()) {
            for (AnnotatedInstruction instruction : body.instructions()) {
                checkSegment(instruction, segments);
            }
        }
        return builder.setElementSection(module.elementSection())
                .withValidation(false)
                .build();
    }

    private static List<List<Instruction>> mentioned(WasmModule module) {
        List<List<Instruction>> references = new ArrayList<>();
        for (int i = 0; i < module.exportSection().exportCount(); i++) {
            Export export = module.exportSection().getExport(i);
            if (export.exportType() == ExternalType.FUNCTION) {
                references.add(List.of(new Instruction(0, OpCode.REF_FUNC, new long[] {export.index()})));
            }
        }
        for (int i = 0; i < module.globalSection().globalCount(); i++) {
            Global global = module.globalSection().getGlobal(i);
            for (Instruction instruction : global.initInstructions()) {
                if (instruction.opcode() == OpCode.REF_FUNC) {
                    references.add(List.of(instruction));
                }
            }
        }
        return references;
    }

    /** The segment that only validation sees is none that an instruction may name. */
    private static void checkSegment(AnnotatedInstruction instruction, int segments) {
        int operand = switch (instruction.opcode()) {
            case TABLE_INIT, ELEM_DROP -> 0;
            case ARRAY_NEW_ELEM, ARRAY_INIT_ELEM -> 1;
            default -> -1;
        };
        if (operand >= 0 && instruction.operand(operand) == segments) {
            throw new InvalidException("unknown elem segment " + segments);
        }
    }
}
