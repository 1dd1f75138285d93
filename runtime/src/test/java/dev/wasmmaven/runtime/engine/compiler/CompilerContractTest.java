package dev.wasmmaven.runtime.engine.compiler;

import dev.wasmmaven.runtime.engine.BadModuleContract;
import dev.wasmmaven.runtime.engine.CoreEngine;
import dev.wasmmaven.runtime.engine.CoreOptions;
import dev.wasmmaven.runtime.engine.EngineContract;
import dev.wasmmaven.runtime.engine.LinkingContract;
import dev.wasmmaven.runtime.engine.MemoryContract;
import dev.wasmmaven.runtime.engine.ModuleContract;
import dev.wasmmaven.runtime.engine.StopContract;
import dev.wasmmaven.runtime.engine.TrapContract;
import dev.wasmmaven.runtime.engine.chicory.ChicoryEngine;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

@DisplayName("The seam's test kit on our compiler")
class CompilerContractTest {

    private static final CoreEngine ENGINE = new ChicoryEngine(EngineContract.LIMIT_PAGES * 65536L);
    private static final CoreOptions.Mode MODE = CoreOptions.Mode.COMPILED;

    @Nested
    class Module extends ModuleContract {
        Module() {
            super(ENGINE, MODE);
        }
    }

    @Nested
    class Linking extends LinkingContract {
        Linking() {
            super(ENGINE, MODE);
        }
    }

    @Nested
    class Trap extends TrapContract {
        Trap() {
            super(ENGINE, MODE);
        }
    }

    @Nested
    class Stop extends StopContract {
        Stop() {
            super(ENGINE, MODE);
        }
    }

    @Nested
    class Memory extends MemoryContract {
        Memory() {
            super(ENGINE, MODE);
        }
    }

    @Nested
    class BadModule extends BadModuleContract {
        BadModule() {
            super(ENGINE, MODE);
        }
    }
}
