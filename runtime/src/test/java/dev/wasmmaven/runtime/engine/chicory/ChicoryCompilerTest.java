package dev.wasmmaven.runtime.engine.chicory;

import dev.wasmmaven.runtime.engine.CoreEngine;
import dev.wasmmaven.runtime.engine.CoreEngineContract;
import dev.wasmmaven.runtime.engine.CoreOptions;

/** The seam's test kit on Chicory's compiler. */
class ChicoryCompilerTest extends CoreEngineContract {

    private final CoreEngine engine = new ChicoryEngine(LIMIT_PAGES * 65536L);

    @Override
    protected CoreEngine engine() {
        return engine;
    }

    @Override
    protected CoreOptions.Mode mode() {
        return CoreOptions.Mode.COMPILED;
    }
}
