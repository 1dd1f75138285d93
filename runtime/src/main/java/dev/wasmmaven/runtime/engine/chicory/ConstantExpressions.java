package dev.wasmmaven.runtime.engine.chicory;

import com.dylibso.chicory.wasm.InvalidException;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.ActiveDataSegment;
import com.dylibso.chicory.wasm.types.ActiveElement;
import com.dylibso.chicory.wasm.types.ArrayType;
import com.dylibso.chicory.wasm.types.DataSegment;
import com.dylibso.chicory.wasm.types.Element;
import com.dylibso.chicory.wasm.types.FieldType;
import com.dylibso.chicory.wasm.types.FunctionImport;
import com.dylibso.chicory.wasm.types.Global;
import com.dylibso.chicory.wasm.types.GlobalImport;
import com.dylibso.chicory.wasm.types.Import;
import com.dylibso.chicory.wasm.types.Instruction;
import com.dylibso.chicory.wasm.types.MutabilityType;
import com.dylibso.chicory.wasm.types.OpCode;
import com.dylibso.chicory.wasm.types.StorageType;
import com.dylibso.chicory.wasm.types.StructType;
import com.dylibso.chicory.wasm.types.SubType;
import com.dylibso.chicory.wasm.types.Table;
import com.dylibso.chicory.wasm.types.TypeSection;
import com.dylibso.chicory.wasm.types.ValType;
import com.dylibso.chicory.wasm.types.ValType.TypeIdxCode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Validates constant expressions (core specification 3.3.11). Chicory's validator does not look at operands' types, nor at all at the elements of
 * segments that are not active.
 */
final class ConstantExpressions {

    private static final ValType ANY = reference(ValType.ID.RefNull, TypeIdxCode.ANY.code());
    private static final ValType EXTERN = reference(ValType.ID.RefNull, TypeIdxCode.EXTERN.code());

    private final TypeSection types;
    private final List<Integer> functions = new ArrayList<>();
    private final List<ValType> globals = new ArrayList<>();
    private final List<Boolean> constant = new ArrayList<>();
    private final int importedGlobals;

    private ConstantExpressions(WasmModule module) {
        this.types = module.typeSection();
        for (int i = 0; i < module.importSection().importCount(); i++) {
            Import item = module.importSection().getImport(i);
            if (item instanceof FunctionImport function) {
                functions.add(function.typeIndex());
            } else if (item instanceof GlobalImport global) {
                globals.add(global.type());
                constant.add(global.mutabilityType() == MutabilityType.Const);
            }
        }
        importedGlobals = globals.size();
        for (int i = 0; i < module.functionSection().functionCount(); i++) {
            functions.add(module.functionSection().getFunctionType(i));
        }
    }

    /**
     * Checks those of tables, globals and segments.
     *
     * @throws InvalidException one is not valid
     */
    static void validate(WasmModule module) {
        ConstantExpressions expressions = new ConstantExpressions(module);
        for (int i = 0; i < module.tableSection().tableCount(); i++) {
            Table table = module.tableSection().getTable(i);
            expressions.validate(table.initialize(), table.elementType());
        }
        for (int i = 0; i < module.globalSection().globalCount(); i++) {
            Global global = module.globalSection().getGlobal(i);
            expressions.validate(global.initInstructions(), global.valueType());
            expressions.globals.add(global.valueType());
            expressions.constant.add(global.mutabilityType() == MutabilityType.Const);
        }
        for (Element element : module.elementSection().elements()) {
            if (element instanceof ActiveElement active) {
                expressions.validate(active.offset(), ValType.I32);
            }
            for (List<Instruction> initializer : element.initializers()) {
                expressions.validate(initializer, element.type());
            }
        }
        for (DataSegment data : module.dataSection().dataSegments()) {
            if (data instanceof ActiveDataSegment active) {
                expressions.validate(active.offsetInstructions(), ValType.I32);
            }
        }
    }

    private void validate(List<Instruction> expression, ValType type) {
        Deque<ValType> stack = new ArrayDeque<>();
        for (Instruction instruction : expression) {
            if (instruction.opcode() != OpCode.END) {
                step(instruction, stack);
            }
        }
        pop(stack, type);
        if (!stack.isEmpty()) {
            throw mismatch("a constant expression leaves more than one value");
        }
    }

