package dev.wasmmaven.runtime.engine;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.wasmmaven.runtime.error.TrapException;
import dev.wasmmaven.runtime.testing.Code;
import dev.wasmmaven.runtime.testing.ModuleAssembler;
import dev.wasmmaven.runtime.testing.ModuleAssembler.Kind;
import java.util.List;
import org.junit.jupiter.api.Timeout;

/**
 * The seam's test kit: what the layers above take for granted of every engine, in one class for each topic. Letters in
 * its sentences are those of the list in the design of the component model's seam.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class EngineContract {

    /** Memory limit in pages of the engine under test. */
    public static final int LIMIT_PAGES = 256;

    protected static final CoreFuncType VOID = new CoreFuncType(List.of(), List.of());
    protected static final CoreFuncType I32_TO_I32 =
            new CoreFuncType(List.of(CoreValType.I32), List.of(CoreValType.I32));
    protected static final int PAGE = 65536;

    private final CoreEngine engine;
    private final CoreOptions.Mode mode;

    /**
     * @param engine with memories limited to {@link #LIMIT_PAGES}
     * @param mode the mode under test
     */
    protected EngineContract(CoreEngine engine, CoreOptions.Mode mode) {
        this.engine = engine;
        this.mode = mode;
    }

    protected final CoreEngine engine() {
        return engine;
    }

    protected final CoreOptions.Mode mode() {
        return mode;
    }

    protected final CoreModule load(ModuleAssembler module) {
        return load(module.build());
    }

    protected final CoreModule load(byte[] wasm) {
        return engine().load(wasm, new CoreOptions("test.wasm", mode()));
    }

    protected final CoreInstance instantiate(ModuleAssembler module, CoreExtern... imports) {
        return engine().instantiate(load(module), List.of(imports));
    }

    protected static long[] call(CoreInstance instance, String name, long... args) {
        return instance.func(name).orElseThrow().call(args);
    }

    protected static TrapException trap(CoreInstance instance, String name, long... args) {
        return assertThatExceptionOfType(TrapException.class)
                .isThrownBy(() -> call(instance, name, args))
                .actual();
    }

    /** A module with one exported function {@code f}. */
    protected static ModuleAssembler single(int[] params, int[] results, Code body) {
        ModuleAssembler module = new ModuleAssembler();
        int type = module.type(params, results);
        return module.export("f", Kind.FUNC, module.func(type, 0, body));
    }
}
