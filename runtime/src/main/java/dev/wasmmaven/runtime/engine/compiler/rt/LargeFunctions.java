package dev.wasmmaven.runtime.engine.compiler.rt;

import com.dylibso.chicory.runtime.GlobalInstance;
import com.dylibso.chicory.runtime.ImportGlobal;
import com.dylibso.chicory.runtime.ImportMemory;
import com.dylibso.chicory.runtime.ImportTable;
import com.dylibso.chicory.runtime.ImportTag;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.runtime.TableInstance;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionImport;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.GlobalImport;
import com.dylibso.chicory.wasm.types.Import;
import com.dylibso.chicory.wasm.types.ImportSection;
import com.dylibso.chicory.wasm.types.MemoryImport;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.dylibso.chicory.wasm.types.MemorySection;
import com.dylibso.chicory.wasm.types.PassiveElement;
import com.dylibso.chicory.wasm.types.TableImport;
import com.dylibso.chicory.wasm.types.TagImport;
import com.dylibso.chicory.wasm.types.TagType;
import dev.wasmmaven.runtime.engine.compiler.rt.CompiledMachine.Wrapper;
import dev.wasmmaven.runtime.error.TrapException;
import dev.wasmmaven.runtime.error.TrapKind;
import java.util.List;

/**
 * Functions that do not fit into a JVM method, in Chicory's interpreter; what they call is compiled code again.
 *
 * <p>The interpreter takes a function's code from the instance's module. That has none when its classes were kept on disk, so
 * here is a second instance: of the whole module, and with the first one's memories, tables, globals and tags as its imports.
 */
final class LargeFunctions {

    private static final long[] NONE = {};

    // Names of the imports that stand for what the module defines; its own are linked by numbers.
    private static final String MEMORY = "memory";
    private static final String TABLE = "table";
    private static final String GLOBAL = "global";
    private static final String TAG = "tag";

    private final Instance whole;

    /** @param code the functions' {@linkplain InterpretedCode code}, and the types that it uses */
    LargeFunctions(Instance original, WasmModule code) {
        this.whole = Instance.builder(importing(original, code))
                .withImportValues(values(original))
                .withMachineFactory(instance -> new Original(original.getMachine()))
                .withInitialize(false)
                .withStart(false)
                .build();
        for (int i = 0; i < whole.elementCount(); i++) {
            if (!(whole.element(i) instanceof PassiveElement)) {
                drop(i);
            }
        }
    }

    /** Who meets this instance in a table or an exception is led back to the one that it stands for. */
    private record Original(Machine delegate) implements Wrapper {
        @Override
        public long[] call(int function, long[] args) {
            return delegate.call(function, args);
        }
    }

    /** {@code elem.drop}. */
    void drop(int element) {
        whole.setElement(element, null);
    }

    boolean isDropped(int element) {
        return whole.element(element) == null;
    }

    /**
     * Runs a function. A machine for each call: an interpreter's stacks belong to one activation when compiled frames lie between.
     *
     * @throws TrapException a memory is larger than the interpreter's addresses reach, which are signed
     */
    long[] run(int function, long[] args) {
        for (int i = 0; i < memories(whole); i++) {
            if (whole.memory(i).pages() > FlatMemory.MAX_PAGES) {
                throw new TrapException(
                        TrapKind.OTHER,
                        "wasm trap: a function is too large to be compiled, and the interpreter has memories below 2 GiB;"
                                + " divide the function, or use less memory",
                        List.of(),
                        null);
            }
        }
        long[] results = new OneFunction(whole).call(function, args);
        return results == null ? NONE : results;
    }

    /** The module with its functions' code, and all that it defines besides functions and segments imported instead. */
    private static WasmModule importing(Instance original, WasmModule code) {
        WasmModule module = original.module();
        ImportSection.Builder imports = ImportSection.builder();
        for (int i = 0; i < module.importSection().importCount(); i++) {
            Import item = module.importSection().getImport(i);
            if (item instanceof FunctionImport || item instanceof TagImport) {
                imports.addImport(item);
            }
        }
        for (int i = 0; i < memories(original); i++) {
            boolean shared = original.memory(i).shared();
            imports.addImport(
                    new MemoryImport(MEMORY, Integer.toString(i), new MemoryLimits(0, MemoryLimits.MAX_PAGES, shared)));
        }
        for (int i = 0; i < original.tableCount(); i++) {
            TableInstance table = original.table(i);
            imports.addImport(new TableImport(TABLE, Integer.toString(i), table.elementType(), table.limits()));
        }
        for (int i = 0; i < original.globalCount(); i++) {
            GlobalInstance global = original.global(i);
            imports.addImport(
                    new GlobalImport(GLOBAL, Integer.toString(i), global.getMutabilityType(), global.getType()));
        }
        List<TagType> tags =
                module.tagSection().map(section -> List.of(section.types())).orElse(List.of());
        for (int i = 0; i < tags.size(); i++) {
            imports.addImport(new TagImport(
                    TAG,
                    Integer.toString(i),
                    tags.get(i).attribute(),
                    tags.get(i).typeIdx()));
        }
        return WasmModule.builder()
                .setTypeSection(code.typeSection())
                .setImportSection(imports.build())
                .setFunctionSection(module.functionSection())
                .setElementSection(module.elementSection())
                .setCodeSection(code.codeSection())
                .setDataSection(module.dataSection())
                .setDataCountSection(module.dataCountSection().orElse(null))
                .withValidation(false)
                .build();
    }

    private static ImportValues values(Instance original) {
        ImportValues imports = original.imports();
        ImportValues.Builder values =
                ImportValues.builder().addFunction(imports.functions()).addTag(imports.tags());
        for (int i = 0; i < memories(original); i++) {
            values.addMemory(new ImportMemory(MEMORY, Integer.toString(i), original.memory(i)));
        }
        for (int i = 0; i < original.tableCount(); i++) {
            values.addTable(new ImportTable(TABLE, Integer.toString(i), original.table(i)));
        }
        for (int i = 0; i < original.globalCount(); i++) {
            values.addGlobal(new ImportGlobal(GLOBAL, Integer.toString(i), original.global(i)));
        }
        for (int i = imports.tagCount(); i < original.tagCount(); i++) {
            values.addTag(new ImportTag(TAG, Integer.toString(i - imports.tagCount()), original.tag(i)));
        }
        return values.build();
    }

    private static int memories(Instance instance) {
        return instance.imports().memoryCount()
                + instance.module()
                        .memorySection()
                        .map(MemorySection::memoryCount)
                        .orElse(0);
    }

    private static final class OneFunction extends Interpreter {

        OneFunction(Instance instance) {
            super(instance);
        }

        @Override
        protected void CALL(Operands operands) {
            int function = (int) operands.get(0);
            FunctionType type = instance().type(instance().functionType(function));
            long[] args = extractArgsForParams(stack(), type.params());
            long[] results = instance().getMachine().call(function, args);
            if (results != null) {
                for (long result : results) {
                    stack().push(result);
                }
            }
        }

        @Override
        protected boolean useCurrentInstanceInterpreter(Instance instance, Instance target, int function) {
            return false;
        }
    }
}
