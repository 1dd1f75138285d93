package dev.wasmmaven.runtime.engine;

import static dev.wasmmaven.runtime.testing.ModuleAssembler.I32;
import static dev.wasmmaven.runtime.testing.ModuleAssembler.I64;
import static dev.wasmmaven.runtime.testing.ModuleAssembler.types;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.runtime.error.TrapException;
import dev.wasmmaven.runtime.error.TrapKind;
import dev.wasmmaven.runtime.error.UnlinkableException;
import dev.wasmmaven.runtime.testing.Code;
import dev.wasmmaven.runtime.testing.ModuleAssembler;
import dev.wasmmaven.runtime.testing.ModuleAssembler.Kind;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The seam's test kit: imports, their matching, and instantiation. */
public abstract class LinkingContract extends EngineContract {

    protected LinkingContract(CoreEngine engine, CoreOptions.Mode mode) {
        super(engine, mode);
    }

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

    @Test
    @DisplayName("tables and globals of the host keep their types and limits")
    void hostTableAndGlobal() {
        CoreTableType tableType = new CoreTableType(CoreValType.FUNCREF, 10, OptionalLong.of(20));
        CoreTable table = engine().newTable(tableType);
        assertThat(table.size()).isEqualTo(10);
        assertThat(table.func(9)).isNull();
        assertThat(table.type()).isEqualTo(tableType);
        CoreGlobal global = engine().newGlobal(new CoreGlobalType(CoreValType.I64, true), 666);
        assertThat(global.get()).isEqualTo(666);
        global.set(667);
        assertThat(global.get()).isEqualTo(667);
        CoreGlobal constant = engine().newGlobal(new CoreGlobalType(CoreValType.I64, false), 1);
        assertThatThrownBy(() -> constant.set(2)).isInstanceOf(IllegalStateException.class);
    }
}
