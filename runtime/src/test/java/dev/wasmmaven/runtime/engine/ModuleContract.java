package dev.wasmmaven.runtime.engine;

import static dev.wasmmaven.runtime.testing.ModuleAssembler.F32;
import static dev.wasmmaven.runtime.testing.ModuleAssembler.F64;
import static dev.wasmmaven.runtime.testing.ModuleAssembler.I32;
import static dev.wasmmaven.runtime.testing.ModuleAssembler.I64;
import static dev.wasmmaven.runtime.testing.ModuleAssembler.types;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.wasmmaven.runtime.error.InvalidException;
import dev.wasmmaven.runtime.error.UnsupportedException;
import dev.wasmmaven.runtime.error.WasmException;
import dev.wasmmaven.runtime.testing.Code;
import dev.wasmmaven.runtime.testing.ModuleAssembler;
import dev.wasmmaven.runtime.testing.ModuleAssembler.Kind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The seam's test kit: what a module tells, its values, and instances side by side. */
public abstract class ModuleContract extends EngineContract {

    protected ModuleContract(CoreEngine engine, CoreOptions.Mode mode) {
        super(engine, mode);
    }

    @Test
    @DisplayName("values of all number types go in and come out bit for bit")
    void values() {
        ModuleAssembler module = new ModuleAssembler();
        int type = module.type(types(I32, I64, F32, F64), F64, F32, I64, I32);
        module.export(
                "reverse",
                Kind.FUNC,
                module.func(
                        type,
                        0,
                        new Code()
                                .localGet(3)
                                .localGet(2)
                                .localGet(1)
                                .localGet(0)
                                .end()));
        CoreInstance instance = instantiate(module);

        long f32 = Float.floatToRawIntBits(-1.5f) & 0xffff_ffffL;
        long f64 = Double.doubleToRawLongBits(Math.PI);
        long[] results = call(instance, "reverse", -7, Long.MIN_VALUE, f32, f64);

        assertThat(results[0]).isEqualTo(f64);
        assertThat((int) results[1]).isEqualTo((int) f32);
        assertThat(results[2]).isEqualTo(Long.MIN_VALUE);
        assertThat((int) results[3]).isEqualTo(-7);
    }

    @Test
    @DisplayName("only the low half of an i32 argument counts")
    void upperHalfIgnored() {
        CoreInstance instance = instantiate(single(
                types(I32),
                types(I32),
                new Code().localGet(0).i32Const(0).op(0x46).end()));

        assertThat(call(instance, "f", 0xdead_beef_0000_0000L)[0]).isEqualTo(1);
    }

