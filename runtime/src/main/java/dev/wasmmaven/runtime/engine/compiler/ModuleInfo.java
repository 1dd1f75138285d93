package dev.wasmmaven.runtime.engine.compiler;

import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.AnnotatedInstruction;
import com.dylibso.chicory.wasm.types.Element;
import com.dylibso.chicory.wasm.types.Export;
import com.dylibso.chicory.wasm.types.ExternalType;
import com.dylibso.chicory.wasm.types.FunctionBody;
import com.dylibso.chicory.wasm.types.FunctionImport;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.GlobalImport;
import com.dylibso.chicory.wasm.types.Import;
import com.dylibso.chicory.wasm.types.Instruction;
import com.dylibso.chicory.wasm.types.MemoryImport;
import com.dylibso.chicory.wasm.types.MemorySection;
import com.dylibso.chicory.wasm.types.OpCode;
import com.dylibso.chicory.wasm.types.TableImport;
import com.dylibso.chicory.wasm.types.TagImport;
import com.dylibso.chicory.wasm.types.TagType;
import com.dylibso.chicory.wasm.types.ValType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Chicory's parsed module by the index spaces that instructions use. */
final class ModuleInfo {

    private static final int EMPTY_BLOCK = 0x40;

    private final WasmModule module;
    private final List<FunctionType> functions = new ArrayList<>();
    private final List<ValType> globals = new ArrayList<>();
    private final List<ValType> tables = new ArrayList<>();
    private final List<FunctionType> tags = new ArrayList<>();
    private final Supplier<WasmModule> code;
    private final int importedFunctions;
    private final int importedGlobals;
    private final BitSet pagedMemories = new BitSet();

    ModuleInfo(WasmModule module, boolean largeMemories) {
        this(module, () -> module, largeMemories);
    }

    /**
     * @param code the module's code and types, which the module itself may lack: those that only blocks use
     * @param largeMemories whether memories grow beyond what an array holds
     */
    ModuleInfo(WasmModule module, Supplier<WasmModule> code, boolean largeMemories) {
        this.module = module;
        this.code = code;
        int memories = 0;
        for (int i = 0; i < module.importSection().importCount(); i++) {
            Import item = module.importSection().getImport(i);
            if (item instanceof FunctionImport function) {
                functions.add(type(function.typeIndex()));
            } else if (item instanceof GlobalImport global) {
                globals.add(global.type());
            } else if (item instanceof TableImport table) {
                tables.add(table.entryType());
            } else if (item instanceof TagImport tag) {
                tags.add(type(tag.tagType().typeIdx()));
            } else if (item instanceof MemoryImport memory) {
                pagedMemories.set(memories++, largeMemories || memory.limits().shared());
            }
        }
        if (module.memorySection().isPresent()) {
            MemorySection section = module.memorySection().get();
            for (int i = 0; i < section.memoryCount(); i++) {
                pagedMemories.set(
                        memories++,
                        largeMemories || section.getMemory(i).limits().shared());
            }
        }
        this.importedFunctions = functions.size();
        this.importedGlobals = globals.size();
        for (int i = 0; i < module.functionSection().functionCount(); i++) {
            functions.add(type(module.functionSection().getFunctionType(i)));
        }
        for (int i = 0; i < module.globalSection().globalCount(); i++) {
            globals.add(module.globalSection().getGlobal(i).valueType());
        }
        for (int i = 0; i < module.tableSection().tableCount(); i++) {
            tables.add(module.tableSection().getTable(i).elementType());
        }
        module.tagSection().ifPresent(section -> {
            for (TagType tag : section.types()) {
                tags.add(type(tag.typeIdx()));
            }
        });
    }

    /** Whether a memory is kept in pages: if it is shared between threads, or all are. */
    boolean isPaged(int memory) {
        return pagedMemories.get(memory);
    }

    WasmModule module() {
        return module;
    }

    /** The module's code, and the types that it uses. */
    WasmModule code() {
        return code.get();
    }

