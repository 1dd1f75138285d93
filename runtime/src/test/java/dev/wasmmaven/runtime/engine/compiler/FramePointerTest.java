package dev.wasmmaven.runtime.engine.compiler;

import static dev.wasmmaven.runtime.testing.ModuleAssembler.I32;
import static dev.wasmmaven.runtime.testing.ModuleAssembler.I64;
import static org.assertj.core.api.Assertions.assertThat;

import com.dylibso.chicory.wasm.Parser;
import dev.wasmmaven.runtime.engine.CoreInstance;
import dev.wasmmaven.runtime.engine.CoreModule;
import dev.wasmmaven.runtime.engine.CoreOptions;
import dev.wasmmaven.runtime.engine.chicory.ChicoryEngine;
import dev.wasmmaven.runtime.error.TrapException;
import dev.wasmmaven.runtime.error.TrapKind;
import dev.wasmmaven.runtime.testing.Code;
import dev.wasmmaven.runtime.testing.ModuleAssembler;
import dev.wasmmaven.runtime.testing.ModuleAssembler.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A function's frame in linear memory")
class FramePointerTest {

    private static final int PAGE = 65_536;
    private static final int PAGES = 2;
    private static final int SIZE = 32;
    private static final int STACK_POINTER = 0;
    private static final int SEEN = 1;

    /** The local variable after the one parameter. */
    private static final int POINTER = 1;

    private static final int TEE = 0x22;
    private static final int XOR = 0x73;
    private static final int ROTATE = 0x77;

    private final ChicoryEngine engine = new ChicoryEngine(1 << 24);

    @Test
    @DisplayName("is recognized as optimised and unoptimised code makes it")
    void recognized() {
        FramePointer expected = new FramePointer(POINTER, STACK_POINTER, SIZE);
        assertThat(pointer(prologue())).isEqualTo(expected);
        assertThat(pointer(new Code()
                        .globalGet(STACK_POINTER)
                        .i32Const(SIZE)
                        .i32Sub()
                        .op(TEE)
                        .u32(POINTER)
                        .globalSet(STACK_POINTER)))
                .isEqualTo(expected);
        assertThat(pointer(new Code()
                        .globalGet(STACK_POINTER)
                        .localSet(2)
                        .i32Const(SIZE)
                        .localSet(3)
                        .localGet(2)
                        .localGet(3)
                        .i32Sub()
                        .localSet(POINTER)))
                .isEqualTo(expected);
    }

    @Test
    @DisplayName("is none if the variable changes, comes late, or is something else")
    void none() {
        assertThat(pointer(prologue().localGet(0).localSet(POINTER))).isNull();
        assertThat(pointer(new Code().localGet(0).i32Const(SIZE).i32Sub().localSet(POINTER)))
                .isNull();
        assertThat(pointer(new Code()
                        .globalGet(STACK_POINTER)
                        .i32Const(-SIZE)
                        .i32Sub()
                        .localSet(POINTER)))
                .isNull();
        assertThat(pointer(new Code()
                        .i32Const(SIZE)
                        .globalGet(STACK_POINTER)
                        .i32Sub()
                        .localSet(POINTER)))
                .isNull();
        assertThat(pointer(new Code().globalGet(STACK_POINTER).localSet(POINTER)))
                .isNull();
        assertThat(pointer(new Code().i32Const(0).i32Load(0).drop().then(prologue())))
                .isNull();
    }

