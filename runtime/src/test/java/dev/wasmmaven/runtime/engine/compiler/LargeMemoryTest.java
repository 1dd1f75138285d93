package dev.wasmmaven.runtime.engine.compiler;

import static dev.wasmmaven.runtime.testing.ModuleAssembler.I32;
import static dev.wasmmaven.runtime.testing.ModuleAssembler.I64;
import static dev.wasmmaven.runtime.testing.ModuleAssembler.types;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.runtime.engine.CoreEngine;
import dev.wasmmaven.runtime.engine.CoreExtern;
import dev.wasmmaven.runtime.engine.CoreInstance;
import dev.wasmmaven.runtime.engine.CoreMemory;
import dev.wasmmaven.runtime.engine.CoreMemoryType;
import dev.wasmmaven.runtime.engine.CoreOptions;
import dev.wasmmaven.runtime.engine.chicory.ChicoryEngine;
import dev.wasmmaven.runtime.error.TrapException;
import dev.wasmmaven.runtime.error.TrapKind;
import dev.wasmmaven.runtime.error.UninstantiableException;
import dev.wasmmaven.runtime.error.UnlinkableException;
import dev.wasmmaven.runtime.testing.Code;
import dev.wasmmaven.runtime.testing.ModuleAssembler;
import dev.wasmmaven.runtime.testing.ModuleAssembler.Kind;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Memories beyond 2 GiB, of which only the pages that are written take room. */
@DisplayName("Memories of up to 4 GiB")
class LargeMemoryTest {

    private static final int MOST = 65_536;
    private static final int PAGES = 40_000;
    private static final long END = PAGES * 65_536L;
    private static final long TWO_GIB = 1L << 31;
    private static final long ALL = 1L << 32;

    private final CoreEngine engine = new ChicoryEngine(ALL, true, 1000, Optional.empty());

    /** Functions that load and store, with an offset and without one, grow, fill and copy. */
    private static byte[] accesses(int pages, boolean imported) {
        ModuleAssembler module = new ModuleAssembler();
        int load = module.type(types(I32), I32);
        int load64 = module.type(types(I32), I64);
        int store64 = module.type(types(I32, I64));
        int three = module.type(types(I32, I32, I32));
        int memory = imported ? module.importMemory("m", "m", pages, MOST) : module.memory(pages, MOST);
        module.export("mem", Kind.MEMORY, memory);
        module.export(
                "load8",
                Kind.FUNC,
                module.func(load, 0, new Code().localGet(0).op(0x2d, 0, 0).end()));
        module.export(
                "load32",
                Kind.FUNC,
                module.func(load, 0, new Code().localGet(0).i32Load(0).end()));
        module.export(
                "load32at16",
                Kind.FUNC,
                module.func(load, 0, new Code().localGet(0).i32Load(16).end()));
        module.export(
                "load32far",
                Kind.FUNC,
                module.func(
                        load,
                        0,
                        new Code().localGet(0).op(0x28, 2).u32(0x9000_0000).end()));
        module.export(
                "load64",
                Kind.FUNC,
                module.func(load64, 0, new Code().localGet(0).op(0x29, 3, 0).end()));
        module.export(
                "store64",
                Kind.FUNC,
                module.func(
                        store64,
                        0,
                        new Code().localGet(0).localGet(1).op(0x37, 3, 0).end()));
        module.export(
                "grow",
                Kind.FUNC,
                module.func(load, 0, new Code().localGet(0).memoryGrow().end()));
        module.export(
                "fill",
                Kind.FUNC,
                module.func(
                        three,
                        0,
                        new Code()
                                .localGet(0)
                                .localGet(1)
                                .localGet(2)
                                .op(0xfc, 11, 0)
                                .end()));
        module.export(
                "copy",
                Kind.FUNC,
                module.func(
                        three,
                        0,
                        new Code()
                                .localGet(0)
                                .localGet(1)
                                .localGet(2)
                                .op(0xfc, 10, 0, 0)
                                .end()));
        // A vector is stored and its upper half read back.
        module.export(
                "vector",
                Kind.FUNC,
                module.func(
                        load64,
                        0,
                        new Code()
                                .localGet(0)
                                .localGet(0)
                                .op(0xfd, 15)
                                .op(0xfd, 11, 4, 0)
                                .localGet(0)
                                .op(0xfd, 0, 4, 0)
                                .op(0xfd, 29, 1)
                                .end()));
        return module.build();
    }

    private CoreInstance instance(byte[] wasm, CoreEngine on, CoreExtern... imports) {
        return on.instantiate(
                on.load(wasm, new CoreOptions("large.wasm", CoreOptions.Mode.COMPILED)), List.of(imports));
    }

    private static long call(CoreInstance instance, String name, long... args) {
        long[] results = instance.func(name).orElseThrow().call(args);
        return results.length == 0 ? 0 : results[0];
    }