    FunctionType type(int index) {
        return module.typeSection().getType(index);
    }

    /** The type whose parameters a tag's exceptions carry. */
    FunctionType tagType(int tag) {
        return tags.get(tag);
    }

    int functionCount() {
        return functions.size();
    }

    int importedFunctions() {
        return importedFunctions;
    }

    FunctionType functionType(int index) {
        return functions.get(index);
    }

    FunctionBody body(int function) {
        return code.get().codeSection().getFunctionBody(function - importedFunctions);
    }

    /** Whether a function that the module defines makes tail calls. */
    boolean makesTailCalls(int function) {
        for (AnnotatedInstruction instruction : instructions(function)) {
            if (isTailCall(instruction.opcode())) {
                return true;
            }
        }
        return false;
    }

    static boolean isTailCall(OpCode opcode) {
        return switch (opcode) {
            case RETURN_CALL, RETURN_CALL_INDIRECT, RETURN_CALL_REF -> true;
            default -> false;
        };
    }

    int globalCount() {
        return globals.size();
    }

    int importedGlobals() {
        return importedGlobals;
    }

    Kind globalKind(int index) {
        return Kind.of(globals.get(index));
    }

    Kind tableKind(int index) {
        return Kind.of(tables.get(index));
    }

    List<ValType> globalTypes() {
        return globals;
    }

    List<ValType> tableTypes() {
        return tables;
    }

    /** The parameters and results of a block. */
    FunctionType blockType(Instruction block) {
        long id = block.operand(0);
        if (id == EMPTY_BLOCK) {
            return FunctionType.empty();
        }
        if (ValType.isValid(id)) {
            return FunctionType.returning(
                    ValType.builder().fromId(id).build().resolve(code.get().typeSection()));
        }
        return code.get().typeSection().getType((int) id);
    }

    /** The operands that a branch to a block takes along. */
    Kind[] branchKinds(int function, int block) {
        if (block == Structure.FUNCTION) {
            return Kind.of(functionType(function).returns());
        }
        Instruction opener = instructions(function).get(block);
        FunctionType type = blockType(opener);
        return Kind.of(opener.opcode() == OpCode.LOOP ? type.params() : type.returns());
    }

    Kind localKind(int function, int local) {
        List<ValType> params = functionType(function).params();
        return Kind.of(
                local < params.size()
                        ? params.get(local)
                        : body(function).localTypes().get(local - params.size()));
    }

    /** The functions that can become values, by signature, in index order. */
    Map<String, List<Integer>> functionValues() {
        BitSet values = new BitSet();
        for (Element element : module.elementSection().elements()) {
            element.initializers().forEach(initializer -> addFunction(initializer, values));
        }
        for (int i = 0; i < module.globalSection().globalCount(); i++) {
            addFunction(module.globalSection().getGlobal(i).initInstructions(), values);
        }
        for (int i = 0; i < module.tableSection().tableCount(); i++) {
            addFunction(module.tableSection().getTable(i).initialize(), values);
        }
        for (int i = 0; i < module.exportSection().exportCount(); i++) {
            Export export = module.exportSection().getExport(i);
            if (export.exportType() == ExternalType.FUNCTION) {
                values.set(export.index());
            }
        }
        Map<String, List<Integer>> bySignature = new LinkedHashMap<>();
        values.stream()
                .filter(function -> function >= importedFunctions)
                .forEach(function -> bySignature
                        .computeIfAbsent(Kind.signature(functionType(function)), s -> new ArrayList<>())
                        .add(function));
        return bySignature;
    }

    private static void addFunction(List<? extends Instruction> initializer, BitSet values) {
        Instruction first = initializer.get(0);
        if (first.opcode() == OpCode.REF_FUNC) {
            values.set((int) first.operand(0));
        }
    }

    List<AnnotatedInstruction> instructions(int function) {
        return body(function).instructions();
    }
}
