package dev.wasmmaven.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.wasmmaven.runtime.engine.CoreInstance;
import dev.wasmmaven.runtime.engine.CoreOptions;
import dev.wasmmaven.runtime.engine.chicory.ChicoryEngine;
import dev.wasmmaven.runtime.error.TrapException;
import dev.wasmmaven.runtime.testing.RustPrograms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code panic=unwind} compiles to, in both forms that LLVM has, in each mode of the engine. */
@DisplayName("Unwinding")
class ExceptionsTest {

    private static byte[] legacy;
    private static byte[] current;

    @BeforeAll
    static void compile(@TempDir Path one, @TempDir Path other) throws Exception {
        legacy = compile(one, true);
        current = compile(other, false);
        assertThat(legacy).isNotEqualTo(current);
    }

    private static byte[] compile(Path directory, boolean legacy) throws Exception {
        return Files.readAllBytes(RustPrograms.compile(
                ExceptionsTest.class,
                "exceptions.rs",
                directory,
                "--crate-type=cdylib",
                "-Cpanic=unwind",
                "-Copt-level=1",
                "-Cllvm-args=-wasm-use-legacy-eh=" + legacy));
    }

    @ParameterizedTest(name = "{0}, legacy: {1}")
    @CsvSource({
        "COMPILED, true", "COMPILED, false",
        "COMPILED_BY_CHICORY, true", "COMPILED_BY_CHICORY, false",
        "INTERPRETED, true", "INTERPRETED, false"
    })
    @DisplayName("runs what is to be dropped, in order, and ends where it is caught")
    void unwinds(CoreOptions.Mode mode, boolean legacyForm) {
        ChicoryEngine engine = new ChicoryEngine(1 << 26);
        CoreInstance instance = engine.instantiate(
                engine.load(legacyForm ? legacy : current, new CoreOptions("exceptions.wasm", mode)), List.of());

        assertThat(call(instance, "through", 9)).isEqualTo(9021);
        assertThat(call(instance, "through", 0)).isEqualTo(321);
        assertThat(call(instance, "nested", 3)).isEqualTo(3547);
        assertThat(call(instance, "nested", 0)).isEqualTo(547);
        assertThat(call(instance, "again", 10)).isEqualTo(110);
        assertThat(call(instance, "uncaught", 0)).isZero();
        assertThatExceptionOfType(TrapException.class).isThrownBy(() -> call(instance, "uncaught", 1));
    }

    private static int call(CoreInstance instance, String function, int argument) {
        return (int) instance.func(function).orElseThrow().call(argument)[0];
    }
}