    private static void traps(CoreInstance instance, String name, long... args) {
        assertThatExceptionOfType(TrapException.class)
                .isThrownBy(() -> call(instance, name, args))
                .returns(TrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS, TrapException::kind);
    }

    @Test
    @DisplayName("loads and stores reach every address, across 2 GiB too, and trap exactly at the end")
    void accesses() {
        CoreInstance instance = instance(accesses(PAGES, false), engine);
        for (long address : new long[] {0, TWO_GIB - 8, TWO_GIB - 3, TWO_GIB, TWO_GIB + 65_533, END - 8}) {
            call(instance, "store64", (int) address, 0x1122_3344_5566_7788L + address);
            assertThat(call(instance, "load64", (int) address)).isEqualTo(0x1122_3344_5566_7788L + address);
            assertThat((int) call(instance, "load32", (int) address)).isEqualTo((int) (0x5566_7788L + address));
        }
        assertThat((int) call(instance, "load32at16", (int) (END - 24))).isEqualTo((int) (0x5566_7788L + END - 8));
        assertThat(call(instance, "load8", (int) (END - 1))).isEqualTo(0x11);
        traps(instance, "load8", (int) END);
        traps(instance, "load64", (int) (END - 7));
        traps(instance, "store64", (int) (END - 7), 1);
        assertThat(call(instance, "load8", (int) (END - 1))).isEqualTo(0x11);
        traps(instance, "load32at16", (int) (END - 19));
        traps(instance, "load32at16", -1);
        traps(instance, "load32far", (int) (END - 0x9000_0000L - 3));
        traps(instance, "load32far", -1);
        assertThat((int) call(instance, "load32far", (int) (END - 8 - 0x9000_0000L)))
                .isEqualTo((int) (0x5566_7788L + END - 8));
    }

    @Test
    @DisplayName("vectors too")
    void vectors() {
        CoreInstance instance = instance(accesses(PAGES, false), engine);
        assertThat(call(instance, "vector", (int) (TWO_GIB - 7))).isEqualTo(0xf9f9_f9f9_f9f9_f9f9L);
        traps(instance, "vector", (int) (END - 15));
        assertThat(call(instance, "load64", (int) (END - 8))).isZero();
    }

    @Test
    @DisplayName("growing ends at 65,536 pages, whose last byte can be used")
    void grow() {
        CoreInstance instance = instance(accesses(1, false), engine);
        assertThat((int) call(instance, "grow", MOST)).isEqualTo(-1);
        assertThat(call(instance, "grow", PAGES - 1)).isEqualTo(1);
        assertThat(call(instance, "grow", MOST - PAGES)).isEqualTo(PAGES);
        assertThat((int) call(instance, "grow", 1)).isEqualTo(-1);
        assertThat(call(instance, "grow", 0)).isEqualTo(MOST);
        call(instance, "store64", -8, -2L);
        assertThat(call(instance, "load64", -8)).isEqualTo(-2);
        traps(instance, "load64", -7);
        assertThat(instance.memory("mem").orElseThrow().byteSize()).isEqualTo(ALL);
    }

    @Test
    @DisplayName("ranges are filled and copied across 2 GiB, forwards, backwards and overlapping")
    void ranges() {
        CoreInstance instance = instance(accesses(PAGES, false), engine);
        call(instance, "fill", (int) (TWO_GIB - 70_000), 7, 140_000);
        assertThat(call(instance, "load8", (int) (TWO_GIB - 70_001))).isZero();
        assertThat(call(instance, "load8", (int) (TWO_GIB + 69_999))).isEqualTo(7);
        assertThat(call(instance, "load8", (int) (TWO_GIB + 70_000))).isZero();
        call(instance, "store64", (int) (TWO_GIB - 70_000), 1);
        call(instance, "copy", (int) (TWO_GIB - 69_999), (int) (TWO_GIB - 70_000), 140_000);
        assertThat(call(instance, "load8", (int) (TWO_GIB - 69_999))).isEqualTo(1);
        assertThat(call(instance, "load8", (int) (TWO_GIB + 70_000))).isEqualTo(7);
        call(instance, "copy", 5, (int) (TWO_GIB - 69_999), 140_000);
        assertThat(call(instance, "load64", 5)).isEqualTo(1);
        traps(instance, "fill", (int) (END - 1), 1, 2);
        traps(instance, "copy", 0, (int) (END - 1), 2);
    }

    @Test
    @DisplayName("a fill of more than 2 GiB with what is there already allocates nothing")
    void longRange() {
        CoreInstance instance = instance(accesses(PAGES, false), engine);
        call(instance, "fill", 1, 0, (int) (END - 1));
        traps(instance, "fill", 1, 0, (int) END);
    }

