package dev.wasmmaven.runtime.engine.chicory;

import com.dylibso.chicory.runtime.ImportFunction;
import com.dylibso.chicory.runtime.ImportGlobal;
import com.dylibso.chicory.runtime.ImportMemory;
import com.dylibso.chicory.runtime.ImportTable;
import com.dylibso.chicory.runtime.ImportTag;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.WasmFunctionHandle;
import com.dylibso.chicory.wasm.types.FunctionImport;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.dylibso.chicory.wasm.types.MutabilityType;
import com.dylibso.chicory.wasm.types.Table;
import com.dylibso.chicory.wasm.types.TableLimits;
import com.dylibso.chicory.wasm.types.Value;
import dev.wasmmaven.runtime.engine.CoreEngine;
import dev.wasmmaven.runtime.engine.CoreExtern;
import dev.wasmmaven.runtime.engine.CoreFeatures;
import dev.wasmmaven.runtime.engine.CoreFunc;
import dev.wasmmaven.runtime.engine.CoreFuncType;
import dev.wasmmaven.runtime.engine.CoreGlobal;
import dev.wasmmaven.runtime.engine.CoreGlobalType;
import dev.wasmmaven.runtime.engine.CoreInstance;
import dev.wasmmaven.runtime.engine.CoreMemory;
import dev.wasmmaven.runtime.engine.CoreMemoryType;
import dev.wasmmaven.runtime.engine.CoreModule;
import dev.wasmmaven.runtime.engine.CoreOptions;
import dev.wasmmaven.runtime.engine.CoreStop;
import dev.wasmmaven.runtime.engine.CoreTable;
import dev.wasmmaven.runtime.engine.CoreTableType;
import dev.wasmmaven.runtime.engine.HostFunc;
import dev.wasmmaven.runtime.engine.ImportMatching;
import dev.wasmmaven.runtime.engine.cache.CodeCache;
import dev.wasmmaven.runtime.engine.compiler.rt.ElementAllowance;
import dev.wasmmaven.runtime.engine.compiler.rt.FunctionTable;
import dev.wasmmaven.runtime.engine.compiler.rt.LinearMemory;
import dev.wasmmaven.runtime.engine.compiler.rt.PassedReferences;
import dev.wasmmaven.runtime.engine.compiler.rt.StateGlobal;
import dev.wasmmaven.runtime.error.UninstantiableException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Chicory as a core engine. */
public final class ChicoryEngine implements CoreEngine {

    /** Chicory looks for each import among all, and the JVM has no room for the methods of many more in one class. */
    private static final int MAX_IMPORTS = 20_000;

    private static final int PAGE_SIZE = 1 << 16;

    private final Backtraces backtraces = new Backtraces();
    private final Traps traps = new Traps(backtraces);
    private final ModuleLoader loader;
    private final int maxPages;
    private final boolean largeMemories;
    private final int maxTableElements;

    /** How far tables grow unless another limit is given: far more than compilers make, and some 120 MB. */
    public static final int MAX_TABLE_ELEMENTS = 10_000_000;

    /**
     * As {@link #ChicoryEngine(long, boolean, int, Optional)}, with {@value #MAX_TABLE_ELEMENTS} elements, memories below 2 GiB
     * and without a cache.
     */
    public ChicoryEngine(long maxMemoryBytes) {
        this(maxMemoryBytes, false, MAX_TABLE_ELEMENTS, Optional.empty());
    }

    /**
     * @param maxMemoryBytes how far each memory may grow, whatever its type says; growing further fails as the
     *     specification provides
     * @param largeMemories whether memories may grow beyond 64 KiB less than 2 GiB, for which their accesses are somewhat slower.
     *     Without, only modules whose memory begins larger have such memories. Interpreted modules never have
     * @param maxTableElements how many elements the tables that one instance defines may have together, likewise
     * @param cache where compiled code is kept, if it is
     */
    public ChicoryEngine(long maxMemoryBytes, boolean largeMemories, int maxTableElements, Optional<CodeCache> cache) {
        this.loader = new ModuleLoader(backtraces, cache, largeMemories);
        this.largeMemories = largeMemories;
        this.maxTableElements = maxTableElements;
        this.maxPages = (int) Math.min(ChicoryMemory.MAX_PAGES, maxMemoryBytes / PAGE_SIZE);
    }

    /** Has this process forget the code of all modules but those that were loaded last, see {@link PreparedModules#retain}. */
    public static void retainPrepared(int most) {
        PreparedModules.SHARED.retain(most);
    }

    @Override
    public CoreModule load(byte[] wasm, CoreOptions options) {
        return loader.load(wasm, options);
    }

    @Override
    public void saveCode() {
        loader.save();
    }

    @Override
    public List<CoreMemory> newSharedMemories(CoreModule module) {
        List<CoreMemory> shared = new ArrayList<>();
        ((ChicoryModule) module).parsed().memorySection().ifPresent(memories -> {
            for (int i = 0; i < memories.memoryCount(); i++) {
                MemoryLimits limits = memories.getMemory(i).limits();
                if (limits.shared()) {
                    LinearMemory made = ChicoryMemory.allocate(limits, maxPages, largeMemories);
                    shared.add(new ChicoryMemory(made, OptionalLong.of(limits.maximumPages())));
                }
            }
        });
        return shared;
    }

