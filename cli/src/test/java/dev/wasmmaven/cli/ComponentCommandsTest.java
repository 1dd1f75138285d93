package dev.wasmmaven.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A component, on the command line,")
class ComponentCommandsTest {

    /**
     * Exports {@code add: func(a: u32, b: u32) -> u32} and, of the interface {@code test:math/ops@1.0.0},
     * {@code flip: func(x: bool) -> bool}.
     */
    private static final String MATH =
            "0061736d0d000100013c0061736d01000000010c0260027f7f017f60017f017f0303020001070e02"
                    + "03616464000004666c697000010a0f020700200020016a0b05002000450b020401000000070b0140"
                    + "02016179016279007906090100000100036164640806010000000000070801400101787f007f060a"
                    + "010000010004666c69700806010000010001050b0101010004666c697001010b2102001374657374"
                    + "3a6d6174682f6f707340312e302e300500000003616464010000";

    /** Exports {@code f: func()} of a component inside, which traps. */
    private static final String NESTED =
            "0061736d0d00010004620061736d0d00010001310061736d01000000010401600000030201000705"
                    + "01016600000a05010300000b000f046e616d6501080100056661696c730204010000000705014000"
                    + "010006070100000100016608060100000000000b0701000166010000050401000000060601010000"
                    + "01660b0701000166010000";

    /** {@code error-context.drop}, of a feature that is off by default. */
    private static final String ERROR_CONTEXT_DROP = "1e";

    /** {@code waitable-set.new}, of a feature that is on by default. */
    private static final String WAITABLE_SET_NEW = "1f";

    /** {@code subtask.cancel async}. */
    private static final String SUBTASK_CANCEL_ASYNC = "0601";

    @TempDir
    Path directory;

    private String math;

    private record Outcome(int exitCode, String out, String err) {}

    @BeforeEach
    void write() throws IOException {
        math = Files.write(directory.resolve("math.wasm"), HexFormat.of().parseHex(MATH))
                .toString();
    }

    private static Outcome run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = new CommandLineInterface(
                        new Console(new ByteArrayInputStream(new byte[0]), out, err, Map.of(), Set.of()))
                .run(args);
        return new Outcome(
                code,
                out.toString(StandardCharsets.UTF_8).replace("\r\n", "\n"),
                err.toString(StandardCharsets.UTF_8).replace("\r\n", "\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"add(1, 4294967295); 0", "flip(true); false", "test:math/ops@1.0.0#flip(false); true"})
    @DisplayName("answers a call in WAVE, in WAVE")
    void invoke(String call, String answer) {
        assertThat(run("run", "--invoke", call, math)).isEqualTo(new Outcome(0, answer + "\n", ""));
    }

    @Test
    @DisplayName("answers () where a function has no result, as Wasmtime does")
    void noResult() throws IOException {
        // Exports f: func().
        String unit = "0061736d0d000100" + "011f" + "0061736d01000000" + "010401600000" + "03020100" + "07050101660000"
                + "0a040102000b" + "0204010000000705014000010006070100000100016608060100000000000b0701000166010000";
        String file = Files.write(directory.resolve("unit.wasm"), HexFormat.of().parseHex(unit))
                .toString();
        assertThat(run("run", "--invoke", "f()", file)).isEqualTo(new Outcome(0, "()\n", ""));
    }

    @Test
    @DisplayName("takes the arguments of a function's name alone from the command line")
    void plainArguments() {
        assertThat(run("run", "--invoke", "add", math, "20", "22")).isEqualTo(new Outcome(0, "42\n", ""));
    }

    /** The component {@link #MATH} that also defines a built-in, by its opcode: a section of canonical functions. */
    private String withBuiltin(String opcode) throws IOException {
        byte[] component = HexFormat.of().parseHex(MATH + "08" + "0" + (1 + opcode.length() / 2) + "01" + opcode);
        return Files.write(directory.resolve("gated.wasm"), component).toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"component-model-error-context", "component-model-error-context=y", "all-proposals"})
    @DisplayName("may use a feature that is off by default if it is turned on, by its own key or the one for all")
    void featureOn(String key) throws IOException {
        String component = withBuiltin(ERROR_CONTEXT_DROP);
        assertThat(run("run", "-W", key, "--invoke", "add(1, 2)", component)).isEqualTo(new Outcome(0, "3\n", ""));
        assertThat(run("validate", "-W", key, component)).isEqualTo(new Outcome(0, "", ""));
        String cache = directory.resolve("code").toString();
        assertThat(run("compile", "--code-cache", cache, "-W", key, component).exitCode())
                .isZero();
        assertThat(run("inspect", component).out()).contains("export add: func");
    }

    @ParameterizedTest
    @ValueSource(strings = {"simd", "component-model-error-context=n", "all-proposals,component-model-error-context=n"})
    @DisplayName("that uses a feature which is off is refused with the option that turns it on")
    void featureOff(String key) throws IOException {
        Outcome outcome = run("run", "-W", key, "--invoke", "add(1, 2)", withBuiltin(ERROR_CONTEXT_DROP));
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err())
                .contains("WASM-0203: the built-in error-context.drop requires the component model feature"
                        + " error-context, which is not enabled")
                .contains("turn it on: -W component-model-error-context");
    }

