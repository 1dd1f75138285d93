package dev.wasmmaven.runtime.engine.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wasmmaven.runtime.engine.CoreEngine;
import dev.wasmmaven.runtime.engine.CoreExtern;
import dev.wasmmaven.runtime.engine.CoreFunc;
import dev.wasmmaven.runtime.engine.CoreFuncType;
import dev.wasmmaven.runtime.engine.CoreGlobal;
import dev.wasmmaven.runtime.engine.CoreGlobalType;
import dev.wasmmaven.runtime.engine.CoreInstance;
import dev.wasmmaven.runtime.engine.CoreOptions;
import dev.wasmmaven.runtime.engine.CoreValType;
import dev.wasmmaven.runtime.engine.chicory.ChicoryEngine;
import dev.wasmmaven.runtime.error.InvalidException;
import dev.wasmmaven.runtime.error.MalformedException;
import dev.wasmmaven.runtime.testing.Code;
import dev.wasmmaven.runtime.testing.ModuleAssembler;
import dev.wasmmaven.runtime.testing.ModuleAssembler.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ContextRewriterTest {

    private static final int RETURN_CALL = 0x12;

    private static final ContextImport GET = new ContextImport("c", "get", 1, false);
    private static final ContextImport SET = new ContextImport("c", "set", 1, true);

    private final CoreEngine engine = new ChicoryEngine(1 << 20);
    private final ModuleAssembler module = new ModuleAssembler();
    private final int getType = module.type(new int[0], ModuleAssembler.I32);
    private final int setType = module.type(new int[] {ModuleAssembler.I32});

    private ContextModule rewritten(byte[] bytes) {
        byte[] rewritten =
                ContextRewriter.rewrite("m", bytes, List.of(GET, SET)).orElseThrow();
        return new ContextModule(
                engine.load(rewritten, new CoreOptions("rewritten.wasm", CoreOptions.Mode.INTERPRETED)));
    }

    private void function(String name, int type, Code body) {
        module.export(name, Kind.FUNC, module.func(type, 0, body.end()));
    }

    private boolean loads(byte[] bytes) {
        try {
            engine.load(bytes, new CoreOptions("m.wasm", CoreOptions.Mode.INTERPRETED));
            return true;
        } catch (MalformedException | InvalidException e) {
            return false;
        }
    }

    private CoreFunc failing(int params, int results) {
        return engine.hostFunc(
                new CoreFuncType(
                        List.of(CoreValType.I32).subList(0, params),
                        List.of(CoreValType.I32).subList(0, results)),
                (caller, args) -> {
                    throw new IllegalStateException("called, though it need not be");
                });
    }

    private List<CoreGlobal> slots() {
        return List.of(engine.newGlobal(ContextModule.SLOT, 0), engine.newGlobal(ContextModule.SLOT, 0));
    }

    private CoreInstance instantiate(ContextModule wanted, List<CoreGlobal> slots, CoreExtern... imports) {
        List<CoreExtern> externs = new ArrayList<>(List.of(imports));
        externs.addAll(slots);
        return engine.instantiate(wanted.rewritten(), externs);
    }

    @Test
    @DisplayName("calls become accesses to globals, and the module's own globals stay its own")
    void accesses() {
        int get = module.importFunc("c", "get", getType);
        int base = module.importGlobal("other", "base", ModuleAssembler.I32, false);
        int set = module.importFunc("c", "set", setType);
        module.memory(1, 1);
        int own = module.global(
                ModuleAssembler.I32, true, new Code().globalGet(base).end());
        module.export("own", Kind.GLOBAL, own);
        function("add", setType, new Code().call(get).localGet(0).i32Add().call(set));
        function("tail", getType, new Code().op(RETURN_CALL).u32(get));
        function("read", getType, new Code().globalGet(own));
        ContextModule made = rewritten(module.build());
        assertThat(made.imports()).hasSize(3);

        List<CoreGlobal> slots = slots();
        CoreInstance instance = instantiate(
                made,
                slots,
                failing(0, 1),
                engine.newGlobal(new CoreGlobalType(CoreValType.I32, false), 77),
                failing(1, 0));
        slots.get(1).set(40);
        instance.func("add").orElseThrow().call(2);
        assertThat(slots.get(0).get()).isZero();
        assertThat(slots.get(1).get()).isEqualTo(42);
        assertThat(instance.func("tail").orElseThrow().call()).containsExactly(42);
        assertThat(instance.func("read").orElseThrow().call()).containsExactly(77);
        assertThat(((CoreGlobal) instance.export("own").orElseThrow()).get()).isEqualTo(77);
    }

    @Test
    @DisplayName("an import of another type than the built-in's, or one that is never called, changes nothing")
    void otherImports() {
        int odd = module.importFunc("c", "get", setType);
        module.func("f", setType, 0, new Code().localGet(0).call(odd).end());
        assertThat(ContextRewriter.rewrite("m", module.build(), List.of(GET, SET)))
                .isEmpty();

        ModuleAssembler unused = new ModuleAssembler();
        unused.export("get", Kind.FUNC, unused.importFunc("c", "get", unused.type(new int[0], ModuleAssembler.I32)));
        assertThat(ContextRewriter.rewrite("m", unused.build(), List.of(GET, SET)))
                .isEmpty();
    }

    @Test
    @DisplayName("what is rewritten is a module only if it was one; unknown instructions are left to the engine")
    void damaged() {
        int get = module.importFunc("c", "get", getType);
        module.func("f", getType, 0, new Code().call(get).end());
        byte[] whole = module.build();
        assertThat(ContextRewriter.rewrite("m", whole, List.of(GET))).isPresent();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            ContextRewriter.rewrite("m", cut, List.of(GET))
                    .ifPresent(made -> assertThat(loads(made)).isEqualTo(loads(cut)));
        }
        ModuleAssembler unknown = new ModuleAssembler();
        int type = unknown.type(new int[0], ModuleAssembler.I32);
        int access = unknown.importFunc("c", "get", type);
        unknown.func("f", type, 0, new Code().call(access).op(0x27).end());
        assertThat(ContextRewriter.rewrite("m", unknown.build(), List.of(GET))).isEmpty();
    }
}
