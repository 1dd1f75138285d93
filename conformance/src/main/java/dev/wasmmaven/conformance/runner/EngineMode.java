package dev.wasmmaven.conformance.runner;

import dev.wasmmaven.runtime.engine.CoreEngine;
import dev.wasmmaven.runtime.engine.CoreOptions;
import dev.wasmmaven.runtime.engine.chicory.ChicoryEngine;
import java.util.Locale;
import java.util.function.Supplier;

/** The ways in which this project runs a core module; each must pass the same scripts. */
public enum EngineMode {
    COMPILED(() -> new ChicoryEngine(EngineMode.MAX_MEMORY), CoreOptions.Mode.COMPILED),
    COMPILED_BY_CHICORY(() -> new ChicoryEngine(EngineMode.MAX_MEMORY), CoreOptions.Mode.COMPILED_BY_CHICORY),
    INTERPRETED(() -> new ChicoryEngine(EngineMode.MAX_MEMORY), CoreOptions.Mode.INTERPRETED);

    /** Scripts grow memories until it fails; without a limit that would be when the heap is exhausted. */
    private static final long MAX_MEMORY = 1L << 29;

    private final Supplier<CoreEngine> engine;
    private final CoreOptions.Mode mode;

    EngineMode(Supplier<CoreEngine> engine, CoreOptions.Mode mode) {
        this.engine = engine;
        this.mode = mode;
    }

    CoreEngine newEngine() {
        return engine.get();
    }

    CoreOptions options(String name) {
        return new CoreOptions(name, mode);
    }

    /** The name in the ledger and on the command line. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
