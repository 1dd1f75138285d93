package dev.wasmmaven.conformance.runner;

import dev.wasmmaven.runtime.engine.CoreEngine;
import dev.wasmmaven.runtime.engine.CoreOptions;
import dev.wasmmaven.runtime.engine.chicory.ChicoryEngine;
import java.util.Locale;

/** The ways in which this project runs a core module; each must pass the same scripts. */
public enum EngineMode {
    COMPILED(CoreOptions.Mode.COMPILED, true),
    COMPILED_BY_CHICORY(CoreOptions.Mode.COMPILED_BY_CHICORY, true),
    INTERPRETED(CoreOptions.Mode.INTERPRETED, true),

    /** Components with all their core modules as they are; the same as without for core modules. */
    COMPILED_UNCHANGED(CoreOptions.Mode.COMPILED, false),
    INTERPRETED_UNCHANGED(CoreOptions.Mode.INTERPRETED, false);

    /** Scripts grow memories until it fails; without a limit that would be when the heap is exhausted. */
    private static final long MAX_MEMORY = 1L << 29;

    private final CoreOptions.Mode mode;
    private final boolean rewriting;

    EngineMode(CoreOptions.Mode mode, boolean rewriting) {
        this.mode = mode;
        this.rewriting = rewriting;
    }

    /** Whether core modules of components may be replaced by faster ones. */
    boolean rewriting() {
        return rewriting;
    }

    CoreEngine newEngine() {
        return new ChicoryEngine(MAX_MEMORY);
    }

    CoreOptions options(String name) {
        return new CoreOptions(name, mode);
    }

    /** The name in the ledger and on the command line. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
