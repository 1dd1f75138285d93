package dev.wasmmaven.runtime.engine.compiler;

import static dev.wasmmaven.runtime.testing.ModuleAssembler.I32;
import static org.assertj.core.api.Assertions.assertThat;

import com.dylibso.chicory.wasm.Parser;
import dev.wasmmaven.runtime.engine.CoreFunc;
import dev.wasmmaven.runtime.engine.CoreModule;
import dev.wasmmaven.runtime.engine.CoreOptions;
import dev.wasmmaven.runtime.engine.CoreValType;
import dev.wasmmaven.runtime.engine.chicory.ChicoryEngine;
import dev.wasmmaven.runtime.error.TrapException;
import dev.wasmmaven.runtime.testing.Code;
import dev.wasmmaven.runtime.testing.ModuleAssembler;
import dev.wasmmaven.runtime.testing.ModuleAssembler.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Functions beyond the size that HotSpot compiles do what the interpreter does")
class LargeFunctionTest {

    private static final int ADD = 0x6a;
    private static final int XOR = 0x73;

    private final ChicoryEngine engine = new ChicoryEngine(1 << 24);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7})
    @DisplayName("made of random statements")
    void random(long seed) {
        // From hardly too large for one method to several times what a class file allows for one.
        byte[] wasm = GeneratedFunction.module(seed, 1200 * (int) (1 + seed % 4));
        assertDivided(wasm, 1);
        Random random = new Random(seed);
        for (int i = 0; i < 5; i++) {
            long[] args = new long[GeneratedFunction.PARAMS.length];
            for (int j = 0; j < args.length - 2; j++) {
                args[j] = random.nextLong() >> random.nextInt(64);
            }
            args[8] = Double.doubleToRawLongBits(random.nextInt(1000));
            args[9] = Double.doubleToRawLongBits(-random.nextDouble());
            compare(wasm, args);
        }
    }

    @Test
    @DisplayName("an interpreter's loop of a thousand cases")
    void dispatch() {
        final int cases = 1000;
        final int sum = 1;
        final int steps = 2;
        Code code = new Code().loop(Code.VOID);
        for (int i = 0; i <= cases; i++) {
            code.block(Code.VOID);
        }
        code.localGet(0).i32Const(cases - 1).op(0x71).op(0x0e).u32(cases);
        for (int i = 0; i <= cases; i++) {
            code.u32(i);
        }
        for (int i = 0; i <= cases; i++) {
            code.end();
            code.localGet(sum).i32Const(i * 77).op(XOR).i32Const(3).op(0x77).localSet(sum);
            code.localGet(0).i32Const(7 + i).op(ADD).localSet(0);
            code.localGet(steps).i32Const(1).i32Sub().localSet(steps);
            code.localGet(steps)
                    .op(0x45)
                    .ifThen(Code.VOID)
                    .localGet(sum)
                    .op(0x0f)
                    .end();
            code.br(cases - i);
        }
        code.end().unreachable().end();
        byte[] wasm = function(new int[] {I32, I32, I32}, code);
        assertDivided(wasm, 0);
        compare(wasm, 0, 1, 1);
        compare(wasm, 5, 0, 5000);
    }

    @Test
    @DisplayName("an unrolled hash in one expression")
    void expression() {
        Code code = new Code();
        for (int i = 0; i < 6000; i++) {
            code.localGet(i % 3);
        }
        for (int i = 1; i < 6000; i++) {
            code.op(i % 2 == 0 ? ADD : XOR);
        }
        byte[] wasm = function(new int[] {I32, I32, I32}, code.end());
        assertDivided(wasm, 0);
        compare(wasm, 3, 0x7fff_1234, -9);
    }

    @Test
    @DisplayName("ten thousand unrolled rounds")
    void unrolled() {
        Code code = new Code();
        for (int i = 0; i < 10_000; i++) {
            code.localGet(i % 3).i32Const(i * 31).op(ADD).i32Const(5).op(0x77);
            code.localGet((i + 1) % 3).op(XOR).localSet((i + 2) % 3);
        }
        byte[] wasm = function(new int[] {I32, I32, I32}, code.localGet(0).end());
        assertDivided(wasm, 0);
        compare(wasm, 3, 0x7fff_1234, -9);
    }

    @Test
    @DisplayName("fifteen hundred blocks in each other, left from the innermost")
    void nesting() {
        final int blocks = 1500;
        Code code = new Code();
        for (int i = 0; i < blocks; i++) {
            code.block(Code.VOID);
        }
        for (int i = 0; i < blocks; i++) {
            code.localGet(0).i32Const(i).op(0x46).brIf(i);
        }
        for (int i = 0; i < blocks; i++) {
            code.end().localGet(1).i32Const(i).op(XOR).i32Const(7).op(0x77).localSet(1);
        }
        byte[] wasm = function(new int[] {I32, I32}, code.localGet(1).end());
        assertDivided(wasm, 0);
        compare(wasm, 0, 1);
        compare(wasm, 1234, 1);
        compare(wasm, 5000, 1);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {20_000, 21_844, 21_845, 65_000})
    @DisplayName("a table of as many branches as engines allow")
    void table(int entries) {
        Code code = new Code().block(Code.VOID).block(Code.VOID).block(Code.VOID);
        code.localGet(0).op(0x0e).u32(entries);
        for (int i = 0; i < entries; i++) {
            code.u32(i * 7 % 3);
        }
        code.u32(2)
                .end()
                .i32Const(10)
                .op(0x0f)
                .end()
                .i32Const(20)
                .op(0x0f)
                .end()
                .i32Const(30)
                .end();
        byte[] wasm = function(new int[] {I32}, code);
        for (int i : new int[] {
            0, 1, 2, 9_999, 21_844, 21_845, 43_690, 64_999, entries - 1, entries, entries + 1, -1, Integer.MIN_VALUE
        }) {
            compare(wasm, i);
        }
        assertCompiled(wasm, 0);
    }

    @Test
    @DisplayName("more constants than a class has room for")
    void constants() {
        final int constants = 70_000;
        Code code = new Code().i64Const(0);
        for (int i = 0; i < constants; i++) {
            code.i64Const(((long) i << 40) + i).op(0x85);
        }
        byte[] wasm = function(new int[] {I32}, code.op(0xa7).end());
        assertDivided(wasm, 0);
        assertCompiled(wasm, 0);
        compare(wasm, 3);
    }

    @Test
    @DisplayName("a few calls with a thousand results each, in a function beside others")
    void results() {
        final int results = 1000;
        int[] types = new int[results];
        Arrays.fill(types, ModuleAssembler.I64);
        ModuleAssembler module = new ModuleAssembler();
        Code many = new Code();
        for (int i = 0; i < results; i++) {
            many.localGet(0).op(0xad).i64Const(i).op(0x7c);
        }
        int callee = module.func(module.type(new int[] {I32}, types), 0, many.end());
        int type = module.type(new int[] {I32}, I32);
        for (int i = 0; i < 3; i++) {
            Code code = new Code();
            for (int j = 0; j < 10; j++) {
                code.localGet(0).call(callee);
            }
            module.export(
                    "f" + i,
                    Kind.FUNC,
                    module.func(type, 0, code.op(0xa7).op(0x0f).end()));
        }
        int plain = module.func(type, 0, new Code().localGet(0).end());
        byte[] wasm = module.export("f", Kind.FUNC, plain).build();
        compare(wasm, 9);
        for (int i = 0; i < 3; i++) {
            compare("f" + i, wasm, 12);
        }
    }

    @Test
    @DisplayName("many functions of as many parameters as a method can have")
    void parameters() {
        final int parameters = 120;
        int[] types = new int[parameters + 1];
        Arrays.fill(types, ModuleAssembler.F64);
        types[parameters] = I32;
        ModuleAssembler module = new ModuleAssembler();
        int type = module.type(types, I32);
        for (int i = 0; i < 24; i++) {
            int function = module.func(
                    type,
                    0,
                    new Code().localGet(parameters).i32Const(i).i32Add().end());
            module.export(i == 23 ? "f" : "g" + i, Kind.FUNC, function);
        }
        long[] args = new long[parameters + 1];
        args[parameters] = 5;
        byte[] wasm = module.build();
        compare(wasm, args);
        compare("g7", wasm, args);
    }

    @Test
    @DisplayName("with calls through references of a declared type, null now and then")
    void typedReferences() {
        ModuleAssembler module = new ModuleAssembler();
        int type = module.type(new int[] {I32}, I32);
        int callee = module.func(
                type, 0, new Code().localGet(0).i32Const(0x1234567).op(ADD).end());
        Code code = new Code();
        for (int i = 0; i < 700; i++) {
            // Over an operand that a branch leaves behind.
            code.block(Code.VOID).localGet(0).i32Const(i).op(XOR);
            reference(code, i % 3 == 0, callee, type).op(0xd5).u32(0).op(0x14).u32(type);
            code.localSet(0).end();
            // With the reference taken along.
            code.localGet(0).op(0x02, 0x64).u32(type);
            reference(code, i % 5 == 0, callee, type).op(0xd6).u32(0);
            reference(code, false, callee, type).op(0xd4).end();
            code.op(0x14).u32(type).localSet(0);
        }
        code.localGet(0).i32Const(-1).op(XOR).localGet(1);
        code.ifThen(Code.VOID);
        reference(code.i32Const(1), true, callee, type).op(0x14).u32(type).drop();
        code.end();
        reference(code, false, callee, type).op(0x15).u32(type).end();
        int function = module.func(module.type(new int[] {I32, I32}, I32), 0, code);
        byte[] wasm = module.export("callee", Kind.FUNC, callee)
                .export("f", Kind.FUNC, function)
                .build();
        assertDivided(wasm, function);
        compare(wasm, 77, 0);
        compare(wasm, -1, 0);
        compare(wasm, 77, 1);
        assertThat(outcome("f", wasm, CoreOptions.Mode.COMPILED, new long[] {77, 1}))
                .isEqualTo("NULL_REFERENCE");
    }

    private static Code reference(Code code, boolean isNull, int callee, int type) {
        return isNull ? code.op(0xd0).u32(type) : code.op(0xd2).u32(callee);
    }

    /** Not left to the interpreter. */
    private static void assertCompiled(byte[] wasm, int function) {
        ModuleInfo module = new ModuleInfo(Parser.parse(wasm), false);
        ClassNames names = new ClassNames("wasm/test/", 0);
        byte[] code = LargeClass.generate(module, names, function).get(names.large(function));
        assertThat(new String(code, StandardCharsets.ISO_8859_1)).doesNotContain("interpret");
    }

    /** Not left to the interpreter, and small enough for HotSpot. */
    private static void assertDivided(byte[] wasm, int function) {
        ModuleInfo module = new ModuleInfo(Parser.parse(wasm), false);
        ClassNames names = new ClassNames("wasm/test/", 0);
        Split split = FunctionCompiler.split(module, names, function, FunctionCompiler.effort(module, function));
        assertThat(split.pieces()).hasSizeGreaterThan(1);
        assertThat(FunctionCompiler.largestPiece(module, names, function, split))
                .isLessThan(FunctionCompiler.HUGE_METHOD);
    }

    private static byte[] function(int[] params, Code body) {
        ModuleAssembler module = new ModuleAssembler();
        int function = module.func(module.type(params, I32), 0, body);
        return module.export("f", Kind.FUNC, function).build();
    }

    private void compare(byte[] wasm, long... args) {
        compare("f", wasm, args);
    }

    private void compare(String export, byte[] wasm, long... args) {
        assertThat(outcome(export, wasm, CoreOptions.Mode.COMPILED, args))
                .isEqualTo(outcome(export, wasm, CoreOptions.Mode.INTERPRETED, args));
    }

    private String outcome(String export, byte[] wasm, CoreOptions.Mode mode, long[] args) {
        CoreModule module = engine.load(wasm, new CoreOptions("large", mode));
        assertThat(module.mode()).isEqualTo(mode);
        CoreFunc function = engine.instantiate(module, List.of()).func(export).orElseThrow();
        try {
            long raw = function.call(args)[0];
            return Long.toHexString(function.type().results().get(0) == CoreValType.I64 ? raw : raw & 0xffff_ffffL);
        } catch (TrapException e) {
            return e.kind().name();
        }
    }
}
