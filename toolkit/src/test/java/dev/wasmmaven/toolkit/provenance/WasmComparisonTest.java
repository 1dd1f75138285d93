package dev.wasmmaven.toolkit.provenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WasmComparisonTest {

    private static final byte[] MODULE = {0, 'a', 's', 'm', 1, 0, 0, 0};
    private static final byte[] COMPONENT = {0, 'a', 's', 'm', 0x0d, 0, 1, 0};

    private static byte[] file(byte[] header, byte[]... sections) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(header);
        for (byte[] each : sections) {
            out.writeBytes(each);
        }
        return out.toByteArray();
    }

    private static byte[] section(int id, byte[] contents) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(id);
        int size = contents.length;
        for (; size >= 0x80; size >>>= 7) {
            out.write(size & 0x7f | 0x80);
        }
        out.write(size);
        out.writeBytes(contents);
        return out.toByteArray();
    }

    private static byte[] custom(String name, String text) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return section(0, file(new byte[] {(byte) bytes.length}, bytes, text.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] data(String text) {
        return section(11, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("equal files have no differences")
    void equal() {
        byte[] file = file(MODULE, data("abc"));
        assertThat(WasmComparison.differences(file, file.clone())).isEmpty();
    }

    @Test
    @DisplayName("a difference is told with its section, its place and the text around it")
    void path() {
        List<String> told = WasmComparison.differences(
                file(MODULE, section(1, new byte[] {0}), data("\0/home/a/src/main.rs\0"), custom("name", "x")),
                file(MODULE, section(1, new byte[] {0}), data("\0/home/b/src/main.rs\0"), custom("name", "x")));
        assertThat(told)
                .containsExactly(
                        "data: first at offset 7 of the section, \"/home/a/src/main.rs\" and \"/home/b/src/main.rs\"");
    }

    @Test
    @DisplayName("sizes are told where they differ, and sections that only one build has")
    void sizes() {
        assertThat(WasmComparison.differences(
                        file(MODULE, data("\1\2")), file(MODULE, data("\1\2\3"), custom("producers", ""))))
                .containsExactly(
                        "data (2 and 3 bytes): first at offset 2 of the section",
                        "custom \"producers\": only in the second build");
    }

    @Test
    @DisplayName("another section in the same place is told as such")
    void replaced() {
        assertThat(WasmComparison.differences(file(MODULE, custom("a", "1")), file(MODULE, custom("b", "1"))))
                .containsExactly("custom \"a\": the second build has custom \"b\" in its place");
    }

    @Test
    @DisplayName("modules and components inside a component are taken apart")
    void nested() {
        byte[] first = file(
                COMPONENT,
                section(1, file(MODULE, data("one"))),
                section(4, file(COMPONENT, section(1, file(MODULE, data("two"))))));
        byte[] second = file(
                COMPONENT,
                section(1, file(MODULE, data("one"))),
                section(4, file(COMPONENT, section(1, file(MODULE, data("ten"))))));
        assertThat(WasmComparison.differences(first, second))
                .containsExactly("component 0 > core module 0 > data: first at offset 1 of the section");
    }

    @Test
    @DisplayName("the same sections in another encoding still differ")
    void encoding() {
        byte[] padded = file(MODULE, new byte[] {11, (byte) 0x81, 0, 5});
        assertThat(WasmComparison.differences(file(MODULE, section(11, new byte[] {5})), padded))
                .containsExactly("the sections are equal, but not the encoding of their sizes");
    }

    @Test
    @DisplayName("what is no WebAssembly, or cut off, is refused")
    void malformed() {
        assertThatThrownBy(() -> WasmSections.of(new byte[] {1, 2, 3})).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WasmSections.of(file(MODULE, new byte[] {11, 5, 1})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("goes beyond the end");
        assertThatThrownBy(() -> WasmSections.of(file(MODULE, new byte[] {11, (byte) 0x80})))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
