package dev.wasmmaven.runtime.engine;

import static dev.wasmmaven.runtime.testing.ModuleAssembler.I32;
import static dev.wasmmaven.runtime.testing.ModuleAssembler.I64;
import static dev.wasmmaven.runtime.testing.ModuleAssembler.types;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.runtime.error.InvalidException;
import dev.wasmmaven.runtime.error.MalformedException;
import dev.wasmmaven.runtime.error.UnsupportedException;
import dev.wasmmaven.runtime.error.WasmException;
import dev.wasmmaven.runtime.testing.Code;
import dev.wasmmaven.runtime.testing.ModuleAssembler;
import dev.wasmmaven.runtime.testing.ModuleAssembler.Kind;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The seam's test kit: modules that are none. */
public abstract class BadModuleContract extends EngineContract {

    protected BadModuleContract(CoreEngine engine, CoreOptions.Mode mode) {
        super(engine, mode);
    }

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

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "05 03 01 04 01, 64-bit memories (proposal memory64)",
        "02 08 01 01 6d 01 6d 02 04 01, 64-bit memories (proposal memory64)",
        "04 04 01 70 04 01, 64-bit tables (proposal memory64)",
        "05 04 01 08 01 00, pages of 2^0 bytes (proposal custom-page-sizes)",
        "01 06 02 60 00 00 5d 00, continuation types (proposal stack-switching)",
        "01 07 01 4e 01 4d 00 5f 00, type descriptors (proposal custom-descriptors)",
        "01 05 01 65 60 00 00, shared types (proposal shared-everything-threads)",
        "02 08 01 01 6d 00 7f 01 01 66, grouped imports (proposal compact-import-section)",
        "01 04 01 60 00 00 03 02 01 00 0a 06 01 04 00 e2 00 0b, continuations (proposal stack-switching)",
        "01 04 01 60 00 00 03 02 01 00 0a 08 01 06 00 fe 4f 00 00 0b,"
                + " 'atomic globals, tables and objects (proposal shared-everything-threads)'",
        "01 04 01 60 00 00 03 02 01 00 0a 08 01 06 00 00 fd a0 02 0b,"
                + " half-precision vectors (proposal half-precision)"
    })
    @DisplayName("what is there in another proposal is refused by the proposal's name")
    void proposals(String sections, String named) {
        byte[] wasm = HexFormat.of().parseHex("0061736d01000000" + sections.replace(" ", ""));
        assertThatThrownBy(() -> load(wasm))
                .isInstanceOf(UnsupportedException.class)
                .hasMessage("test.wasm uses " + named + ", which this runtime does not have");
    }

    @Test
    @DisplayName("a version or a section that the specification does not know is malformed")
    void unknownVersionOrSection() {
        assertThatThrownBy(() -> load(new byte[] {0, 'a', 's', 'm', 2, 0, 0, 0}))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("version 2, layer 0");
        assertThatThrownBy(() -> load(new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0, 14, 1, 0}))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("section of unknown kind 14 at offset 0x8");
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