    @Test
    @DisplayName("a call with the wrong number of arguments is refused")
    void argumentCount() {
        CoreInstance instance = instantiate(single(types(I32), types(), new Code().end()));

        assertThatThrownBy(() -> call(instance, "f")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("imports and exports are listed in order with their types")
    void externTypes() {
        ModuleAssembler module = new ModuleAssembler();
        int type = module.type(types(I32), I32);
        module.importFunc("m", "f", type);
        module.importMemory("m", "mem", 1, 3);
        module.importTable("n", "tab", 2, -1);
        module.importGlobal("n", "g", I64, true);
        module.export("mem", Kind.MEMORY, 0).export("f2", Kind.FUNC, 0);
        CoreModule loaded = load(module);

        assertThat(loaded.name()).isEqualTo("test.wasm");
        assertThat(loaded.imports())
                .containsExactly(
                        new CoreImport("m", "f", I32_TO_I32),
                        new CoreImport("m", "mem", new CoreMemoryType(1, OptionalLong.of(3), false)),
                        new CoreImport("n", "tab", new CoreTableType(CoreValType.FUNCREF, 2, OptionalLong.empty())),
                        new CoreImport("n", "g", new CoreGlobalType(CoreValType.I64, true)));
        assertThat(loaded.exports())
                .containsExactly(
                        new CoreExport("mem", new CoreMemoryType(1, OptionalLong.of(3), false)),
                        new CoreExport("f2", I32_TO_I32));
    }

    @Test
    @DisplayName("custom sections can be read, the first of a name")
    void customSections() {
        CoreModule module = load(new ModuleAssembler()
                .custom("note", new byte[] {1, 2, 3})
                .custom("note", new byte[] {4})
                .custom("empty", new byte[0]));

        assertThat(module.customSection("note")).hasValue(new byte[] {1, 2, 3});
        assertThat(module.customSection("empty")).hasValue(new byte[0]);
        assertThat(module.customSection("other")).isEmpty();
    }

    @Test
    @DisplayName("the mode asked for is the mode used")
    void modeUsed() {
        assertThat(load(single(types(), types(), new Code().end())).mode()).isEqualTo(mode());
    }

    @Test
    @DisplayName("(j) a module is instantiated 100 times from many threads, each instance with its own state")
    void manyInstances() throws Exception {
        ModuleAssembler module = new ModuleAssembler();
        int type = module.type(types(I32), I32);
        int global = module.global(I32, true, new Code().i32Const(0).end());
        module.export(
                "add",
                Kind.FUNC,
                module.func(
                        type,
                        0,
                        new Code()
                                .globalGet(global)
                                .localGet(0)
                                .i32Add()
                                .globalSet(global)
                                .globalGet(global)
                                .end()));
        CoreModule loaded = load(module);
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Future<Long>> sums = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                int number = i;
                sums.add(pool.submit(() -> {
                    CoreInstance instance = engine().instantiate(loaded, List.of());
                    call(instance, "add", number);
                    return call(instance, "add", 1)[0];
                }));
            }
            for (int i = 0; i < 100; i++) {
                assertThat(sums.get(i).get()).isEqualTo(i + 1);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    @DisplayName("(k) one instance runs on one thread after the other")
    void threadsInTurn() throws Exception {
        ModuleAssembler module = new ModuleAssembler();
        int type = module.type(types(I32), I32);
        module.memory(1, -1);
        module.export(
                "add",
                Kind.FUNC,
                module.func(
                        type,
                        0,
                        new Code()
                                .i32Const(0)
                                .i32Const(0)
                                .i32Load(0)
                                .localGet(0)
                                .i32Add()
                                .i32Store(0)
                                .i32Const(0)
                                .i32Load(0)
                                .end()));
        CoreInstance instance = instantiate(module);
        long last = 0;
        for (int i = 1; i <= 20; i++) {
            last = CompletableFuture.supplyAsync(() -> call(instance, "add", 2)[0], task -> new Thread(task).start())
                    .get();
        }

        assertThat(last).isEqualTo(40);
    }

    @Test
    @DisplayName("(l) the features reported are those the engine runs")
    void features() {
        CoreFeatures features = engine().features();

        assertThat(loads(simd())).isEqualTo(features.simd());
        assertThat(loads(memory64())).isEqualTo(features.memory64());
        assertThat(runsMultiMemory()).isEqualTo(features.multiMemory());
        // Chicory's compiler, kept for comparison, makes plain calls of them.
        assertThat(runsTailCalls() || mode() == CoreOptions.Mode.COMPILED_BY_CHICORY)
                .isEqualTo(features.tailCalls());
    }

    private boolean loads(byte[] wasm) {
        try {
            load(wasm);
            return true;
        } catch (UnsupportedException e) {
            return false;
        }
    }

    private static byte[] simd() {
        // v128.const 0; drop
        return single(
                        types(),
                        types(),
                        new Code().op(0xfd, 0x0c).op(new int[16]).drop().end())
                .build();
    }

    private static byte[] memory64() {
        return new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0, 5, 3, 1, 4, 1};
    }

    private boolean runsMultiMemory() {
        ModuleAssembler module = new ModuleAssembler();
        int type = module.type(types(), I32);
        module.memory(1, -1);
        module.memory(2, -1);
        // memory.size of the second
        module.export(
                "f", Kind.FUNC, module.func(type, 0, new Code().op(0x3f, 1).end()));
        return call(instantiate(module), "f")[0] == 2;
    }

    private boolean runsTailCalls() {
        ModuleAssembler module = new ModuleAssembler();
        int type = module.type(types(I32), I32);
        // f(n) = n == 0 ? 5 : return_call f(n - 1), deeper than any stack
        module.export(
                "f",
                Kind.FUNC,
                module.func(
                        type,
                        0,
                        new Code()
                                .localGet(0)
                                .op(0x45)
                                .ifThen(Code.VOID)
                                .i32Const(5)
                                .op(0x0f)
                                .end()
                                .localGet(0)
                                .i32Const(1)
                                .i32Sub()
                                .op(0x12)
                                .u32(0)
                                .end()));
        try {
            return call(instantiate(module), "f", 1_000_000)[0] == 5;
        } catch (WasmException e) {
            return false;
        }
    }

    @Test
    @DisplayName("a branch out of a try_table in unreachable code compiles, or is interpreted")
    void unreachableTryTable() {
        // (module (func (export "f") br 0 (try_table br 0))), over which Chicory's compiler falls.
        byte[] wasm = HexFormat.of()
                .parseHex("0061736d01000000" + "010401600000" + "03020100" + "07050101660000" + "0a0c010a"
                        + "000c001f40000c000b0b");
        CoreInstance instance = engine().instantiate(load(wasm), List.of());
        assertThat(instance.func("f").orElseThrow().call()).isEmpty();
    }

    /**
     * The bodies begin with 100 and their parameter on the stack, which is the block's parameter, and end with 100 minus the
     * block's result. Type 1 takes an i32 and returns one.
     */
    @ParameterizedTest(name = "{0}")
    @DisplayName("a branch leaves nothing behind of a block with parameters but its results")
    @CsvSource({
        // block; 7; 8; br 0; end
        "block, 0201 4107 4108 0c00 0b, 92, 92",
        // block; 7; 8; 1; br_if 0; drop; drop; end
        "br_if, 0201 4107 4108 4101 0d00 1a1a 0b, 92, 92",
        // block; 7; 8; 1; br_table 0 0; end
        "br_table, 0201 4107 4108 4101 0e01 0000 0b, 92, 92",
        // block; block; 6; 7; 8; br 1; end; end
        "two blocks, 0201 0201 4106 4107 4108 0c01 0b 0b, 92, 92",
        // eqz; 5; local.get 0; if; drop; 7; 8; br 0; else; 3; br 0; end; i32.add
        "if, 45 4105 2000 0401 1a 4107 4108 0c00 05 4103 0c00 0b 6a, 96, 92",
        // loop; eqz; if; 3; 1; br 1; end; 5; end: a second round with what the first leaves below its parameter
        "loop, 0301 45 0440 4103 4101 0c01 0b 4105 0b, 95, 95",
        // block; try_table; 7; 8; br 1; end; end
        "try_table, 0201 1f0100 4107 4108 0c01 0b 0b, 92, 92"
    })
    void blocksWithParameters(String name, String body, int ofZero, int ofOne) {
        assumeFalse(
                mode() == CoreOptions.Mode.COMPILED_BY_CHICORY,
                "Chicory's compiler leaves values behind, so that modules with such blocks that ours refuses are interpreted");
        Code code = new Code().i32Const(100).localGet(0);
        for (byte each : HexFormat.of().parseHex(body.replace(" ", ""))) {
            code.op(each & 0xff);
        }
        code.i32Sub().end();
        // With more than 2000 our compiler refuses a module.
        for (int globals : new int[] {0, 2001}) {
            ModuleAssembler module = new ModuleAssembler();
            module.type(types(), I32);
            int type = module.type(types(I32), I32);
            for (int i = 0; i < globals; i++) {
                module.global(I32, false, new Code().i32Const(0).end());
            }
            module.export("f", Kind.FUNC, module.func(type, 0, code));
            CoreInstance instance = instantiate(module);
            assertThat(call(instance, "f", 0)).containsExactly((long) ofZero);
            assertThat(call(instance, "f", 1)).containsExactly((long) ofOne);
        }
    }

    @Test
    @DisplayName("a function may refer to one that only an export mentions, and not to one that nothing does")
    void declaredByExport() {
        Code refersToItself = new Code().op(0xd2, 0, 0xd1).end();
        ModuleAssembler exported = new ModuleAssembler();
        exported.export("f", Kind.FUNC, exported.func(exported.type(types(), I32), 0, refersToItself));
        assertThat(call(instantiate(exported), "f")).containsExactly(0L);
        ModuleAssembler hidden = new ModuleAssembler();
        hidden.func(hidden.type(types(), I32), 0, refersToItself);
        assertThatThrownBy(() -> load(hidden)).isInstanceOf(InvalidException.class);
    }

    @Test
    @DisplayName("unsigned 64-bit integers become the nearest 32-bit floats, of two as near the even one")
    void roundsToNearest() {
        assumeFalse(
                mode() == CoreOptions.Mode.COMPILED_BY_CHICORY,
                "Chicory's compiler, for what ours refuses, rounds ties up");
        ModuleAssembler module = new ModuleAssembler();
        int type = module.type(types(I64), F32);
        module.export(
                "f",
                Kind.FUNC,
                module.func(type, 0, new Code().localGet(0).op(0xb5).end()));
        CoreInstance instance = instantiate(module);
        for (long value : new long[] {
            0,
            1,
            16_777_217,
            16_777_219,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            -1,
            0x8000_0080_0000_0000L,
            0x8000_0080_0000_0001L,
            0x8000_0180_0000_0000L,
            0x8000_017f_ffff_ffffL,
            0xffff_ff7f_ffff_ffffL
        }) {
            float nearest = new BigInteger(Long.toUnsignedString(value)).floatValue();
            assertThat(Float.intBitsToFloat((int) call(instance, "f", value)[0]))
                    .as(Long.toUnsignedString(value))
                    .isEqualTo(nearest);
        }
    }
}
