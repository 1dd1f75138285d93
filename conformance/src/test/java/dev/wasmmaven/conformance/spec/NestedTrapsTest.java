package dev.wasmmaven.conformance.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.wasmmaven.runtime.Component;
import dev.wasmmaven.runtime.ComponentInstance;
import dev.wasmmaven.runtime.ComponentLinker;
import dev.wasmmaven.runtime.WasiRuntime;
import dev.wasmmaven.runtime.error.TrapException;
import dev.wasmmaven.runtime.error.WasmFrame;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the embedding API says of traps in the components of the script {@code nested-traps}. */
@DisplayName("A trap in a nested component")
class NestedTrapsTest {

    private static Path outer;
    private static Path unnamed;

    @BeforeAll
    static void convert() throws IOException, InterruptedException {
        Path script = SpecSuite.own().path("component/nested-traps");
        outer = script.resolveSibling("nested-traps.0.wasm");
        unnamed = script.resolveSibling("nested-traps.1.wasm");
    }

    private static WasiRuntime runtime(boolean interpreter) {
        return WasiRuntime.builder().interpreter(interpreter).codeCache(false).build();
    }

    private static TrapException trapOf(boolean interpreter, String function) {
        try (WasiRuntime runtime = runtime(interpreter);
                ComponentInstance instance = new ComponentLinker().instantiate(runtime.loadComponent(outer))) {
            return catchThrowableOfType(
                    TrapException.class,
                    () -> instance.func(function).orElseThrow().call());
        }
    }

    @ParameterizedTest(name = "interpreter: {0}")
    @ValueSource(booleans = {false, true})
    @DisplayName("names the instances, the core instance and the function")
    void path(boolean interpreter) {
        TrapException trap = trapOf(interpreter, "sink");
        assertThat(trap.location()).contains("component \"outer\" > instance \"log\" > core instance 3, function sink");
        assertThat(trap).hasMessageEndingWith(", in " + trap.location().orElseThrow());
        assertThat(trap.backtrace()).extracting(WasmFrame::function).containsExactly("sink");
    }

    @ParameterizedTest(name = "interpreter: {0}")
    @ValueSource(booleans = {false, true})
    @DisplayName("names the innermost component; of two core instances of one module none is guessed")
    void innermost(boolean interpreter) {
        TrapException trap = trapOf(interpreter, "through");
        assertThat(trap.location()).contains("component \"outer\" > instance \"failing\", function fails");
        assertThat(trap.backtrace()).extracting(WasmFrame::function).startsWith("fails");
    }

    @ParameterizedTest(name = "interpreter: {0}")
    @ValueSource(booleans = {false, true})
    @DisplayName("that the Canonical ABI finds has the instance alone")
    void abi(boolean interpreter) {
        assertThat(trapOf(interpreter, "text").location()).contains("component \"outer\" > instance \"log\"");
    }

    @ParameterizedTest(name = "interpreter: {0}")
    @ValueSource(booleans = {false, true})
    @DisplayName("counts instances that have no names, and tells of start functions")
    void unnamed(boolean interpreter) {
        try (WasiRuntime runtime = runtime(interpreter)) {
            Component component = runtime.loadComponent(unnamed);
            TrapException trap =
                    catchThrowableOfType(TrapException.class, () -> new ComponentLinker().instantiate(component));
            assertThat(trap.location())
                    .contains(
                            "component \"nested-traps.1.wasm\" > instance 0 > instance 0 > core instance 0, function start");
        }
    }
}
