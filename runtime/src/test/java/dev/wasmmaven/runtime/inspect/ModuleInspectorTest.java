package dev.wasmmaven.runtime.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.runtime.error.MalformedException;
import dev.wasmmaven.runtime.error.UnsupportedException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModuleInspectorTest {

    private static final String HEADER = "0061736d01000000";

    /** A section of fewer than 128 bytes. */
    private static String section(int id, String contents) {
        String plain = contents.replace(" ", "");
        return String.format("%02x%02x%s", id, plain.length() / 2, plain);
    }

    private static String custom(String name, String contents) {
        String hex = HexFormat.of().formatHex(name.getBytes(StandardCharsets.UTF_8));
        return section(0, String.format("%02x%s", name.length(), hex) + contents);
    }

    private static ModuleDescription inspect(String... sections) {
        return ModuleInspector.inspect("m.wasm", HexFormat.of().parseHex(HEADER + String.join("", sections)));
    }

    @Test
    @DisplayName("tells imports, exports, memories, tables and the start function")
    void items() {
        ModuleDescription module = inspect(
                section(1, "02 600000 60017f017e"),
                section(2, "02 0161 016d 02 03 01 02 0161 0174 01 70 01 00 05"),
                section(3, "01 00"),
                section(4, "01 6f 00 01"),
                section(5, "01 00 01"),
                section(6, "01 7f 01 41 00 0b"),
                section(7, "03 0166 00 00 0167 03 00 0178 02 01"),
                section(8, "00"),
                section(10, "01 02 00 0b"));
        assertThat(module.imports())
                .containsExactly(
                        new ModuleDescription.Import("a", "m", "memory", "1..2 shared"),
                        new ModuleDescription.Import("a", "t", "table", "0..5 funcref"));
        assertThat(module.exports())
                .containsExactly(
                        new ModuleDescription.Export("f", "func", "func() -> ()"),
                        new ModuleDescription.Export("g", "global", "mut i32"),
                        new ModuleDescription.Export("x", "memory", "1.."));
        assertThat(module.memories()).containsExactly("1..2 shared", "1..");
        assertThat(module.tables()).containsExactly("0..5 funcref", "1.. externref");
        assertThat(module.start()).hasValue(0);
        assertThat(module.functions()).isEqualTo(1);
        assertThat(module.sections())
                .extracting(ModuleDescription.Section::name)
                .containsExactly("type", "import", "function", "table", "memory", "global", "export", "start", "code");
    }

    @Test
    @DisplayName("tells producers, target features and names")
    void conventions() {
        ModuleDescription module = inspect(
                custom("producers", "01 0c 70726f6365737365642d6279 02 0161 0131 0162 00"),
                custom("target_features", "01 2b 0161"),
                custom("name", "00 02 01 6d 01 04 01 00 01 66"));
        assertThat(module.producers()).isEqualTo(Map.of("processed-by", List.of("a 1", "b")));
        assertThat(module.features()).containsExactly("+a");
        assertThat(module.moduleName()).hasValue("m");
        assertThat(module.namedFunctions()).isEqualTo(1);
        assertThat(inspect(custom("name", "00 09")).moduleName()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "01 60 02 7b 70 01 6f, func(v128 funcref) -> (externref)",
        "01 60 02 64 00 63 70 00, func((ref 0) (ref null func)) -> ()",
        "01 60 01 63 80 80 01 01 7c, func((ref null 16384)) -> (f64)",
        "01 50 00 60 00 01 7d, func() -> (f32)"
    })
    @DisplayName("knows types beyond those that are run here")
    void types(String types, String type) {
        ModuleDescription module = inspect(section(1, types), section(3, "01 00"), section(7, "01 01 66 00 00"));
        assertThat(module.exports().get(0).type()).isEqualTo(type);
    }

    @Test
    @DisplayName("knows 64-bit memories, page sizes, tables with a value, garbage-collected types")
    void proposals() {
        assertThat(inspect(section(5, "01 05 01 80 08")).memories()).containsExactly("1..1024 i64");
        assertThat(inspect(section(5, "01 08 01 00")).memories()).containsExactly("1.. pages of 2^0");
        assertThat(inspect(section(4, "01 40 00 70 00 02 d0 70 0b")).tables()).containsExactly("2.. funcref");
        assertThat(inspect(section(1, "01 4e 03 5f 01 78 01 5e 7f 00 60 00 00")).sections())
                .hasSize(1);
    }

    @Test
    @DisplayName("refuses what is damaged, and a component")
    void refused() {
        assertThatThrownBy(() -> inspect(section(1, "01 99 00 00"))).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> inspect(section(2, "01 0161 0162 05"))).isInstanceOf(MalformedException.class);
        byte[] component = HexFormat.of().parseHex("0061736d0d000100");
        assertThatThrownBy(() -> ModuleInspector.inspect("c.wasm", component)).isInstanceOf(UnsupportedException.class);
        byte[] whole = HexFormat.of().parseHex(HEADER + section(1, "02 600000 60017f017e"));
        for (int i = 0; i < whole.length; i++) {
            byte[] cut = Arrays.copyOf(whole, i);
            if (i != 8) {
                assertThatThrownBy(() -> ModuleInspector.inspect("cut.wasm", cut))
                        .isInstanceOf(MalformedException.class);
            }
        }
    }
}
