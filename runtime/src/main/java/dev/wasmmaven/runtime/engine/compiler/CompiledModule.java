package dev.wasmmaven.runtime.engine.compiler;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.PassiveDataSegment;
import dev.wasmmaven.runtime.engine.CoreStop;
import dev.wasmmaven.runtime.engine.cache.StoredClasses;
import dev.wasmmaven.runtime.engine.compiler.rt.Code;
import dev.wasmmaven.runtime.engine.compiler.rt.CompiledMachine;
import dev.wasmmaven.runtime.engine.compiler.rt.FuncRef;
import dev.wasmmaven.runtime.engine.compiler.rt.FunctionGroup;
import dev.wasmmaven.runtime.engine.compiler.rt.InstanceState;
import dev.wasmmaven.runtime.engine.compiler.rt.InterpretedCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A module's code: classes that are generated when they are first needed, shared by all instances and threads.
 *
 * <p>An instance that runs it must be given {@link dev.wasmmaven.runtime.engine.compiler.rt.LinearMemory},
 * {@link dev.wasmmaven.runtime.engine.compiler.rt.FunctionTable} and
 * {@link dev.wasmmaven.runtime.engine.compiler.rt.StateGlobal} as its memories, tables and globals, its own and those it
 * imports.
 */
public final class CompiledModule implements Code {

    private static final byte[] NO_BYTES = {};

    private final ModuleInfo module;
    private final ClassNames names;
    private final StoredClasses stored;
    private final CodeLoader loader;
    private final Map<String, List<Integer>> functionValues;
    private final AtomicReferenceArray<FunctionGroup> groups;
    private final byte[][] passiveData;
    private @Nullable WasmModule interpreted;

    private CompiledModule(ModuleInfo module, ClassNames names, StoredClasses stored) {
        this.module = module;
        this.names = names;
        this.stored = stored;
        this.functionValues = module.functionValues();
        this.loader = new CodeLoader(module, names, functionValues, stored);
        int defined = module.functionCount() - module.importedFunctions();
        this.groups = new AtomicReferenceArray<>((defined + ClassNames.GROUP_SIZE - 1) / ClassNames.GROUP_SIZE);
        this.passiveData = passiveData(module.module());
    }

    private CompiledModule(CompiledModule same, WasmModule data) {
        this.module = same.module;
        this.names = same.names;
        this.stored = same.stored;
        this.functionValues = same.functionValues;
        this.loader = same.loader;
        this.groups = same.groups;
        this.passiveData = passiveData(data);
    }

    private static byte[][] passiveData(WasmModule parsed) {
        byte[][] passive = new byte[parsed.dataSection().dataSegmentCount()][];
        for (int i = 0; i < passive.length; i++) {
            passive[i] = parsed.dataSection().getDataSegment(i) instanceof PassiveDataSegment segment
                    ? segment.data()
                    : NO_BYTES;
        }
        return passive;
    }

    /** The same classes for a module that differs from this one only in what is in its data segments. */
    public CompiledModule withDataOf(WasmModule module) {
        return new CompiledModule(this, module);
    }

    /** Why the module cannot be compiled, in words that follow "it uses"; empty if it can. */
    public static Optional<String> reasonAgainst(WasmModule module) {
        return Limits.reasonAgainst(module);
    }

    /** The kind of code that is made in this JVM, apart from which other code of the same module is kept. */
    public static String variant() {
        return DirectAccessClass.isAvailable() ? "-direct" : "";
    }

    /**
     * Prepares a module against which there is {@linkplain #reasonAgainst no reason}.
     *
     * @param packageName a package that no other module's classes have, and the same for this module's always
     * @param stored where its classes are kept
     * @param largeMemories whether its memories, and those that it imports, are made for growing beyond what an array holds
     */
    public static CompiledModule of(
            WasmModule module, String packageName, StoredClasses stored, boolean largeMemories) {
        return of(new ModuleInfo(module, largeMemories), packageName, stored);
    }