    @Test
    @DisplayName("may not use a feature that is on by default if it is turned off")
    void featureTurnedOff() throws IOException {
        String component = withBuiltin(WAITABLE_SET_NEW);
        String[] call = {"--invoke", "add(1, 2)", component};
        assertThat(run("run", call[0], call[1], call[2]).exitCode()).isZero();
        assertThat(run("run", "-W", "component-model-async=n", call[0], call[1], call[2])
                        .err())
                .contains("WASM-0203")
                .contains("requires the component model feature async");
    }

    @Test
    @DisplayName("may use what older versions of Wasmtime call async-builtins")
    void oldName() throws IOException {
        String component = withBuiltin(SUBTASK_CANCEL_ASYNC);
        assertThat(run("validate", component).err()).contains("turn it on: -W component-model-more-async-builtins");
        assertThat(run("validate", "-W", "component-model-async-builtins", component)
                        .exitCode())
                .isZero();
    }

    @Test
    @DisplayName("says what is wrong with a call: the arguments, with their place, or the function, with what there is")
    void badCalls() {
        Outcome arguments = run("run", "--invoke", "add(1, x)", math);
        assertThat(arguments.exitCode()).isEqualTo(2);
        assertThat(arguments.err()).contains("expected an integer from 0 to 4294967295 at column 5 of (1, x)");
        Outcome function = run("run", "--invoke", "sub(1)", math);
        assertThat(function.exitCode()).isEqualTo(1);
        assertThat(function.err())
                .contains("WASM-0213")
                .contains("exports no function 'sub'; it exports test:math/ops@1.0.0#flip, add");
    }

    @Test
    @DisplayName("is shown as a world by inspect")
    void inspect() {
        assertThat(run("inspect", math)).isEqualTo(new Outcome(0, """
                        package root:component;

                        world root {
                          export test:math/ops@1.0.0;

                          export add: func(a: u32, b: u32) -> u32;
                        }

                        package test:math@1.0.0 {
                          interface ops {
                            flip: func(x: bool) -> bool;
                          }
                        }
                        """, ""));
    }

    @Test
    @DisplayName("is described for programs with its world, items, core modules and producers")
    void json() throws IOException {
        // With a section producers: one field, language, with one value.
        String producers =
                "001e" + "0970726f647563657273" + "01" + "086c616e6775616765" + "01" + "0452757374" + "03312e39";
        Path file = Files.write(directory.resolve("made.wasm"), HexFormat.of().parseHex(MATH + producers));
        Outcome outcome = run("inspect", "--json", file.toString());
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out().replaceAll("\\s+", " "))
                .startsWith("{ \"file\": \"made.wasm\", \"kind\": \"component\", \"size\": ")
                .contains("\"producers\": { \"language\": [ \"Rust 1.9\" ] }")
                .contains("\"imports\": []")
                .contains("{ \"name\": \"add\", \"kind\": \"func\", \"type\": \"func(a: u32, b: u32) -> u32\" }")
                .contains("{ \"name\": \"test:math/ops@1.0.0\", \"kind\": \"instance\", \"exports\": [ { \"name\":"
                        + " \"flip\", \"kind\": \"func\", \"type\": \"func(x: bool) -> bool\" } ] }")
                .contains("\"world\": \"package root:component;\\n\\nworld root {")
                .contains("\"coreModules\": [ { \"file\": \"made.wasm, module 0\", \"kind\": \"module\"");
    }

    @Test
    @DisplayName("that traps inside of another is named with its path")
    void trap() throws IOException {
        Path nested =
                Files.write(directory.resolve("nested.wasm"), HexFormat.of().parseHex(NESTED));
        assertThat(run("run", "--invoke", "f()", nested.toString())).isEqualTo(new Outcome(134, "", """
                        error: nested.wasm: wasm trap: unreachable, in component "nested.wasm" > instance 0 > core instance 0, \
                        function fails (WASM-0206)
                        wasm backtrace:
                            0: fails
                        """));
    }

    @Test
    @DisplayName("passes validate, and does not when it is damaged; the message has the offset and the item")
    void validate() throws IOException {
        assertThat(run("validate", math)).isEqualTo(new Outcome(0, "", ""));
        byte[] damaged = Files.readAllBytes(Path.of(math));
        // The core function that the last export's function lifts, and its type.
        String text = HexFormat.of().formatHex(damaged).replace("0806010000010001", "0806010000090001");
        Path invalid =
                Files.write(directory.resolve("invalid.wasm"), HexFormat.of().parseHex(text));
        Outcome refused = run("validate", invalid.toString());
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err())
                .contains("WASM-0202")
                .contains("invalid: lift at offset 0x85: unknown core function 9");
        Path cut = Files.write(directory.resolve("cut.wasm"), Arrays.copyOf(damaged, damaged.length - 3));
        assertThat(run("validate", cut.toString()).err()).contains("WASM-0201").contains("malformed at offset 0x");
        assertThat(run("validate").exitCode()).isEqualTo(2);
    }
}
