package dev.wasmmaven.runtime.engine.chicory;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.InterpreterMachine;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.Export;
import com.dylibso.chicory.wasm.types.ExternalType;
import com.dylibso.chicory.wasm.types.FunctionImport;
import com.dylibso.chicory.wasm.types.Import;
import com.dylibso.chicory.wasm.types.SectionId;
import dev.wasmmaven.runtime.engine.CoreExport;
import dev.wasmmaven.runtime.engine.CoreExternType;
import dev.wasmmaven.runtime.engine.CoreFuncType;
import dev.wasmmaven.runtime.engine.CoreImport;
import dev.wasmmaven.runtime.engine.CoreModule;
import dev.wasmmaven.runtime.engine.CoreOptions;
import dev.wasmmaven.runtime.engine.CoreStop;
import dev.wasmmaven.runtime.engine.binary.ModuleOutline;
import dev.wasmmaven.runtime.engine.compiler.rt.CompiledMachine;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A module as Chicory holds it, with the code that all its instances share. */
final class ChicoryModule implements CoreModule {

    private final String name;
    private final ModuleOutline outline;
    /** Held so that it stays for those who load the same contents. */
    @SuppressWarnings({"unused", "FieldCanBeLocal"})
    private final PreparedModule prepared;

    private volatile WasmModule parsed;
    private final @Nullable MachineFactory compiled;
    private final CoreOptions.Mode mode;
    private final boolean largeMemories;
    private volatile boolean bodiesSettled;
    private final List<CoreImport> imports;
    private final List<CoreExport> exports;
    private final Map<String, Export> exportsByName;
    private final Map<String, CoreExternType> exportTypes;
    private final int importedFunctions;
    private final CoreFuncType[] functionTypes;

    ChicoryModule(String name, ModuleOutline outline, PreparedModule prepared) {
        this.name = name;
        this.outline = outline;
        this.prepared = prepared;
        this.parsed = prepared.parsed();
        this.compiled = prepared.machines();
        this.largeMemories = prepared.largeMemories();
        this.mode = compiled == null ? CoreOptions.Mode.INTERPRETED : prepared.mode();
        this.imports = prepared.imports();
        this.importedFunctions = parsed.importSection().count(ExternalType.FUNCTION);
        this.functionTypes = functionTypes(parsed, importedFunctions);
        this.exportsByName = new LinkedHashMap<>();
        for (int i = 0; i < parsed.exportSection().exportCount(); i++) {
            Export export = parsed.exportSection().getExport(i);
            exportsByName.put(export.name(), export);
        }
        this.exportTypes = new HashMap<>();
        exportsByName.forEach((export, item) -> exportTypes.put(export, typeOf(item)));
        this.exports = exportsByName.keySet().stream()
                .map(export -> new CoreExport(export, exportType(export)))
                .toList();
    }

    private static CoreFuncType[] functionTypes(WasmModule parsed, int importedFunctions) {
        CoreFuncType[] byTypeIndex = new CoreFuncType[parsed.typeSection().subTypeCount()];
        CoreFuncType[] types =
                new CoreFuncType[importedFunctions + parsed.functionSection().functionCount()];
        int index = 0;
        for (int i = 0; i < parsed.importSection().importCount(); i++) {
            if (parsed.importSection().getImport(i) instanceof FunctionImport function) {
                types[index++] = funcType(parsed, byTypeIndex, function.typeIndex());
            }
        }
        for (int i = 0; i < parsed.functionSection().functionCount(); i++) {
            types[index++] =
                    funcType(parsed, byTypeIndex, parsed.functionSection().getFunctionType(i));
        }
        return types;
    }

    private CoreExternType typeOf(Export export) {
        return switch (export.exportType()) {
            case FUNCTION -> functionTypes[export.index()];
            case MEMORY ->
                item(export, ExternalType.MEMORY)
                        .orElseGet(() -> Types.memory(parsed.memorySection()
                                .orElseThrow()
                                .getMemory(defined(export, ExternalType.MEMORY))
                                .limits()));
            case TABLE ->
                item(export, ExternalType.TABLE).orElseGet(() -> {
                    var table = parsed.tableSection().getTable(defined(export, ExternalType.TABLE));
                    return Types.table(table.elementType(), table.limits());
                });
            case GLOBAL ->
                item(export, ExternalType.GLOBAL)
                        .orElseGet(() ->
                                Types.global(parsed.globalSection().getGlobal(defined(export, ExternalType.GLOBAL))));
            case TAG ->
                item(export, ExternalType.TAG)
                        .orElseGet(() -> Types.tag(
                                parsed, parsed.tagSection().orElseThrow().getTag(defined(export, ExternalType.TAG))));
        };
    }

    private int defined(Export export, ExternalType kind) {
        return export.index() - parsed.importSection().count(kind);
    }

    /** The type of an export that is an import of this module. */
    private Optional<CoreExternType> item(Export export, ExternalType kind) {
        return importOf(kind, export.index()).map(i -> imports.get(i).type());
    }

    /** Position among the imports of the item with that index in the index space of its kind, if it is imported. */
    Optional<Integer> importOf(ExternalType kind, int index) {
        int count = 0;
        for (int i = 0; i < parsed.importSection().importCount(); i++) {
            Import item = parsed.importSection().getImport(i);
            if (item.importType() == kind && count++ == index) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<CoreImport> imports() {
        return imports;
    }

    @Override
    public List<CoreExport> exports() {
        return exports;
    }

    @Override
    public boolean hasStartFunction() {
        return outline.sections().stream().anyMatch(section -> section.id() == SectionId.START);
    }

    @Override
    public CoreOptions.Mode mode() {
        return mode;
    }

    @Override
    public Optional<byte[]> customSection(String section) {
        return outline.custom(section).map(outline::contents);
    }

    @Override
    public void compileAll() {
        if (compiled != null) {
            compiled.compileAll();
        }
    }

    /** Whether its code is made for memories larger than an array, with which it then has to be given all memories. */
    boolean hasLargeMemories() {
        return largeMemories;
    }

    WasmModule parsed() {
        return parsed;
    }

    /** Code for one instance; the classes behind it are shared by all. */
    Machine newMachine(Instance instance, CoreStop stop) {
        if (compiled == null) {
            return new TracingInterpreter(this, instance);
        }
        Machine machine = compiled.newMachine(instance, stop);
        if (!bodiesSettled && !(machine instanceof CompiledMachine)) {
            bodiesSettled = true;
            // Instructions are most of a module's memory, and code that is compiled at once does without them, unless
            // the compiler
            // left single functions to an interpreter, which the machine then holds.
            if (Arrays.stream(machine.getClass().getDeclaredFields())
                    .noneMatch(field -> InterpreterMachine.class.isAssignableFrom(field.getType()))) {
                parsed = ParsedModule.withoutBodies(parsed);
            }
        }
        return machine;
    }

    Optional<Export> findExport(String export) {
        return Optional.ofNullable(exportsByName.get(export));
    }

    CoreExternType exportType(String export) {
        return Objects.requireNonNull(exportTypes.get(export), export);
    }

    boolean isImported(int function) {
        return function < importedFunctions;
    }

    CoreFuncType functionType(int index) {
        return functionTypes[index];
    }

    private static CoreFuncType funcType(WasmModule parsed, CoreFuncType[] known, int typeIndex) {
        CoreFuncType type = known[typeIndex];
        if (type == null) {
            type = Types.func(parsed, typeIndex);
            known[typeIndex] = type;
        }
        return type;
    }
}
