package dev.wasmmaven.runtime.engine.chicory;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.types.Export;
import com.dylibso.chicory.wasm.types.ExternalType;
import dev.wasmmaven.runtime.engine.CoreExtern;
import dev.wasmmaven.runtime.engine.CoreGlobalType;
import dev.wasmmaven.runtime.engine.CoreInstance;
import dev.wasmmaven.runtime.engine.CoreMemory;
import dev.wasmmaven.runtime.engine.CoreMemoryType;
import dev.wasmmaven.runtime.engine.CoreModule;
import dev.wasmmaven.runtime.engine.CoreStop;
import dev.wasmmaven.runtime.engine.CoreTagType;
import dev.wasmmaven.runtime.engine.compiler.rt.LinearMemory;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** An instance. */
final class ChicoryInstance implements CoreInstance {

    private static final long[] NONE = {};

    private final ChicoryModule module;
    private final List<CoreExtern> imports;
    private final CoreStop stop;
    private final Traps traps;
    private final Map<String, CoreExtern> externs = new ConcurrentHashMap<>();

    /** The answer to the last question: host functions ask for the same memory at every call. */
    private volatile @Nullable NamedMemory lastMemory;

    private @Nullable Instance raw;

    ChicoryInstance(ChicoryModule module, List<CoreExtern> imports, CoreStop stop, Traps traps) {
        this.module = module;
        this.imports = imports;
        this.stop = stop;
        this.traps = traps;
    }

    /** Binds Chicory's instance, before the start function can run. */
    void bind(Instance instance) {
        this.raw = instance;
    }

    private static final class NamedMemory {
        private final String name;
        private final Optional<CoreMemory> memory;

        private NamedMemory(String name, Optional<CoreMemory> memory) {
            this.name = name;
            this.memory = memory;
        }
    }

    Instance raw() {
        return Objects.requireNonNull(raw, "not instantiated yet");
    }

    @Override
    public CoreModule module() {
        return module;
    }

    @Override
    public CoreStop stopSwitch() {
        return stop;
    }

    Traps traps() {
        return traps;
    }

    ChicoryFunc function(int index) {
        return new ChicoryFunc(this, index, module.functionType(index));
    }

    /** Runs a function without any of the boundary's care; for the boundary, and for links between instances. */
    long[] invoke(int index, long[] args) {
        long[] results = raw().getMachine().call(index, args);
        return results == null ? NONE : results;
    }

    @Override
    public Optional<CoreExtern> export(String name) {
        CoreExtern extern = externs.get(name);
        if (extern != null) {
            return Optional.of(extern);
        }
        Optional<CoreExtern> made = module.findExport(name).map(this::extern);
        made.ifPresent(value -> externs.put(name, value));
        return made;
    }

    @Override
    public Optional<CoreMemory> memory(String name) {
        NamedMemory known = lastMemory;
        if (known == null || !known.name.equals(name)) {
            known = new NamedMemory(
                    name, export(name).map(extern -> extern instanceof CoreMemory memory ? memory : null));
            lastMemory = known;
        }
        return known.memory;
    }

    private CoreExtern extern(Export export) {
        // What is passed on from the imports stays the same extern, with its own declared type.
        Optional<Integer> imported = module.importOf(export.exportType(), export.index());
        if (imported.isPresent() && export.exportType() != ExternalType.FUNCTION) {
            return imports.get(imported.get());
        }
        int index = export.index();
        return switch (export.exportType()) {
            case FUNCTION -> function(index);
            case MEMORY ->
                new ChicoryMemory(
                        (LinearMemory) raw().memory(index),
                        type(export, CoreMemoryType.class).maxPages());
            case TABLE -> new ChicoryTable(raw().table(index));
            case GLOBAL -> new ChicoryGlobal(raw().global(index), type(export, CoreGlobalType.class));
            case TAG -> new ChicoryTag(raw().tag(index), type(export, CoreTagType.class));
        };
    }

    private <T> T type(Export export, Class<T> kind) {
        return kind.cast(module.exportType(export.name()));
    }
}