    @Test
    @DisplayName("the host reads and writes beyond 2 GiB")
    void host() {
        CoreInstance instance = instance(accesses(PAGES, false), engine);
        CoreMemory memory = instance.memory("mem").orElseThrow();
        byte[] text = "across".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        memory.write((int) TWO_GIB - 3, text, 0, text.length);
        byte[] back = new byte[text.length];
        memory.read((int) TWO_GIB - 3, back, 0, back.length);
        assertThat(back).isEqualTo(text);
        assertThat(memory.i8((int) TWO_GIB)).isEqualTo((byte) 'o');
        memory.i64((int) (END - 8), 5);
        assertThat(call(instance, "load64", (int) (END - 8))).isEqualTo(5);
    }

    @Test
    @DisplayName("an engine that does not allow them makes them for a module whose memory begins so large")
    void initial() {
        CoreInstance instance = instance(accesses(PAGES, false), new ChicoryEngine(ALL));
        call(instance, "store64", (int) (END - 8), 9);
        assertThat(call(instance, "load64", (int) (END - 8))).isEqualTo(9);
        assertThatThrownBy(() -> instance(accesses(PAGES, false), new ChicoryEngine(TWO_GIB)))
                .isInstanceOf(UninstantiableException.class)
                .hasMessageContaining("a memory of 2500 MiB is more than the limit of 2048 MiB");
    }

    @Test
    @DisplayName("a module that is not made for one is not linked with one")
    void imported() {
        CoreEngine small = new ChicoryEngine(ALL);
        CoreInstance owner = instance(accesses(PAGES, false), small);
        assertThatThrownBy(() ->
                        instance(accesses(1, true), small, owner.memory("mem").orElseThrow()))
                .isInstanceOf(UnlinkableException.class)
                .hasMessageContaining("2 GiB");
        CoreMemory memory = engine.newMemory(new CoreMemoryType(PAGES, OptionalLong.of(MOST), false));
        CoreInstance user = instance(accesses(1, true), engine, memory);
        call(user, "store64", (int) (END - 8), 3);
        assertThat(memory.i64((int) (END - 8))).isEqualTo(3);
    }

    @ParameterizedTest(name = "shared: {0}")
    @ValueSource(booleans = {true, false})
    @DisplayName("atomic accesses reach beyond 2 GiB, in shared memories without further ado")
    void atomics(boolean shared) {
        ModuleAssembler module = new ModuleAssembler();
        int add = module.type(types(I32, I32), I32);
        if (shared) {
            module.sharedMemory(PAGES, MOST);
        } else {
            module.memory(PAGES, MOST);
        }
        module.export(
                "add",
                Kind.FUNC,
                module.func(
                        add,
                        0,
                        new Code().localGet(0).localGet(1).op(0xfe, 0x1e, 2, 4).end()));
        CoreInstance instance = instance(module.build(), shared ? new ChicoryEngine(ALL) : engine);
        assertThat(call(instance, "add", (int) (END - 8), 3)).isZero();
        assertThat(call(instance, "add", (int) (END - 8), 3)).isEqualTo(3);
        traps(instance, "add", (int) (END - 4), 1);
        traps(instance, "add", -4, 1);
        assertThatExceptionOfType(TrapException.class)
                .isThrownBy(() -> call(instance, "add", (int) TWO_GIB + 1, 1))
                .returns(TrapKind.UNALIGNED_ATOMIC, TrapException::kind);
    }

    @Test
    @DisplayName("the interpreter, which does not reach them, refuses them by name")
    void interpreted() {
        CoreOptions options = new CoreOptions("large.wasm", CoreOptions.Mode.INTERPRETED);
        assertThatThrownBy(() -> engine.instantiate(engine.load(accesses(PAGES, false), options), List.of()))
                .isInstanceOf(UninstantiableException.class)
                .hasMessageContaining("a memory of 2500 MiB needs compiled code");
    }

    @Test
    @DisplayName("and so does a function that is too large to be compiled, once the memory is as large")
    void largeFunction() {
        ModuleAssembler module = new ModuleAssembler();
        int type = module.type(types(I32), I32);
        module.memory(1, MOST);
        Code code = new Code();
        for (int i = 0; i < 130_000; i++) {
            code.i32Const(1).op(0x1a);
        }
        module.export(
                "load",
                Kind.FUNC,
                module.func(type, 0, code.localGet(0).i32Load(0).end()));
        module.export(
                "grow",
                Kind.FUNC,
                module.func(type, 0, new Code().localGet(0).op(0x40, 0).end()));
        CoreInstance instance = instance(module.build(), engine);
        assertThat(call(instance, "load", 8)).isZero();
        call(instance, "grow", PAGES);
        assertThatExceptionOfType(TrapException.class)
                .isThrownBy(() -> call(instance, "load", 8))
                .withMessageStartingWith("wasm trap: a function is too large to be compiled")
                .withMessageContaining("divide the function, or use less memory");
    }
}
