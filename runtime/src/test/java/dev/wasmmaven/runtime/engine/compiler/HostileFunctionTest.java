package dev.wasmmaven.runtime.engine.compiler;

import static dev.wasmmaven.runtime.testing.ModuleAssembler.I32;
import static dev.wasmmaven.runtime.testing.ModuleAssembler.types;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dylibso.chicory.wasm.Parser;
import dev.wasmmaven.runtime.engine.CoreModule;
import dev.wasmmaven.runtime.engine.CoreOptions;
import dev.wasmmaven.runtime.engine.chicory.ChicoryEngine;
import dev.wasmmaven.runtime.error.UninstantiableException;
import dev.wasmmaven.runtime.testing.Code;
import dev.wasmmaven.runtime.testing.ModuleAssembler;
import dev.wasmmaven.runtime.testing.ModuleAssembler.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Without a bound on what compiling a function may cost, most of these take from ten seconds to some minutes. */
@DisplayName("A function that is made to be hard to compile runs all the same")
class HostileFunctionTest {

    private static final int DROP = 0x1a;
    private static final int ELSE = 0x05;
    private static final int BR_TABLE = 0x0e;

    private final ChicoryEngine engine = new ChicoryEngine(1 << 24);

    @Test
    @DisplayName("twenty thousand conditions in each other")
    void conditions() {
        final int depth = 20_000;
        Code code = new Code();
        for (int i = 0; i < depth; i++) {
            code.i32Const(1).ifThen(I32);
        }
        code.i32Const(7);
        for (int i = 0; i < depth; i++) {
            code.op(ELSE).i32Const(0).end();
        }
        assertThat(run(code.end())).isEqualTo(7);
    }

    @Test
    @DisplayName("twenty thousand blocks that each give an operand to the one around it")
    void blocks() {
        final int depth = 20_000;
        Code code = new Code();
        for (int i = 0; i < depth; i++) {
            code.block(I32);
        }
        code.i32Const(0);
        for (int i = 0; i < depth; i++) {
            code.i32Const(1).i32Add().end();
        }
        assertThat(run(code.end())).isEqualTo(depth);
    }

    @Test
    @DisplayName("forty thousand operands of two kinds")
    void operands() {
        final int pairs = 20_000;
        Code code = new Code().i32Const(3);
        for (int i = 0; i < pairs; i++) {
            code.i32Const(1).i64Const(1);
        }
        for (int i = 0; i < pairs; i++) {
            code.op(DROP, DROP);
        }
        assertThat(run(code.end())).isEqualTo(3);
    }

    @Test
    @DisplayName("a table of half a million branches")
    void branches() {
        final int targets = 500_000;
        Code code = new Code().block(Code.VOID).i32Const(9).op(BR_TABLE).u32(targets);
        for (int i = 0; i <= targets; i++) {
            code.u32(0);
        }
        assertThat(run(code.end().i32Const(4).end())).isEqualTo(4);
    }

    @Test
    @DisplayName("handlers of exceptions in each other, which the JVM verifies each at each instruction")
    void handlers() {
        final int depth = 3000;
        Code code = new Code();
        for (int i = 0; i < depth; i++) {
            code.block(Code.VOID).tryTableCatchAll(Code.VOID, 0);
        }
        for (int i = 0; i < depth; i++) {
            code.end().end();
        }
        code.i32Const(5).end();
        byte[] wasm = module(code);
        ModuleInfo module = new ModuleInfo(Parser.parse(wasm), false);
        ClassNames names = new ClassNames("wasm/test/", 0);
        Map<String, byte[]> classes = LargeClass.generate(module, names, 0);
        assertThat(classes).hasSize(1);
        assertThat(new String(classes.get(names.large(0)), StandardCharsets.ISO_8859_1))
                .contains("interpret");
        assertThat(run(code)).isEqualTo(5);
    }

    @Test
    @DisplayName("more types than Chicory's compiler should make methods for, in a module that ours refuses")
    void manyTypes() {
        ModuleAssembler assembler = new ModuleAssembler();
        for (int i = 0; i <= 20_000; i++) {
            assembler.type(types());
        }
        for (int i = 0; i <= 2_000; i++) {
            assembler.global(I32, false, new Code().i32Const(0).end());
        }
        int function = assembler.func(
                assembler.type(types(), I32), 0, new Code().i32Const(7).end());
        CoreModule module =
                engine.load(assembler.export("f", Kind.FUNC, function).build(), options());
        assertThat(module.mode()).isEqualTo(CoreOptions.Mode.INTERPRETED);
        assertThat(engine.instantiate(module, List.of()).func("f").orElseThrow().call())
                .containsExactly(7);
    }

    @Test
    @DisplayName("more imports than are linked are refused when they are, not when the module is validated")
    void imports() {
        final int count = 20_001;
        ModuleAssembler assembler = new ModuleAssembler();
        int type = assembler.type(types());
        for (int i = 0; i < count; i++) {
            assembler.importFunc("m", "f", type);
        }
        ChicoryEngine linking = new ChicoryEngine(1);
        CoreModule module = linking.load(assembler.build(), options());
        assertThat(module.imports()).hasSize(count);
        ModuleAssembler exporter = new ModuleAssembler();
        int function = exporter.func(exporter.type(types()), 0, new Code().end());
        byte[] exporting = exporter.export("f", Kind.FUNC, function).build();
        var extern = linking.instantiate(linking.load(exporting, options()), List.of())
                .func("f")
                .orElseThrow();
        assertThatThrownBy(() -> linking.instantiate(module, Collections.nCopies(count, extern)))
                .isInstanceOf(UninstantiableException.class)
                .hasMessage("hostile.wasm imports 20001 things; at most 20000 are linked");
    }

    private long run(Code code) {
        return engine.instantiate(engine.load(module(code), options()), List.of())
                .func("f")
                .orElseThrow()
                .call()[0];
    }

    private static CoreOptions options() {
        return new CoreOptions("hostile.wasm", CoreOptions.Mode.COMPILED);
    }

    private static byte[] module(Code body) {
        ModuleAssembler module = new ModuleAssembler();
        int function = module.func(module.type(types(), I32), 0, body);
        return module.export("f", Kind.FUNC, function).build();
    }
}