    private void step(Instruction instruction, Deque<ValType> stack) {
        switch (instruction.opcode()) {
            case I32_CONST -> stack.push(ValType.I32);
            case I64_CONST -> stack.push(ValType.I64);
            case F32_CONST -> stack.push(ValType.F32);
            case F64_CONST -> stack.push(ValType.F64);
            case V128_CONST -> stack.push(ValType.V128);
            case I32_ADD, I32_SUB, I32_MUL -> binary(ValType.I32, stack);
            case I64_ADD, I64_SUB, I64_MUL -> binary(ValType.I64, stack);
            case GLOBAL_GET -> stack.push(global(instruction.operand(0)));
            case REF_NULL -> stack.push(reference(ValType.ID.RefNull, (int) instruction.operand(0)));
            case REF_FUNC -> stack.push(reference(ValType.ID.Ref, function(instruction.operand(0))));
            case REF_I31 -> {
                pop(stack, ValType.I32);
                stack.push(reference(ValType.ID.Ref, TypeIdxCode.I31.code()));
            }
            case STRUCT_NEW -> {
                FieldType[] fields = struct(instruction).fieldTypes();
                for (int i = fields.length - 1; i >= 0; i--) {
                    pop(stack, unpacked(fields[i]));
                }
                made(instruction, stack);
            }
            case STRUCT_NEW_DEFAULT -> {
                for (FieldType field : struct(instruction).fieldTypes()) {
                    checkDefaultable(field);
                }
                made(instruction, stack);
            }
            case ARRAY_NEW -> {
                pop(stack, ValType.I32);
                pop(stack, unpacked(array(instruction).fieldType()));
                made(instruction, stack);
            }
            case ARRAY_NEW_DEFAULT -> {
                checkDefaultable(array(instruction).fieldType());
                pop(stack, ValType.I32);
                made(instruction, stack);
            }
            case ARRAY_NEW_FIXED -> {
                ValType element = unpacked(array(instruction).fieldType());
                for (long left = instruction.operand(1); left > 0; left--) {
                    pop(stack, element);
                }
                made(instruction, stack);
            }
            case ANY_CONVERT_EXTERN -> {
                ValType converted = pop(stack, EXTERN);
                stack.push(reference(converted.opcode(), TypeIdxCode.ANY.code()));
            }
            case EXTERN_CONVERT_ANY -> {
                ValType converted = pop(stack, ANY);
                stack.push(reference(converted.opcode(), TypeIdxCode.EXTERN.code()));
            }
            default ->
                throw new InvalidException("constant expression required, but " + instruction.opcode() + " found");
        }
    }

    private void binary(ValType type, Deque<ValType> stack) {
        pop(stack, type);
        pop(stack, type);
        stack.push(type);
    }

    private void made(Instruction instruction, Deque<ValType> stack) {
        stack.push(reference(ValType.ID.Ref, (int) instruction.operand(0)));
    }

    private ValType pop(Deque<ValType> stack, ValType wanted) {
        ValType actual = stack.poll();
        if (actual == null) {
            throw mismatch("a constant expression lacks a value of type " + wanted);
        }
        if (!ValType.matches(actual, wanted, types)) {
            throw mismatch("a constant expression has a value of type " + actual + " instead of " + wanted);
        }
        return actual;
    }

    private ValType global(long index) {
        if (index >= globals.size()) {
            throw new InvalidException("unknown global " + index + " in a constant expression"
                    + (globals.size() == importedGlobals ? ", which may name imported ones here" : ""));
        }
        if (!constant.get((int) index)) {
            throw new InvalidException("constant expression required, but global " + index + " is mutable");
        }
        return globals.get((int) index);
    }

    private int function(long index) {
        if (index >= functions.size()) {
            throw new InvalidException("unknown function " + index + " in a constant expression");
        }
        return functions.get((int) index);
    }

    private StructType struct(Instruction instruction) {
        StructType type = subtype(instruction).compType().structType();
        if (type == null) {
            throw mismatch("type " + instruction.operand(0) + " is no structure");
        }
        return type;
    }

    private ArrayType array(Instruction instruction) {
        ArrayType type = subtype(instruction).compType().arrayType();
        if (type == null) {
            throw mismatch("type " + instruction.operand(0) + " is no array");
        }
        return type;
    }

    private SubType subtype(Instruction instruction) {
        return types.getSubType((int) instruction.operand(0));
    }

    private static ValType unpacked(FieldType field) {
        StorageType storage = field.storageType();
        return storage.packedType() != null ? ValType.I32 : storage.valType();
    }

    private static void checkDefaultable(FieldType field) {
        if (unpacked(field).opcode() == ValType.ID.Ref) {
            throw mismatch("a reference that is not nullable has no default value");
        }
    }

    private static ValType reference(int nullability, int heapType) {
        return ValType.builder().withOpcode(nullability).withTypeIdx(heapType).build();
    }

    private static InvalidException mismatch(String what) {
        return new InvalidException("type mismatch, " + what);
    }
}