    /** Where the frame is as a whole in the memory, at its ends, beyond them, and in two pages. */
    @ParameterizedTest(name = "the stack pointer being {0}, at offset {1}")
    @CsvSource({
        "1024, 0",
        "1024, 24",
        "1024, 25",
        "1024, 32",
        "1024, 140000",
        "32, 0",
        "31, 0",
        "16, 0",
        "0, 0",
        "-5, 0",
        "65536, 28",
        "65537, 28",
        "65552, 0",
        "65552, 12",
        "65552, 15",
        "65552, 16",
        "65568, 0",
        "131072, 24",
        "131072, 25",
        "131072, 32",
        "131073, 23",
        "131073, 24",
        "131104, 0",
        "140000, 0",
        "-2147483648, 0",
        "-2147483616, 0",
        "2147483647, 16",
    })
    @DisplayName("is read and written as the interpreter does, or traps there")
    void accesses(int stackPointer, int offset) {
        for (int access = 0; access <= ACCESSES.length; access++) {
            for (boolean shared : new boolean[] {false, true}) {
                byte[] wasm = module(shared, stackPointer, body(access, offset));
                assertThat(outcome(CoreOptions.Mode.COMPILED, wasm))
                        .isEqualTo(outcome(CoreOptions.Mode.INTERPRETED, wasm));
            }
        }
    }

    @ParameterizedTest(name = "the stack pointer being {0}")
    @ValueSource(ints = {16, 31})
    @DisplayName("is outside where the sum of address and offset comes round")
    void sums(int stackPointer) {
        // Not compared: Chicory's interpreter stores bytes there.
        for (int access = 0; access < ACCESSES.length; access++) {
            for (boolean shared : new boolean[] {false, true}) {
                List<Object> outcome =
                        outcome(CoreOptions.Mode.COMPILED, module(shared, stackPointer, body(access, 24)));
                assertThat(outcome.subList(0, 3))
                        .containsExactly(
                                TrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS,
                                TrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS,
                                0x9876_5432);
                assertThat(outcome.subList(3, outcome.size())).containsOnly(0);
            }
        }
    }

    @ParameterizedTest(name = "the stack pointer being {0}")
    @ValueSource(ints = {4096, 65_536, 65_544, 131_072, 0, 24})
    @DisplayName("is the same for all pieces of a function that is too large for one method")
    void pieces(int stackPointer) {
        Code code = prologue();
        for (int i = 0; i < 3000; i++) {
            int offset = i * 4 % SIZE;
            code.block(Code.VOID)
                    .localGet(POINTER)
                    .localGet(0)
                    .i32Const(i)
                    .op(XOR)
                    .i32Store(offset);
            code.localGet(POINTER)
                    .i32Load((offset + 20) % SIZE)
                    .i32Const(5)
                    .op(ROTATE)
                    .localGet(0);
            code.op(XOR).localSet(0).end();
        }
        code.localGet(0).globalSet(SEEN).localGet(0).end();
        for (boolean shared : new boolean[] {false, true}) {
            byte[] wasm = module(shared, stackPointer, code);
            assertThat(outcome(CoreOptions.Mode.COMPILED, wasm)).isEqualTo(outcome(CoreOptions.Mode.INTERPRETED, wasm));
        }
    }

    @ParameterizedTest(name = "the stack pointer being {0}")
    @ValueSource(ints = {4096, 65_544, 0})
    @DisplayName("can belong to a function of many parameters")
    void parameters(int stackPointer) {
        final int parameters = 60;
        int pointer = parameters;
        int[] types = new int[parameters];
        long[] args = new long[parameters];
        for (int i = 0; i < parameters; i++) {
            types[i] = i % 2 == 0 ? I32 : I64;
            args[i] = i * 77L;
        }
        Code code = new Code().globalGet(STACK_POINTER).i32Const(SIZE).i32Sub().localSet(pointer);
        code.localGet(pointer).localGet(parameters - 2).i32Store(4);
        code.localGet(pointer).i32Load(4).localGet(0).i32Add().end();
        for (boolean shared : new boolean[] {false, true}) {
            ModuleAssembler module = module(shared, stackPointer);
            module.export("many", Kind.FUNC, module.func(module.type(types, I32), 1, code));
            byte[] wasm = module.build();
            assertThat(call(instantiate(CoreOptions.Mode.COMPILED, wasm), "many", args))
                    .isEqualTo(call(instantiate(CoreOptions.Mode.INTERPRETED, wasm), "many", args));
        }
    }

