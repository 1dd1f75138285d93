package dev.wasmmaven.runtime.engine;

import static dev.wasmmaven.runtime.testing.ModuleAssembler.F32;
import static dev.wasmmaven.runtime.testing.ModuleAssembler.I32;
import static dev.wasmmaven.runtime.testing.ModuleAssembler.types;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.runtime.error.TrapException;
import dev.wasmmaven.runtime.error.TrapKind;
import dev.wasmmaven.runtime.error.WasmFrame;
import dev.wasmmaven.runtime.testing.Code;
import dev.wasmmaven.runtime.testing.ModuleAssembler;
import dev.wasmmaven.runtime.testing.ModuleAssembler.Kind;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The seam's test kit: traps, exceptions and backtraces. */
public abstract class TrapContract extends EngineContract {

    protected TrapContract(CoreEngine engine, CoreOptions.Mode mode) {
        super(engine, mode);
    }

    @Test
    @DisplayName("(d) waiting where no one may wait traps for the address first")
    void waitInUnsharedMemory() {
        int i64Const = 0x42;
        ModuleAssembler module = new ModuleAssembler();
        module.memory(1, 1);
        int type = module.type(types(I32), I32);
        module.export(
                "wait32",
                Kind.FUNC,
                module.func(
                        type,
                        0,
                        new Code()
                                .localGet(0)
                                .i32Const(0)
                                .op(i64Const, 0, 0xfe, 0x01, 2, 0)
                                .end()));
        module.export(
                "wait64",
                Kind.FUNC,
                module.func(
                        type,
                        0,
                        new Code()
                                .localGet(0)
                                .op(i64Const, 0, i64Const, 0, 0xfe, 0x02, 3, 0)
                                .end()));
        CoreInstance instance = instantiate(module);
        for (String function : List.of("wait32", "wait64")) {
            assertTrap(instance, function, 65_536, TrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS);
            assertTrap(instance, function, -8, TrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS);
            assertTrap(instance, function, 4_098, TrapKind.UNALIGNED_ATOMIC);
            assertTrap(instance, function, 4_096, TrapKind.EXPECTED_SHARED_MEMORY);
        }
    }

    @Test
    @DisplayName(
            "(d) waking in a memory that is not shared wakes nobody, and traps for the address as other atomic accesses do")
    void notifyInUnsharedMemory() {
        ModuleAssembler module = new ModuleAssembler();
        module.memory(1, 1);
        module.export(
                "notify",
                Kind.FUNC,
                module.func(
                        module.type(types(I32), I32),
                        0,
                        new Code().localGet(0).i32Const(1).op(0xfe, 0x00, 2, 0).end()));
        CoreInstance instance = instantiate(module);
        assertTrap(instance, "notify", 65_536, TrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS);
        assertTrap(instance, "notify", 4_098, TrapKind.UNALIGNED_ATOMIC);
        assertThat(call(instance, "notify", 4_096)).containsExactly(0L);
    }

    @Test
    @DisplayName("(d) an element segment that begins beyond its table traps though it is empty, above 2^31 too")
    void emptySegment() {
        for (int offset : new int[] {2, Integer.MIN_VALUE, -1}) {
            ModuleAssembler module = new ModuleAssembler();
            module.table(1, 1);
            module.elements(offset);
            assertThatThrownBy(() -> instantiate(module))
                    .isInstanceOfSatisfying(
                            TrapException.class,
                            trap -> assertThat(trap.kind()).isEqualTo(TrapKind.OUT_OF_BOUNDS_TABLE_ACCESS));
        }
        ModuleAssembler atTheEnd = new ModuleAssembler();
        atTheEnd.table(1, 1);
        instantiate(atTheEnd.elements(1));
    }

    @Test
    @DisplayName("(d) a store whose address and offset exceed 2^32 traps, however few bytes it has")
    void storeBeyondTheEnd() {
        int i64ExtendU = 0xad;
        for (int[] store : new int[][] {{0x3a, 0}, {0x3b, 1}, {0x36, 2}, {0x3c, 0}, {0x3d, 1}, {0x3e, 2}}) {
            ModuleAssembler module = new ModuleAssembler();
            module.memory(1, 1);
            int type = module.type(types(I32));
            Code code = new Code().localGet(0).i32Const(1);
            boolean is64 = store[0] >= 0x3c;
            module.export(
                    "f",
                    Kind.FUNC,
                    module.func(
                            type,
                            0,
                            (is64 ? code.op(i64ExtendU) : code)
                                    .op(store[0], store[1], 8)
                                    .end()));
            assertTrap(instantiate(module), "f", -4, TrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS);
        }
    }

    private void assertTrap(CoreInstance instance, String function, int argument, TrapKind kind) {
        assertThatThrownBy(() -> call(instance, function, argument))
                .isInstanceOfSatisfying(
                        TrapException.class, trap -> assertThat(trap.kind()).isEqualTo(kind));
    }

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
        assertThat(trap.backtrace()).hasSizeGreaterThan(100).contains(new WasmFrame("test.wasm", 0, "recurse"));
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
                        new WasmFrame("test.wasm", 0, "demo::boom"),
                        new WasmFrame("test.wasm", 1, "func[1]"),
                        new WasmFrame("test.wasm", 1, "mycrate::outer"));
    }
}