    /**
     * Prepares a module whose classes were kept.
     *
     * @param module with empty function bodies
     * @param code the same with its code and the types that this uses, asked for when a class is needed that was not kept
     */
    public static CompiledModule of(
            WasmModule module,
            Supplier<WasmModule> code,
            String packageName,
            StoredClasses stored,
            boolean largeMemories) {
        return of(new ModuleInfo(module, code, largeMemories), packageName, stored);
    }

    private static CompiledModule of(ModuleInfo info, String packageName, StoredClasses stored) {
        return new CompiledModule(
                info, new ClassNames(packageName.replace('.', '/') + '/', info.importedFunctions()), stored);
    }

    /** A machine for an instance that is being made. */
    public Machine newMachine(Instance instance, CoreStop stop) {
        try {
            Class<?> type = load(names.state());
            InstanceState state = (InstanceState) type.getConstructor(Instance.class, Code.class, CoreStop.class)
                    .newInstance(instance, this, stop);
            return new CompiledMachine(state);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(names.state(), e);
        }
    }

    /** Makes all classes, on all cores; none if all are kept on disk. */
    public void compileAll() {
        if (stored.isComplete()) {
            return;
        }
        List<String> all = new ArrayList<>();
        // The slowest to make come first.
        for (int i = module.importedFunctions(); i < module.functionCount(); i++) {
            if (FunctionCompiler.isLarge(module, i)) {
                all.add(names.large(i));
            }
        }
        for (int i = 0; i < groups.length(); i++) {
            all.add(names.groupAt(i));
        }
        functionValues.forEach((signature, functions) -> {
            for (int bucket = 0; bucket * ClassNames.BUCKET_SIZE < functions.size(); bucket++) {
                all.add(names.bucket(signature, bucket));
            }
        });
        all.add(names.state());
        all.add(names.imports());
        if (DirectAccessClass.isAvailable()) {
            all.add(names.directAccess());
        }
        all.parallelStream().forEach(this::loadOnly);
        loader.byProducts().parallelStream().forEach(this::loadOnly);
        stored.complete();
    }

    private void loadOnly(String internalName) {
        try {
            Class.forName(internalName.replace('/', '.'), false, loader);
        } catch (ClassNotFoundException e) {
            throw new LinkageError(internalName, e);
        }
    }

    private Class<?> load(String internalName) throws ClassNotFoundException {
        return Class.forName(internalName.replace('/', '.'), true, loader);
    }

    @Override
    public FunctionGroup group(int function) {
        int index = names.groupIndex(function);
        FunctionGroup group = groups.get(index);
        if (group == null) {
            try {
                group = (FunctionGroup)
                        load(names.groupAt(index)).getConstructor().newInstance();
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(names.groupAt(index), e);
            }
            groups.set(index, group);
        }
        return group;
    }

    @Override
    public FuncRef newFuncRef(Instance instance, InstanceState state, int function) {
        String signature = Kind.signature(module.functionType(function));
        List<Integer> all = functionValues.getOrDefault(signature, List.of());
        int position = Collections.binarySearch(all, function);
        if (position < 0) {
            return newForeignRef(instance, function);
        }
        String name = names.bucket(signature, position / ClassNames.BUCKET_SIZE);
        try {
            return (FuncRef) load(name)
                    .getConstructor(Instance.class, int.class, state.getClass())
                    .newInstance(instance, function, state);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(name, e);
        }
    }

    @Override
    public FuncRef newForeignRef(Instance instance, int function) {
        String name = ClassNames.signature(Kind.signature(instance.type(instance.functionType(function))));
        try {
            return (FuncRef)
                    load(name).getConstructor(Instance.class, int.class).newInstance(instance, function);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(name, e);
        }
    }

    @Override
    public synchronized WasmModule interpreted() {
        WasmModule code = interpreted;
        if (code == null) {
            code = InterpretedCode.of(module.code());
            interpreted = code;
        }
        return code;
    }

    @Override
    public int importedFunctions() {
        return module.importedFunctions();
    }

    @Override
    public int importedGlobals() {
        return module.importedGlobals();
    }

    @Override
    public byte[] dataSegment(int index) {
        return passiveData[index];
    }
}