    /** Stores of 1, 2, 4 and 8 bytes with the loads of as many. */
    private static final int[][] ACCESSES = {{0x3a, 0x2d}, {0x3b, 0x2f}, {0x36, 0x28}, {0x37, 0x29}};

    private static Code prologue() {
        return new Code()
                .globalGet(STACK_POINTER)
                .i32Const(SIZE)
                .i32Sub()
                .localSet(POINTER)
                .localGet(POINTER)
                .globalSet(STACK_POINTER);
    }

    private static FramePointer pointer(Code code) {
        ModuleAssembler module = new ModuleAssembler();
        module.memory(1, -1);
        module.global(I32, true, new Code().i32Const(0).end());
        module.func(module.type(new int[] {I32}), 3, code.end());
        return FramePointer.of(new ModuleInfo(Parser.parse(module.build()), false), 0);
    }

    /** Says that it runs, then stores its parameter in its frame and loads it, or touches nothing. */
    private static Code body(int access, int offset) {
        Code code = prologue().localGet(0).globalSet(SEEN);
        if (access == ACCESSES.length) {
            return code.localGet(POINTER).end();
        }
        boolean wide = ACCESSES[access][0] == 0x37;
        code.localGet(POINTER).localGet(0);
        if (wide) {
            code.op(0xad);
        }
        code.op(ACCESSES[access][0]).u32(0).u32(offset);
        code.localGet(POINTER).op(ACCESSES[access][1]).u32(0).u32(offset);
        if (wide) {
            code.op(0xa7);
        }
        return code.end();
    }

    private static ModuleAssembler module(boolean shared, int stackPointer) {
        ModuleAssembler module = new ModuleAssembler();
        if (shared) {
            module.sharedMemory(PAGES, PAGES + 1);
        } else {
            module.memory(PAGES, -1);
        }
        module.global(I32, true, new Code().i32Const(stackPointer).end());
        module.global(I32, true, new Code().i32Const(0).end());
        return module;
    }

    private static byte[] module(boolean shared, int stackPointer, Code body) {
        ModuleAssembler module = module(shared, stackPointer);
        int function = module.func(module.type(new int[] {I32}, I32), 1, body);
        int seen = module.func(
                module.type(new int[0], I32), 0, new Code().globalGet(SEEN).end());
        int peek = module.func(
                module.type(new int[] {I32}, I32),
                0,
                new Code().localGet(0).i32Load(0).end());
        return module.export("f", Kind.FUNC, function)
                .export("seen", Kind.FUNC, seen)
                .export("peek", Kind.FUNC, peek)
                .build();
    }

    private CoreInstance instantiate(CoreOptions.Mode mode, byte[] wasm) {
        CoreModule module = engine.load(wasm, new CoreOptions("frame", mode));
        assertThat(module.mode()).isEqualTo(mode);
        return engine.instantiate(module, List.of());
    }

    private List<Object> outcome(CoreOptions.Mode mode, byte[] wasm) {
        CoreInstance instance = instantiate(mode, wasm);
        List<Object> outcome = new ArrayList<>();
        outcome.add(call(instance, "f", 0x1234_5678));
        outcome.add(call(instance, "f", 0x9876_5432));
        outcome.add(call(instance, "seen"));
        for (int address = 0; address < PAGES * PAGE; address += Integer.BYTES) {
            if (address % PAGE < 2 * SIZE || address % PAGE >= PAGE - 2 * SIZE || address / SIZE == 1024 / SIZE - 1) {
                outcome.add(call(instance, "peek", address));
            }
        }
        return outcome;
    }

    private static Object call(CoreInstance instance, String function, long... args) {
        try {
            return (int) instance.func(function).orElseThrow().call(args)[0];
        } catch (TrapException e) {
            return e.kind();
        }
    }
}
