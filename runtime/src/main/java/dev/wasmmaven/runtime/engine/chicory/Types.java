package dev.wasmmaven.runtime.engine.chicory;

import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionImport;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.Global;
import com.dylibso.chicory.wasm.types.GlobalImport;
import com.dylibso.chicory.wasm.types.Import;
import com.dylibso.chicory.wasm.types.MemoryImport;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.dylibso.chicory.wasm.types.MutabilityType;
import com.dylibso.chicory.wasm.types.TableImport;
import com.dylibso.chicory.wasm.types.TableLimits;
import com.dylibso.chicory.wasm.types.TagImport;
import com.dylibso.chicory.wasm.types.TagType;
import com.dylibso.chicory.wasm.types.ValType;
import dev.wasmmaven.runtime.engine.CoreExternType;
import dev.wasmmaven.runtime.engine.CoreFuncType;
import dev.wasmmaven.runtime.engine.CoreGlobalType;
import dev.wasmmaven.runtime.engine.CoreMemoryType;
import dev.wasmmaven.runtime.engine.CoreTableType;
import dev.wasmmaven.runtime.engine.CoreTagType;
import dev.wasmmaven.runtime.engine.CoreValType;
import dev.wasmmaven.runtime.error.UnsupportedException;
import java.util.List;
import java.util.OptionalLong;

/** Chicory's types as the seam's. */
final class Types {

    private Types() {}

    static CoreExternType of(WasmModule module, Import item) {
        if (item instanceof FunctionImport function) {
            return func(module, function.typeIndex());
        }
        if (item instanceof MemoryImport memory) {
            return memory(memory.limits());
        }
        if (item instanceof TableImport table) {
            return table(table.entryType(), table.limits());
        }
        if (item instanceof GlobalImport global) {
            return new CoreGlobalType(value(global.type()), global.mutabilityType() == MutabilityType.Var);
        }
        if (item instanceof TagImport tag) {
            return tag(module, tag.tagType());
        }
        throw new UnsupportedException("an import of kind " + item.importType() + " is not supported", null);
    }

    static CoreFuncType func(WasmModule module, int typeIndex) {
        return func(module.typeSection().getType(typeIndex));
    }

    static CoreFuncType func(FunctionType type) {
        return new CoreFuncType(values(type.params()), values(type.returns()));
    }

    static FunctionType func(CoreFuncType type) {
        return FunctionType.of(
                type.params().stream().map(Types::value).toList(),
                type.results().stream().map(Types::value).toList());
    }

    static CoreMemoryType memory(MemoryLimits limits) {
        // Chicory does not keep whether a maximum was declared; 65536 pages is its and the format's largest.
        OptionalLong max = limits.maximumPages() == MemoryLimits.MAX_PAGES
                ? OptionalLong.empty()
                : OptionalLong.of(limits.maximumPages());
        return new CoreMemoryType(limits.initialPages(), max, limits.shared());
    }

    static CoreTableType table(ValType element, TableLimits limits) {
        OptionalLong max = limits.max() == TableLimits.LIMIT_MAX ? OptionalLong.empty() : OptionalLong.of(limits.max());
        return new CoreTableType(value(element), limits.min(), max);
    }

    static CoreGlobalType global(Global global) {
        return new CoreGlobalType(value(global.valueType()), global.mutabilityType() == MutabilityType.Var);
    }

    static CoreTagType tag(WasmModule module, TagType tag) {
        return new CoreTagType(func(module, tag.typeIdx()));
    }

    private static List<CoreValType> values(List<ValType> types) {
        return types.stream().map(Types::value).toList();
    }

    static CoreValType value(ValType type) {
        if (type.equals(ValType.I32)) {
            return CoreValType.I32;
        }
        if (type.equals(ValType.I64)) {
            return CoreValType.I64;
        }
        if (type.equals(ValType.F32)) {
            return CoreValType.F32;
        }
        if (type.equals(ValType.F64)) {
            return CoreValType.F64;
        }
        if (type.equals(ValType.V128)) {
            return CoreValType.V128;
        }
        if (type.equals(ValType.FuncRef)) {
            return CoreValType.FUNCREF;
        }
        if (type.equals(ValType.ExternRef)) {
            return CoreValType.EXTERNREF;
        }
        if (type.equals(ValType.ExnRef)) {
            return CoreValType.EXNREF;
        }
        throw new UnsupportedException("the type " + type + " in an import or export is not supported", null);
    }

    static ValType value(CoreValType type) {
        return switch (type) {
            case I32 -> ValType.I32;
            case I64 -> ValType.I64;
            case F32 -> ValType.F32;
            case F64 -> ValType.F64;
            case V128 -> ValType.V128;
            case FUNCREF -> ValType.FuncRef;
            case EXTERNREF -> ValType.ExternRef;
            case EXNREF -> ValType.ExnRef;
        };
    }
}
