package dev.wasmmaven.toolkit.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.toolkit.diagnostics.ToolkitException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WasmFileTest {

    private static final byte[] HEADER = {0, 'a', 's', 'm', 1, 0, 0, 0};

    @TempDir
    Path temp;

    private static byte[] module(byte[]... sections) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(HEADER);
        for (byte[] each : sections) {
            out.writeBytes(each);
        }
        return out.toByteArray();
    }

    private static byte[] section(int id, byte... content) {
        byte[] all = new byte[content.length + 2];
        all[0] = (byte) id;
        all[1] = (byte) content.length;
        System.arraycopy(content, 0, all, 2, content.length);
        return all;
    }

    private static byte[] data(String text) {
        return section(11, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("export names and libtest's marks are found, in any other company")
    void reads() {
        byte[] exports = section(
                7,
                (byte) 1,
                (byte) 6,
                (byte) '_',
                (byte) 's',
                (byte) 't',
                (byte) 'a',
                (byte) 'r',
                (byte) 't',
                (byte) 0,
                (byte) 0);
        WasmFile file =
                WasmFile.parse(module(section(0, (byte) 1, (byte) 'x'), exports, data("..RUST_TEST_THREADS..")));
        assertThat(file.exports()).containsExactly("_start");
        assertThat(file.libtest()).isTrue();
        assertThat(file.component()).isFalse();
    }

    @Test
    @DisplayName("libtest's marks outside of the data, such as in debug information, do not count")
    void marksElsewhere() {
        byte[] custom = section(0, "xRUST_TEST_THREADS".getBytes(StandardCharsets.UTF_8));
        assertThat(WasmFile.parse(module(custom, data("nothing"))).libtest()).isFalse();
        assertThat(WasmFile.parse(module()).exports()).isEmpty();
    }

    @Test
    @DisplayName("a component is told from a module")
    void components() {
        byte[] component = {0, 'a', 's', 'm', 0x0d, 0, 1, 0};
        assertThat(WasmFile.parse(component).component()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 7, 9, 12, 17})
    @DisplayName("a file that is cut off, or no WebAssembly at all, is reported by name")
    void malformed(int length) throws IOException {
        byte[] whole = module(section(
                7,
                (byte) 1,
                (byte) 6,
                (byte) '_',
                (byte) 's',
                (byte) 't',
                (byte) 'a',
                (byte) 'r',
                (byte) 't',
                (byte) 0,
                (byte) 0));
        Path file = Files.write(temp.resolve("cut.wasm"), Arrays.copyOf(whole, length));
        assertThatThrownBy(() -> WasmFile.read(file)).isInstanceOfSatisfying(ToolkitException.class, problem -> {
            assertThat(problem.diagnosticId()).isEqualTo(DiagnosticId.MODULE_MALFORMED);
            assertThat(problem.getMessage()).contains("cut.wasm");
        });
        assertThatThrownBy(() -> WasmFile.read(temp.resolve("nothing.wasm")))
                .isInstanceOfSatisfying(
                        ToolkitException.class,
                        problem -> assertThat(problem.diagnosticId()).isEqualTo(DiagnosticId.MODULE_NOT_FOUND));
    }
}
