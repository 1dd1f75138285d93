package dev.wasmmaven.runtime.engine;

import static dev.wasmmaven.runtime.testing.ModuleAssembler.F32;
import static dev.wasmmaven.runtime.testing.ModuleAssembler.F64;
import static dev.wasmmaven.runtime.testing.ModuleAssembler.I32;
import static dev.wasmmaven.runtime.testing.ModuleAssembler.I64;
import static dev.wasmmaven.runtime.testing.ModuleAssembler.types;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.runtime.error.InvalidException;
import dev.wasmmaven.runtime.error.MalformedException;
import dev.wasmmaven.runtime.error.TrapException;
import dev.wasmmaven.runtime.error.TrapKind;
import dev.wasmmaven.runtime.error.UninstantiableException;
import dev.wasmmaven.runtime.error.UnlinkableException;
import dev.wasmmaven.runtime.error.UnsupportedException;
import dev.wasmmaven.runtime.error.WasmException;
import dev.wasmmaven.runtime.error.WasmFrame;
import dev.wasmmaven.runtime.testing.Code;
import dev.wasmmaven.runtime.testing.ModuleAssembler;
import dev.wasmmaven.runtime.testing.ModuleAssembler.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The seam's test kit: what the layers above take for granted of every engine. Letters are those of the list in the
 * design of the component model's seam.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class CoreEngineContract {

    private static final CoreFuncType VOID = new CoreFuncType(List.of(), List.of());
    private static final CoreFuncType I32_TO_I32 = new CoreFuncType(List.of(CoreValType.I32), List.of(CoreValType.I32));
    private static final int PAGE = 65536;

    /** Memory limit of {@link #engine()} in pages. */
    protected static final int LIMIT_PAGES = 256;

    /** The engine under test, with memories limited to {@link #LIMIT_PAGES}. */
    protected abstract CoreEngine engine();

    /** The mode under test. */
    protected abstract CoreOptions.Mode mode();

    private CoreModule load(ModuleAssembler module) {
        return load(module.build());
    }

    private CoreModule load(byte[] wasm) {
        return engine().load(wasm, new CoreOptions("test.wasm", mode()));
    }

    private CoreInstance instantiate(ModuleAssembler module, CoreExtern... imports) {
        return engine().instantiate(load(module), List.of(imports));
    }

    private static long[] call(CoreInstance instance, String name, long... args) {
        return instance.func(name).orElseThrow().call(args);
    }

    private static TrapException trap(CoreInstance instance, String name, long... args) {
        return assertThatExceptionOfType(TrapException.class)
                .isThrownBy(() -> call(instance, name, args))
                .actual();
    }

    /** A module with one exported function {@code f}. */
    private static ModuleAssembler single(int[] params, int[] results, Code body) {
        ModuleAssembler module = new ModuleAssembler();
        int type = module.type(params, results);
        return module.export("f", Kind.FUNC, module.func(type, 0, body));
    }

    // Values and types

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

    // (a), (b): linking

    @Test
    @DisplayName("(a) host functions and another instance's function, memory, table and global can be mixed as imports")
    void mixedImports() {
        ModuleAssembler provider = new ModuleAssembler();
        int unary = provider.type(types(I32), I32);
        provider.export(
                "double",
                Kind.FUNC,
                provider.func(
                        unary, 0, new Code().localGet(0).localGet(0).i32Add().end()));
        provider.export("mem", Kind.MEMORY, provider.memory(1, 2));
        provider.export("tab", Kind.TABLE, provider.table(4, 4));
        provider.export(
                "g",
                Kind.GLOBAL,
                provider.global(I32, true, new Code().i32Const(30).end()));
        provider.elements(1, 0);
        CoreInstance a = instantiate(provider);

        ModuleAssembler user = new ModuleAssembler();
        int type = user.type(types(I32), I32);
        user.importFunc("host", "inc", type);
        user.importFunc("a", "double", type);
        user.importMemory("a", "mem", 1, 2);
        user.importTable("a", "tab", 4, 4);
        user.importGlobal("a", "g", I32, true);
        user.export(
                "f",
                Kind.FUNC,
                user.func(
                        type,
                        0,
                        // memory[8] = double(inc(x)) + g; g = 7; return table[1](memory[8])
                        new Code()
                                .i32Const(8)
                                .localGet(0)
                                .call(0)
                                .call(1)
                                .globalGet(0)
                                .i32Add()
                                .i32Store(0)
                                .i32Const(7)
                                .globalSet(0)
                                .i32Const(8)
                                .i32Load(0)
                                .i32Const(1)
                                .callIndirect(type, 0)
                                .end()));
        CoreFunc inc = engine().hostFunc(I32_TO_I32, (caller, args) -> new long[] {args[0] + 1});
        CoreInstance b = instantiate(
                user,
                inc,
                a.func("double").orElseThrow(),
                a.memory("mem").orElseThrow(),
                a.export("tab").orElseThrow(),
                a.export("g").orElseThrow());

        assertThat(call(b, "f", 4)).containsExactly(80);
        assertThat(a.memory("mem").orElseThrow().i32(8)).isEqualTo(40);
        assertThat(((CoreGlobal) a.export("g").orElseThrow()).get()).isEqualTo(7);
    }

    @Test
    @DisplayName("(a) two imports of one name can be given different functions")
    void sameNameTwice() {
        ModuleAssembler module = new ModuleAssembler();
        int type = module.type(types(), I32);
        module.importFunc("m", "f", type);
        module.importFunc("m", "f", type);
        module.export(
                "f",
                Kind.FUNC,
                module.func(type, 0, new Code().call(0).call(1).i32Sub().end()));
        CoreFuncType none = new CoreFuncType(List.of(), List.of(CoreValType.I32));

        CoreInstance instance = instantiate(
                module,
                engine().hostFunc(none, (caller, args) -> new long[] {50}),
                engine().hostFunc(none, (caller, args) -> new long[] {8}));

        assertThat(call(instance, "f")).containsExactly(42);
    }

    @Test
    @DisplayName("(b) a module puts an imported host function into another's table, which calls it indirectly")
    void hostFunctionInForeignTable() {
        ModuleAssembler owner = new ModuleAssembler();
        int type = owner.type(types(I32), I32);
        owner.export("tab", Kind.TABLE, owner.table(2, -1));
        owner.export(
                "f",
                Kind.FUNC,
                owner.func(
                        type,
                        0,
                        new Code().localGet(0).i32Const(1).callIndirect(type, 0).end()));
        CoreInstance a = instantiate(owner);
        assertThat(trap(a, "f", 1).kind()).isEqualTo(TrapKind.UNINITIALIZED_ELEMENT);

        ModuleAssembler filler = new ModuleAssembler();
        filler.importFunc("host", "f", filler.type(types(I32), I32));
        filler.importTable("a", "tab", 2, -1);
        filler.elements(1, 0);
        CoreFunc triple = engine().hostFunc(I32_TO_I32, (caller, args) -> new long[] {args[0] * 3});
        instantiate(filler, triple, a.export("tab").orElseThrow());

        assertThat(call(a, "f", 14)).containsExactly(42);
        CoreTable table = (CoreTable) a.export("tab").orElseThrow();
        assertThat(table.func(0)).isNull();
        assertThat(table.func(1).call(5)).containsExactly(15);
        assertThat(table.func(1).type()).isEqualTo(I32_TO_I32);
        assertThatExceptionOfType(TrapException.class)
                .isThrownBy(() -> table.func(2))
                .returns(TrapKind.OUT_OF_BOUNDS_TABLE_ACCESS, TrapException::kind);
    }

    @Test
    @DisplayName("a table that one instance grew starts small again in the next instance of the module")
    void tablesAreNotShared() {
        ModuleAssembler module = new ModuleAssembler();
        int type = module.type(types(I32), I32);
        module.export("tab", Kind.TABLE, module.table(1, -1));
        module.export(
                "f",
                Kind.FUNC,
                module.func(
                        type,
                        0,
                        new Code().refNullFunc().localGet(0).tableGrow(0).end()));
        CoreModule loaded = load(module);
        CoreInstance first = engine().instantiate(loaded, List.of());
        assertThat(call(first, "f", 9)).containsExactly(1);
        assertThat(((CoreTable) first.export("tab").orElseThrow()).size()).isEqualTo(10);

        CoreInstance second = engine().instantiate(loaded, List.of());

        assertThat(((CoreTable) second.export("tab").orElseThrow()).size()).isEqualTo(1);
    }

    // (c), (i): instantiation

    @Test
    @DisplayName("(c) a start function calls a host function, which finds the instance's memory with its data")
    void startFunction() {
        ModuleAssembler module = new ModuleAssembler();
        int type = module.type(types());
        int host = module.importFunc("host", "seen", type);
        module.export("mem", Kind.MEMORY, module.memory(1, -1));
        module.data(3, "A");
        module.start(module.func(type, 0, new Code().call(host).end()));
        AtomicReference<Byte> seen = new AtomicReference<>();

        instantiate(module, engine().hostFunc(VOID, (caller, args) -> {
            seen.set(caller.memory("mem").orElseThrow().i8(3));
            return null;
        }));

        assertThat(seen.get()).isEqualTo((byte) 'A');
    }

    @Test
    @DisplayName("(i) an exported _start is not run by instantiation")
    void noAutoStart() {
        ModuleAssembler module = new ModuleAssembler();
        int type = module.type(types());
        module.export(
                "_start",
                Kind.FUNC,
                module.func(type, 0, new Code().unreachable().end()));

        assertThat(trap(instantiate(module), "_start").kind()).isEqualTo(TrapKind.UNREACHABLE);
    }

    @Test
    @DisplayName("a trap in the start function and a segment out of bounds are traps of instantiation")
    void instantiationTraps() {
        ModuleAssembler start = new ModuleAssembler();
        start.start(start.func(start.type(types()), 0, new Code().unreachable().end()));
        assertThatExceptionOfType(TrapException.class)
                .isThrownBy(() -> instantiate(start))
                .returns(TrapKind.UNREACHABLE, TrapException::kind);

        ModuleAssembler data = new ModuleAssembler();
        data.memory(1, -1);
        data.data(PAGE - 1, "xy");
        assertThatExceptionOfType(TrapException.class)
                .isThrownBy(() -> instantiate(data))
                .returns(TrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS, TrapException::kind);

        ModuleAssembler elements = new ModuleAssembler();
        int function = elements.func(elements.type(types()), 0, new Code().end());
        elements.table(1, -1);
        elements.elements(1, function);
        assertThatExceptionOfType(TrapException.class)
                .isThrownBy(() -> instantiate(elements))
                .returns(TrapKind.OUT_OF_BOUNDS_TABLE_ACCESS, TrapException::kind);
    }

    // (d), (e), (f): what goes wrong

    @Test
    @DisplayName("(d) a host function's exception crosses guest frames unchanged, past catch_all")
    void hostExceptions() {
        ModuleAssembler module = new ModuleAssembler();
        int type = module.type(types());
        int host = module.importFunc("host", "fail", type);
        int inner = module.func(type, 0, new Code().call(host).end());
        module.export(
                "f",
                Kind.FUNC,
                module.func(
                        type,
                        0,
                        new Code()
                                .block(Code.VOID)
                                .tryTableCatchAll(Code.VOID, 0)
                                .call(inner)
                                .end()
                                .end()
                                .end()));
        for (Throwable thrown : List.of(
                new ArithmeticException("the host's own"),
                new IndexOutOfBoundsException("the host's own"),
                new TrapException(TrapKind.OTHER, "from elsewhere", List.of(), null),
                new AssertionError("an error"))) {
            CoreInstance instance = instantiate(module, engine().hostFunc(VOID, (caller, args) -> {
                if (thrown instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) thrown;
            }));

            assertThatThrownBy(() -> call(instance, "f")).isSameAs(thrown);
        }
    }

    @Test
    @DisplayName("(d) a host function that gives the wrong number of results fails on the host's side")
    void wrongResultCount() {
        ModuleAssembler module = new ModuleAssembler();
        int type = module.type(types(I32), I32);
        int host = module.importFunc("host", "f", type);
        module.export(
                "f",
                Kind.FUNC,
                module.func(type, 0, new Code().localGet(0).call(host).end()));

        CoreInstance instance = instantiate(module, engine().hostFunc(I32_TO_I32, (caller, args) -> null));

        assertThatThrownBy(() -> call(instance, "f", 1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("(e) an exception of the guest that nobody catches is told apart from a trap")
    void uncaughtException() {
        ModuleAssembler module = new ModuleAssembler();
        int type = module.type(types());
        int tag = module.tag(type);
        module.export(
                "f", Kind.FUNC, module.func(type, 0, new Code().throwTag(tag).end()));
        int caught = module.func(
                type,
                0,
                new Code()
                        .block(Code.VOID)
                        .tryTableCatchAll(Code.VOID, 0)
                        .throwTag(tag)
                        .end()
                        .end()
                        .end());
        module.export("g", Kind.FUNC, caught);
        CoreInstance instance = instantiate(module);

        assertThat(trap(instance, "f").kind()).isEqualTo(TrapKind.UNCAUGHT_EXCEPTION);
        assertThat(call(instance, "g")).isEmpty();
    }

    @Test
    @DisplayName("(f) endless recursion is a trap, after which the thread and another instance work on")
    void stackOverflow() {
        ModuleAssembler module = new ModuleAssembler();
        int type = module.type(types(I32), I32);
        int function = module.func(
                "recurse",
                type,
                0,
                new Code()
                        .localGet(0)
                        .i32Const(1)
                        .i32Add()
                        .call(0)
                        .i32Const(1)
                        .i32Add()
                        .end());
        module.export("f", Kind.FUNC, function);
        module.export(
                "g", Kind.FUNC, module.func(type, 0, new Code().localGet(0).end()));
        CoreModule loaded = load(module);

        TrapException trap = trap(engine().instantiate(loaded, List.of()), "f", 1);

        assertThat(trap.kind()).isEqualTo(TrapKind.CALL_STACK_EXHAUSTED);
        assertThat(trap.backtrace()).hasSizeGreaterThan(100).contains(new WasmFrame(0, "recurse"));
        assertThat(call(engine().instantiate(loaded, List.of()), "g", 3)).containsExactly(3);
    }

    @Test
    @DisplayName("each kind of trap is told by its kind")
    void trapKinds() {
        assertThat(trap(
                                instantiate(single(
                                        types(),
                                        types(),
                                        new Code().unreachable().end())),
                                "f")
                        .kind())
                .isEqualTo(TrapKind.UNREACHABLE);
        CoreInstance division = instantiate(single(
                types(I32, I32),
                types(I32),
                new Code().localGet(0).localGet(1).i32DivS().end()));
        assertThat(trap(division, "f", 1, 0).kind()).isEqualTo(TrapKind.INTEGER_DIVIDE_BY_ZERO);
        assertThat(trap(division, "f", Integer.MIN_VALUE, -1).kind()).isEqualTo(TrapKind.INTEGER_OVERFLOW);
        CoreInstance truncation = instantiate(single(
                types(F32), types(I32), new Code().localGet(0).i32TruncF32S().end()));
        assertThat(trap(truncation, "f", Float.floatToRawIntBits(Float.NaN)).kind())
                .isEqualTo(TrapKind.INVALID_CONVERSION_TO_INTEGER);

        ModuleAssembler memory =
                single(types(I32), types(I32), new Code().localGet(0).i32Load(0).end());
        memory.memory(1, 1);
        CoreInstance loads = instantiate(memory);
        assertThat(call(loads, "f", PAGE - 4)).containsExactly(0);
        for (int address : new int[] {PAGE - 3, PAGE, Integer.MAX_VALUE, Integer.MIN_VALUE, -1, -4}) {
            assertThat(trap(loads, "f", address).kind()).isEqualTo(TrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS);
        }

        ModuleAssembler table = new ModuleAssembler();
        int wanted = table.type(types(I32));
        int other = table.type(types());
        table.table(2, 2);
        table.elements(0, table.func(other, 0, new Code().end()));
        table.export(
                "f",
                Kind.FUNC,
                table.func(
                        wanted,
                        0,
                        new Code()
                                .i32Const(1)
                                .localGet(0)
                                .callIndirect(wanted, 0)
                                .end()));
        CoreInstance calls = instantiate(table);
        assertThat(trap(calls, "f", 0).kind()).isEqualTo(TrapKind.INDIRECT_CALL_TYPE_MISMATCH);
        assertThat(trap(calls, "f", 1).kind()).isEqualTo(TrapKind.UNINITIALIZED_ELEMENT);
        assertThat(trap(calls, "f", 2).kind()).isEqualTo(TrapKind.UNDEFINED_ELEMENT);
    }

    @Test
    @DisplayName("a trap's backtrace names the functions, innermost first, across instances and host functions")
    void backtraces() {
        ModuleAssembler inner = new ModuleAssembler();
        int innerType = inner.type(types());
        int boom = inner.func(
                "_ZN4demo4boom17h0123456789abcdefE",
                innerType,
                0,
                new Code().unreachable().end());
        inner.export(
                "f", Kind.FUNC, inner.func(innerType, 0, new Code().call(boom).end()));
        CoreInstance a = instantiate(inner);

        ModuleAssembler outer = new ModuleAssembler();
        int type = outer.type(types());
        int imported = outer.importFunc("a", "f", type);
        outer.export(
                "f",
                Kind.FUNC,
                outer.func(
                        "_RNvC7mycrate5outer",
                        type,
                        0,
                        new Code().call(imported).end()));
        CoreInstance b = instantiate(outer, a.func("f").orElseThrow());

        assertThat(trap(b, "f").backtrace())
                .containsExactly(
                        new WasmFrame(0, "demo::boom"),
                        new WasmFrame(1, "func[1]"),
                        new WasmFrame(1, "mycrate::outer"));
    }

    // (g): stopping

    private CoreModule spinning() {
        return load(
                single(types(), types(), new Code().loop(Code.VOID).br(0).end().end()));
    }

    @Test
    @DisplayName("(g) a tight loop is stopped from another thread, and the thread is left without an interrupt")
    void stopLoop() throws Exception {
        CoreInstance instance = engine().instantiate(spinning(), List.of());
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            Future<long[]> running = pool.submit(() -> call(instance, "f"));
            TimeUnit.MILLISECONDS.sleep(100);
            assertThat(running.isDone()).isFalse();
            instance.stop();

            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(running::get)
                    .satisfies(e ->
                            assertThat(((TrapException) e.getCause()).kind()).isEqualTo(TrapKind.INTERRUPTED));
            assertThat(pool.submit(() -> Thread.currentThread().isInterrupted()).get())
                    .isFalse();
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    @DisplayName("(g) an instance that was stopped before a call traps at once")
    void stopBefore() {
        CoreInstance instance = engine().instantiate(spinning(), List.of());
        instance.stop();

        assertThat(trap(instance, "f").kind()).isEqualTo(TrapKind.INTERRUPTED);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    @DisplayName("(g) a stop during a call from a host function, which swallows the interrupt, still stops the guest")
    void stopInHostFunction() throws Exception {
        ModuleAssembler module = new ModuleAssembler();
        int type = module.type(types());
        int host = module.importFunc("host", "sleep", type);
        module.export(
                "f",
                Kind.FUNC,
                module.func(
                        type,
                        0,
                        new Code().loop(Code.VOID).call(host).br(0).end().end()));
        CountDownLatch sleeping = new CountDownLatch(1);
        CoreInstance instance = instantiate(module, engine().hostFunc(VOID, (caller, args) -> {
            sleeping.countDown();
            try {
                TimeUnit.SECONDS.sleep(50);
            } catch (InterruptedException e) {
                return null;
            }
            return null;
        }));
        CompletableFuture<TrapException> ended = CompletableFuture.supplyAsync(() -> trap(instance, "f"));
        sleeping.await();
        instance.stop();

        assertThat(ended.get(20, TimeUnit.SECONDS).kind()).isEqualTo(TrapKind.INTERRUPTED);
    }

    @Test
    @DisplayName("(g) a start function can be stopped, as can a guest that called into another instance")
    void stopStartAndNested() throws Exception {
        ModuleAssembler start = new ModuleAssembler();
        start.start(start.func(
                start.type(types()), 0, new Code().loop(Code.VOID).br(0).end().end()));
        CoreModule loaded = load(start);
        CoreStop stop = new CoreStop();
        CompletableFuture<Void> starting =
                CompletableFuture.runAsync(() -> assertThatExceptionOfType(TrapException.class)
                        .isThrownBy(() -> engine().instantiate(loaded, List.of(), stop))
                        .returns(TrapKind.INTERRUPTED, TrapException::kind));
        TimeUnit.MILLISECONDS.sleep(50);
        stop.stop();
        starting.get(20, TimeUnit.SECONDS);

        CoreInstance inner = engine().instantiate(spinning(), List.of());
        ModuleAssembler outer = new ModuleAssembler();
        int type = outer.type(types());
        int imported = outer.importFunc("inner", "f", type);
        outer.export(
                "f", Kind.FUNC, outer.func(type, 0, new Code().call(imported).end()));
        CoreInstance caller = instantiate(outer, inner.func("f").orElseThrow());
        CompletableFuture<TrapException> ended = CompletableFuture.supplyAsync(() -> trap(caller, "f"));
        TimeUnit.MILLISECONDS.sleep(50);
        inner.stop();

        assertThat(ended.get(20, TimeUnit.SECONDS).kind()).isEqualTo(TrapKind.INTERRUPTED);
    }

    @Test
    @DisplayName("(g) a stop that races with the end of a call never leaves an interrupt behind")
    void stopRaces() throws Exception {
        CoreModule module = load(single(types(), types(), new Code().end()));
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            for (int i = 0; i < 300; i++) {
                CoreInstance instance = engine().instantiate(module, List.of());
                Future<Boolean> leaked = pool.submit(() -> {
                    try {
                        while (!instance.stopSwitch().isStopped()) {
                            call(instance, "f");
                        }
                    } catch (TrapException e) {
                        assertThat(e.kind()).isEqualTo(TrapKind.INTERRUPTED);
                    }
                    return Thread.currentThread().isInterrupted();
                });
                instance.stop();
                assertThat(leaked.get()).isFalse();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    // (h): memory

    @Test
    @DisplayName("(h) memory grown during a host call is seen by the host and by the guest afterwards")
    void growDuringHostCall() {
        ModuleAssembler module = new ModuleAssembler();
        int grow = module.type(types(), I32);
        int unary = module.type(types(I32), I32);
        int host = module.importFunc("host", "f", unary);
        module.export("mem", Kind.MEMORY, module.memory(1, 4));
        module.export(
                "grow",
                Kind.FUNC,
                module.func(grow, 0, new Code().i32Const(1).memoryGrow().end()));
        module.export(
                "f",
                Kind.FUNC,
                module.func(
                        unary, 0, new Code().localGet(0).call(host).i32Load(0).end()));
        List<Long> sizes = new ArrayList<>();
        CoreInstance instance = instantiate(module, engine().hostFunc(I32_TO_I32, (caller, args) -> {
            CoreMemory memory = caller.memory("mem").orElseThrow();
            sizes.add(memory.byteSize());
            caller.func("grow").orElseThrow().call();
            sizes.add(memory.byteSize());
            assertThat(memory.grow(1)).isEqualTo(2);
            memory.i32(3 * PAGE - 4, 77);
            return new long[] {3 * PAGE - 4};
        }));

        assertThat(call(instance, "f", 0)).containsExactly(77);
        assertThat(sizes).containsExactly((long) PAGE, 2L * PAGE);
        CoreMemory memory = instance.memory("mem").orElseThrow();
        assertThat(memory.type()).isEqualTo(new CoreMemoryType(3, OptionalLong.of(4), false));
        assertThat(memory.grow(2)).isEqualTo(-1);
    }

    @Test
    @DisplayName("a memory grows up to the engine's limit, and one that starts above it cannot be made")
    void memoryLimit() {
        ModuleAssembler module = new ModuleAssembler();
        int type = module.type(types(I32), I32);
        module.export("mem", Kind.MEMORY, module.memory(1, -1));
        module.export(
                "grow",
                Kind.FUNC,
                module.func(type, 0, new Code().localGet(0).memoryGrow().end()));
        CoreInstance instance = instantiate(module);
        assertThat((int) call(instance, "grow", LIMIT_PAGES)[0]).isEqualTo(-1);
        assertThat((int) call(instance, "grow", LIMIT_PAGES - 1)[0]).isEqualTo(1);
        assertThat((int) call(instance, "grow", 1)[0]).isEqualTo(-1);
        assertThat((int) call(instance, "grow", -1)[0]).isEqualTo(-1);

        ModuleAssembler large = new ModuleAssembler();
        large.memory(LIMIT_PAGES + 1, -1);
        assertThatThrownBy(() -> instantiate(large))
                .isInstanceOf(UninstantiableException.class)
                .hasMessageContaining("limit of 16 MiB");
    }

    @Test
    @DisplayName("the host reads and writes memory little-endian, copies and fills it, within bounds")
    void memoryAccess() {
        CoreMemory memory = engine().newMemory(new CoreMemoryType(2, OptionalLong.empty(), false));
        memory.i64(0, 0x0807060504030201L);
        assertThat(memory.i8(1)).isEqualTo((byte) 2);
        assertThat(memory.i16(2)).isEqualTo((short) 0x0403);
        assertThat(memory.i32(4)).isEqualTo(0x08070605);
        memory.i8(0, (byte) -1);
        memory.i16(1, (short) -2);
        memory.i32(4, 5);
        assertThat(memory.i64(0)).isEqualTo(0x0000_0005_04ff_feffL);

        byte[] large = new byte[PAGE + 100];
        new Random(1).nextBytes(large);
        memory.write(50, large, 0, large.length);
        byte[] back = new byte[large.length + 2];
        memory.read(50, back, 1, large.length);
        assertThat(Arrays.copyOfRange(back, 1, back.length - 1)).isEqualTo(large);

        CoreMemory other = engine().newMemory(new CoreMemoryType(2, OptionalLong.empty(), false));
        memory.copyTo(50, other, 7, large.length);
        other.read(7, back, 1, large.length);
        assertThat(Arrays.copyOfRange(back, 1, back.length - 1)).isEqualTo(large);
        memory.copyTo(50, memory, 60, large.length);
        memory.read(60, back, 1, large.length);
        assertThat(Arrays.copyOfRange(back, 1, back.length - 1)).isEqualTo(large);
        memory.fill(10, (byte) 9, PAGE);
        assertThat(memory.i8(10)).isEqualTo((byte) 9);
        assertThat(memory.i8(9 + PAGE)).isEqualTo((byte) 9);
        assertThat(memory.i8(9)).isNotEqualTo((byte) 9);
    }

    @ParameterizedTest(name = "{1} bytes at {0}")
    @CsvSource({"131072, 1", "131071, 2", "-1, 1", "-4, 8", "0, -1", "2147483647, 2147483647", "1, 2147483647"})
    @DisplayName("an access of the host outside of the memory is a trap")
    void memoryBounds(int address, int length) {
        CoreMemory memory = engine().newMemory(new CoreMemoryType(2, OptionalLong.empty(), false));
        byte[] bytes = new byte[16];
        List<Runnable> accesses = List.of(
                () -> memory.read(address, bytes, 0, length),
                () -> memory.write(address, bytes, 0, length),
                () -> memory.fill(address, (byte) 1, length),
                () -> memory.copyTo(address, memory, 0, length),
                () -> memory.copyTo(0, memory, address, length));
        for (Runnable access : accesses) {
            assertThatExceptionOfType(TrapException.class)
                    .isThrownBy(access::run)
                    .returns(TrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS, TrapException::kind);
        }
        assertThatExceptionOfType(TrapException.class).isThrownBy(() -> memory.i64(2 * PAGE - 7));
    }

    // (j), (k): sharing and threads

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

    // (l): features

    @Test
    @DisplayName("(l) the features reported are those the engine runs")
    void features() {
        CoreFeatures features = engine().features();

        assertThat(loads(simd())).isEqualTo(features.simd());
        assertThat(loads(memory64())).isEqualTo(features.memory64());
        assertThat(runsMultiMemory()).isEqualTo(features.multiMemory());
        // An engine may have tail calls in one mode only, and then does not have them.
        assertThat(runsTailCalls() || !features.tailCalls()).isTrue();
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

    // (m): import matching

    @Test
    @DisplayName("(m) imports of the wrong type are refused, all of them in one message")
    void mismatches() {
        ModuleAssembler module = new ModuleAssembler();
        int type = module.type(types(I32), I32);
        module.importFunc("m", "good", type);
        module.importFunc("m", "bad", type);
        module.importMemory("m", "mem", 3, -1);

        assertThatThrownBy(() -> instantiate(
                        module,
                        engine().hostFunc(I32_TO_I32, (caller, args) -> args),
                        engine().hostFunc(VOID, (caller, args) -> null),
                        engine().newMemory(new CoreMemoryType(2, OptionalLong.empty(), false))))
                .isInstanceOf(UnlinkableException.class)
                .hasMessageContaining("m.bad is func() -> (), wanted func(i32) -> (i32)")
                .hasMessageContaining("m.mem is memory 2.., wanted memory 3..")
                .hasMessageNotContaining("m.good");
        assertThatThrownBy(() -> instantiate(module))
                .isInstanceOf(UnlinkableException.class)
                .hasMessageContaining("3 imports");
    }

    @ParameterizedTest(name = "{0}..{1} where {2}..{3} is wanted: {4}")
    @CsvSource({
        "1, -1, 1, -1, true",
        "2, -1, 1, -1, true",
        "1, -1, 2, -1, false",
        "1, 3, 1, -1, true",
        "1, 3, 1, 3, true",
        "1, 2, 1, 3, true",
        "1, 4, 1, 3, false",
        "1, -1, 1, 3, false"
    })
    @DisplayName("(m) limits match by inclusion")
    void limits(int min, int max, int wantedMin, int wantedMax, boolean matches) {
        ModuleAssembler provider = new ModuleAssembler();
        provider.export("mem", Kind.MEMORY, provider.memory(min, max));
        provider.export("tab", Kind.TABLE, provider.table(min, max));
        CoreInstance given = instantiate(provider);
        ModuleAssembler memory = new ModuleAssembler();
        memory.importMemory("m", "mem", wantedMin, wantedMax);
        ModuleAssembler table = new ModuleAssembler();
        table.importTable("m", "tab", wantedMin, wantedMax);

        assertThat(links(memory, given.export("mem").orElseThrow())).isEqualTo(matches);
        assertThat(links(table, given.export("tab").orElseThrow())).isEqualTo(matches);
    }

    private boolean links(ModuleAssembler module, CoreExtern extern) {
        try {
            instantiate(module, extern);
            return true;
        } catch (UnlinkableException e) {
            return false;
        }
    }

    @Test
    @DisplayName(
            "(m) globals match by type and mutability, kinds match only themselves, and a grown memory by its size")
    void otherMatching() {
        ModuleAssembler provider = new ModuleAssembler();
        provider.export(
                "g",
                Kind.GLOBAL,
                provider.global(I32, true, new Code().i32Const(1).end()));
        provider.export(
                "c",
                Kind.GLOBAL,
                provider.global(I32, false, new Code().i32Const(1).end()));
        provider.export("mem", Kind.MEMORY, provider.memory(1, -1));
        CoreInstance given = instantiate(provider);
        CoreExtern mutable = given.export("g").orElseThrow();
        CoreExtern constant = given.export("c").orElseThrow();
        CoreMemory memory = given.memory("mem").orElseThrow();

        assertThat(links(globalImport(I32, true), mutable)).isTrue();
        assertThat(links(globalImport(I32, false), mutable)).isFalse();
        assertThat(links(globalImport(I64, true), mutable)).isFalse();
        assertThat(links(globalImport(I32, false), constant)).isTrue();
        assertThat(links(globalImport(I32, true), constant)).isFalse();
        assertThat(links(globalImport(I32, false), memory)).isFalse();

        ModuleAssembler two = new ModuleAssembler();
        two.importMemory("m", "mem", 2, -1);
        assertThat(links(two, memory)).isFalse();
        memory.grow(1);
        assertThat(links(two, memory)).isTrue();
        assertThatThrownBy(() -> ((CoreGlobal) constant).set(2)).isInstanceOf(IllegalStateException.class);
    }

    private static ModuleAssembler globalImport(int type, boolean mutable) {
        ModuleAssembler module = new ModuleAssembler();
        module.importGlobal("m", "g", type, mutable);
        return module;
    }

    // Bad modules

    @Test
    @DisplayName("a module that does not validate is refused as invalid")
    void invalid() {
        assertThatThrownBy(() -> load(single(types(), types(I32), new Code().end())))
                .isInstanceOf(InvalidException.class)
                .hasMessageStartingWith("test.wasm does not validate: ");
        assertThatThrownBy(
                        () -> load(single(types(), types(), new Code().call(9).end())))
                .isInstanceOf(InvalidException.class);
    }

    @Test
    @DisplayName("a component is refused by its name")
    void component() {
        assertThatThrownBy(() -> load(new byte[] {0, 'a', 's', 'm', 0x0d, 0, 1, 0}))
                .isInstanceOf(UnsupportedException.class)
                .hasMessageStartingWith("test.wasm is a component;");
    }

    @Test
    @DisplayName("a file cut off anywhere is refused as malformed or invalid, never with another exception")
    void truncated() {
        byte[] whole = everything().build();
        load(whole);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            try {
                load(cut);
            } catch (MalformedException | InvalidException e) {
                assertThat(e).hasMessageStartingWith("test.wasm ");
            }
        }
        assertThatThrownBy(() -> load(Arrays.copyOf(whole, whole.length / 2)))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("cut off")
                .hasMessageContaining("at offset 0x");
    }

    @Test
    @DisplayName("a file with any byte damaged loads or is refused with a diagnosis, never with another exception")
    void damaged() {
        byte[] whole = everything().build();
        Random random = new Random(42);
        for (int i = 0; i < 2000; i++) {
            byte[] bad = whole.clone();
            bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            try {
                load(bad);
            } catch (WasmException e) {
                assertThat(e.getMessage()).contains("test.wasm");
            }
        }
    }

    private static ModuleAssembler everything() {
        ModuleAssembler module = new ModuleAssembler();
        int unary = module.type(types(I32), I32);
        int none = module.type(types());
        int host = module.importFunc("host", "f", unary);
        int table = module.table(3, 10);
        module.export("mem", Kind.MEMORY, module.memory(1, 2));
        int global = module.global(I64, true, new Code().i64Const(-99).end());
        int function = module.func(
                "first",
                unary,
                2,
                new Code()
                        .block(Code.VOID)
                        .localGet(0)
                        .brIf(0)
                        .end()
                        .localGet(1)
                        .call(host)
                        .i32Const(1)
                        .callIndirect(unary, table)
                        .end());
        module.export("f", Kind.FUNC, function).export("g", Kind.GLOBAL, global);
        module.start(module.func("second", none, 0, new Code().end()));
        module.elements(0, host, function);
        module.data(10, "some text").data(500, "more");
        return module;
    }
}