    @Override
    public CoreInstance instantiate(
            CoreModule module, List<CoreExtern> imports, List<CoreMemory> shared, CoreStop stop) {
        ChicoryModule own = (ChicoryModule) module;
        if (imports.size() > MAX_IMPORTS) {
            throw new UninstantiableException(
                    own.name() + " imports " + imports.size() + " things; at most " + MAX_IMPORTS + " are linked",
                    null);
        }
        ImportMatching.check(own, imports);
        for (CoreExtern extern : imports) {
            if (extern instanceof ChicoryMemory memory) {
                memory.requireFor(own);
            }
        }
        ElementAllowance tableElements = new ElementAllowance(maxTableElements);
        Iterator<CoreMemory> sharedLeft = shared.iterator();
        ChicoryInstance instance = new ChicoryInstance(own, List.copyOf(imports), stop, traps);
        CoreStop.Visit visit = stop.enter();
        try {
            Instance raw = Instance.builder(own.parsed())
                    .withImportValues(link(own, imports, instance))
                    .withMachineFactory(it -> new OwnedMachine(instance, own.newMachine(it, stop)))
                    .withMemoryFactory(limits -> limits.shared() && sharedLeft.hasNext()
                            ? ((ChicoryMemory) sharedLeft.next()).raw()
                            : ChicoryMemory.allocate(limits, maxPages, own.hasLargeMemories()))
                    .withTableFactory((table, initial) -> new FunctionTable(table, initial, tableElements))
                    .withGlobalFactory(StateGlobal::new)
                    .withInitialize(false)
                    .build();
            instance.bind(raw);
            EmptySegments.check(raw);
            raw.initialize(false);
            return instance;
        } catch (RuntimeException | Error e) {
            throw traps.translateInstantiation(e);
        } finally {
            visit.close();
        }
    }

    private static ImportValues link(ChicoryModule module, List<CoreExtern> imports, ChicoryInstance instance) {
        ImportValues.Builder values = ImportValues.builder();
        for (int i = 0; i < imports.size(); i++) {
            String position = ParsedModule.position(i);
            CoreExtern extern = imports.get(i);
            if (extern instanceof CoreFunc) {
                FunctionImport item =
                        (FunctionImport) module.parsed().importSection().getImport(i);
                FunctionType type = module.parsed().typeSection().getType(item.typeIndex());
                values.addFunction(new ImportFunction(position, "", type, handle(extern, instance)));
            } else if (extern instanceof ChicoryMemory memory) {
                values.addMemory(new ImportMemory(position, "", memory.raw()));
            } else if (extern instanceof ChicoryTable table) {
                values.addTable(new ImportTable(position, "", table.raw()));
            } else if (extern instanceof ChicoryGlobal global) {
                values.addGlobal(new ImportGlobal(position, "", global.raw()));
            } else if (extern instanceof ChicoryTag tag) {
                values.addTag(new ImportTag(position, "", tag.raw()));
            } else {
                throw new IllegalArgumentException("not an extern of this engine: " + extern.getClass());
            }
        }
        return values.build();
    }

    private static WasmFunctionHandle handle(CoreExtern extern, ChicoryInstance caller) {
        if (extern instanceof ChicoryHostFunc host) {
            return (instance, args) -> host.callFrom(caller, args);
        }
        if (extern instanceof ChicoryFunc function) {
            CoreFuncType type = function.type();
            WasmFunctionHandle call = call(function, caller);
            return PassedReferences.isIn(type.params()) || PassedReferences.isIn(type.results())
                    ? passingReferences(call, function, caller)
                    : call;
        }
        throw new IllegalArgumentException("not an extern of this engine: " + extern.getClass());
    }

    private static WasmFunctionHandle call(ChicoryFunc function, ChicoryInstance caller) {
        ChicoryInstance owner = function.owner();
        if (owner.stopSwitch() == caller.stopSwitch()) {
            return (instance, args) -> owner.invoke(function.index(), args);
        }
        return (instance, args) -> {
            CoreStop.Visit visit = owner.stopSwitch().enter();
            try {
                return owner.invoke(function.index(), args);
            } finally {
                visit.close();
            }
        };
    }

    private static WasmFunctionHandle passingReferences(
            WasmFunctionHandle call, ChicoryFunc function, ChicoryInstance caller) {
        CoreFuncType type = function.type();
        return (instance, args) -> {
            Instance from = caller.raw();
            Instance to = function.owner().raw();
            long[] results = call.apply(instance, PassedReferences.across(type.params(), args, from, to));
            return PassedReferences.across(type.results(), results, to, from);
        };
    }

    @Override
    public CoreFunc hostFunc(CoreFuncType type, HostFunc body) {
        return new ChicoryHostFunc(type, body);
    }

    @Override
    public CoreMemory newMemory(CoreMemoryType type) {
        int max = (int) Math.min(MemoryLimits.MAX_PAGES, type.maxPages().orElse(MemoryLimits.MAX_PAGES));
        MemoryLimits limits = new MemoryLimits((int) type.minPages(), max, type.shared());
        return new ChicoryMemory(ChicoryMemory.allocate(limits, maxPages, largeMemories), type.maxPages());
    }

    @Override
    public CoreTable newTable(CoreTableType type) {
        Table table = new Table(
                Types.value(type.element()),
                new TableLimits(type.min(), type.max().orElse(TableLimits.LIMIT_MAX)));
        return new ChicoryTable(new FunctionTable(table, Value.REF_NULL_VALUE, new ElementAllowance(maxTableElements)));
    }

    @Override
    public CoreGlobal newGlobal(CoreGlobalType type, long value) {
        MutabilityType mutability = type.mutable() ? MutabilityType.Var : MutabilityType.Const;
        return new ChicoryGlobal(new StateGlobal(value, 0, Types.value(type.value()), mutability), type);
    }

    @Override
    public CoreFeatures features() {
        return new CoreFeatures(true, true, true, true, true, false);
    }
}
