package dev.wasmmaven.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wasmmaven.runtime.RunOptions.StdStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** The whole command line in this process, on small modules. */
@DisplayName("The command line, in this process,")
class CommandLineTest {

    /**
     * {@code add: (i32 i32) -> i32}, {@code sum64: (i64 i64) -> i64}, {@code fsum: (f64 f64) -> f64},
     * {@code swap: (f32 i64) -> (i64 f32)}, {@code none: (externref) -> externref}, {@code trap: () -> ()},
     * {@code spin: () -> ()}, and {@code missing: () -> i32}, which calls the import {@code env.missing}.
     */
    private static final String FUNCTIONS = "0061736d01000000"
            + "01260760027f7f017f60027e7e017e60027c7c017c60027d7e027e7d60016f016f6000006000017f"
            + "020f0103656e76076d697373696e670006"
            + "0309080001020304050506"
            + "073c080361646400010573756d36340002046673756d000304737761700004046e6f6e65000504747261700006047370"
            + "696e0007076d697373696e670008"
            + "0a36080700200020016a0b0700200020017c0b070020002001a00b0600200120000b040020000b0300000b070003400c"
            + "000b0b040010000b";

    @TempDir
    Path directory;

    private String functions;

    private record Outcome(int exitCode, String out, String err) {}

    @BeforeEach
    void write() throws IOException {
        functions = Files.write(
                        directory.resolve("functions.wasm"), HexFormat.of().parseHex(FUNCTIONS))
                .toString();
    }

    private static Outcome run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        InputStream in = new ByteArrayInputStream(new byte[0]);
        int code =
                new CommandLineInterface(new Console(in, out, err, Map.of("SET", "1"), Set.<StdStream>of())).run(args);
        return new Outcome(
                code,
                out.toString(StandardCharsets.UTF_8).replace("\r\n", "\n"),
                err.toString(StandardCharsets.UTF_8).replace("\r\n", "\n"));
    }

    private Outcome invoke(String function, String... args) {
        String[] all = new String[5 + args.length];
        all[0] = "-W";
        all[1] = "unknown-imports-trap";
        all[2] = "--invoke";
        all[3] = function;
        all[4] = functions;
        System.arraycopy(args, 0, all, 5, args.length);
        return run(all);
    }

    @ParameterizedTest(name = "{0}({1})")
    @CsvSource({
        "add, 2 -5, -3",
        "add, 0xffffffff 2, 1",
        "add, 4294967295 0, -1",
        "sum64, 9223372036854775807 1, -9223372036854775808",
        "fsum, 1 2, 3",
        "fsum, 1e21 0.5, 1000000000000000000000",
        "fsum, inf 1, inf",
        "fsum, nan 1, NaN",
        "fsum, -0.0 -0.0, -0",
        "fsum, 0.1 0.2, 0.30000000000000004",
        "swap, 0.1 7, '7\n0.1'",
        "missing, '', ''"
    })
    @DisplayName("--invoke calls a function and prints what it returns, one value a line")
    void invoke(String function, String args, String printed) {
        if (function.equals("missing")) {
            Outcome outcome = invoke(function);
            assertThat(outcome.exitCode()).isEqualTo(134);
            assertThat(outcome.err()).contains("unknown import: env.missing has not been defined");
            assertThat(run("-Wunknown-imports-default", "--invoke", "missing", functions))
                    .isEqualTo(new Outcome(0, "0\n", ""));
        } else {
            assertThat(invoke(function, args.split(" "))).isEqualTo(new Outcome(0, printed + "\n", ""));
        }
    }

    /** {@code add: (v128 v128) -> v128}, which adds the lanes of i32x4. */
    private static final String VECTORS =
            "0061736d0100000001070160027b7b017b030201000707010361646400000a0b01090020002001fdae010b";

    @ParameterizedTest(name = "{0} + {1}")
    @CsvSource({
        "5, 0x6, 11",
        "0xffffffff, 1, 0",
        "0x80000000000000000000000000000003, 4294967296, 170141183460469231731687303720179073027",
        "-1, 0, 340282366920938463463374607431768211455"
    })
    @DisplayName("--invoke takes and prints a vector as one number of 128 bits, as Wasmtime prints it")
    void invokeVector(String one, String other, String printed) throws IOException {
        String file = Files.write(
                        directory.resolve("vectors.wasm"), HexFormat.of().parseHex(VECTORS))
                .toString();
        assertThat(run("--invoke", "add", file, one, other)).isEqualTo(new Outcome(0, printed + "\n", ""));
        Outcome tooLarge = run("--invoke", "add", file, "0x100000000000000000000000000000000", "0");
        assertThat(tooLarge.exitCode()).isEqualTo(2);
        assertThat(tooLarge.err()).contains("is not a number of type v128");
    }

    @ParameterizedTest(name = "{0}({1})")
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "add, 1, takes 2 arguments",
                "add, 1 x, 'x' is not a number of type i32",
                "add, 1 4294967296, is not a number of type i32",
                "add, 1 0x-1, is not a number of type i32",
                "sum64, 1 18446744073709551616, is not a number of type i64",
                "fsum, 1 1d, is not a number of type f64",
                "none, 1, cannot be written as text"
            })
    @DisplayName("--invoke explains arguments that do not fit, and ends with 2")
    void badArguments(String function, String args, String message) {
        Outcome outcome = invoke(function, args.split(" "));
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains(message);
    }

    @Test
    @DisplayName("--invoke of what is not there lists what is, and a trap ends with 134")
    void invokeFailures() {
        assertThat(invoke("sub").err()).contains("WASM-0213").contains("it exports add, sum64, fsum");
        assertThat(invoke("sub").exitCode()).isEqualTo(1);
        assertThat(invoke("trap").exitCode()).isEqualTo(134);
        assertThat(invoke("trap").err()).contains("wasm trap: unreachable");
    }

    @Test
    @DisplayName("an endless loop ends at its timeout: 124, or 134 as in Wasmtime for -W timeout")
    void timeout() {
        String[] rest = {"-W", "unknown-imports-trap", "--invoke", "spin", functions};
        assertThat(run("--timeout", "100ms", rest[0], rest[1], rest[2], rest[3], rest[4])
                        .exitCode())
                .isEqualTo(124);
        assertThat(run("-W", "timeout=100ms", rest[0], rest[1], rest[2], rest[3], rest[4])
                        .exitCode())
                .isEqualTo(134);
    }

    @Test
    @DisplayName("inspect shows imports, exports and sections, and the same as JSON")
    void inspect() {
        Outcome text = run("inspect", functions);
        assertThat(text.exitCode()).isZero();
        assertThat(text.out())
                .startsWith("functions.wasm: core module, ")
                .contains("func  env.missing  func() -> (i32)")
                .contains("swap     func(f32 i64) -> (i64 f32)")
                .containsPattern("code +at 0x[0-9a-f]+ +54 bytes, 8 entries");
        assertThat(run("inspect", "--json", functions).out())
                .contains("\"file\": \"functions.wasm\"")
                .contains("\"type\": \"func(i32 i32) -> (i32)\"")
                .contains("\"memories\": []");
        assertThat(run("inspect").exitCode()).isEqualTo(2);
        assertThat(run("inspect", "none.wasm").err()).startsWith("error: WASM-0200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-S inherit-env,cli -S threads=n",
                "-S inherit-stdin,inherit-stdout=n,cwd=/ -D symbols=n",
                "-Scommon -Ocache -W simd",
                "-S nn=n,http -W bulk-memory=y,max-memory-size=65536 -C cache=n -O opt-level=2",
                "-D logging=y,debug-info",
                "-W all-proposals,max-wasm-stack=1048576,max-table-elements=10 -S config=no"
            })
    @DisplayName("takes Wasmtime's keys")
    void keys(String options) {
        String[] words = options.replace("-Ocache", "-Oopt-level=2").split(" ");
        String[] all = java.util.Arrays.copyOf(words, words.length + 5);
        System.arraycopy(
                new String[] {"-Wunknown-imports-trap", "--invoke", "trap", "--argv0=x", functions},
                0,
                all,
                words.length,
                5);
        assertThat(run(all).exitCode()).as(run(all).err()).isEqualTo(134);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "-S inherit-evn, unknown key 'inherit-evn' of -S; did you mean 'inherit-env'?",
                "-S zzzzzzzzz, unknown key 'zzzzzzzzz' of -S; -S help lists them",
                "-W fuel=10, -W fuel cannot be done here: there is no fuel here; use -W timeout",
                "-S nn, -S nn cannot be done here",
                "-D coredump=x, -D coredump cannot be done here",
                "-W timeout=soon, 'soon' is not a time",
                "-W max-memory-size=much, 'much' is not a size",
                "-W max-table-elements=-1, '-1' is not a number",
                "--tcplisten nowhere, 'nowhere' is not an address",
                "--preload a=b, --preload is not supported"
            })
    @DisplayName("refuses keys and values by name")
    void refused(String options, String message) {
        String[] words = options.split(" ", 2);
        Outcome outcome = run(words[0], words[1], functions);
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("error: " + message);
    }

    @Test
    @DisplayName("a limit of memory or tables refuses what begins above it")
    void limits() throws IOException {
        // (memory 2) (table 100 funcref) (func (export "_start"))
        String module = Files.write(
                        directory.resolve("large.wasm"),
                        HexFormat.of()
                                .parseHex("0061736d01000000" + "010401600000" + "03020100" + "040401700064"
                                        + "0503010002" + "070a01065f7374617274" + "0000" + "0a040102000b"))
                .toString();
        assertThat(run(module)).isEqualTo(new Outcome(0, "", ""));
        assertThat(run("-W", "max-memory-size=65536", module).err()).contains("WASM-0205");
        assertThat(run("--max-memory", "64K", module).err()).contains("WASM-0205");
        assertThat(run("-W", "max-table-elements=99", module).err())
                .contains("WASM-0205")
                .contains("a table of 100 elements is more than the limit of 99");
    }

    @Test
    @DisplayName("compile keeps code, cache tells of it and deletes it")
    void codeCache() throws IOException {
        Path cache = directory.resolve("code");
        Outcome compiled = run("compile", "--code-cache", cache.toString(), functions);
        assertThat(compiled).isEqualTo(new Outcome(0, "functions.wasm: compiled into " + cache + "\n", ""));
        assertThat(run("cache", "--code-cache", cache.toString()).out())
                .startsWith(cache + ": 1 program, ")
                .doesNotContain(": 1 program, 0 bytes");
        assertThat(run(
                        "--code-cache",
                        cache.toString(),
                        "-Wunknown-imports-trap",
                        "--invoke",
                        "add",
                        functions,
                        "1",
                        "2"))
                .isEqualTo(new Outcome(0, "3\n", ""));
        assertThat(run("cache", "--clean", "--code-cache", cache.toString()).out())
                .contains(": deleted 1 program, ");
        assertThat(run("cache", "--code-cache", cache.toString()).out()).isEqualTo(cache + ": 0 programs, 0 bytes\n");
        assertThat(run(
                                "-C",
                                "cache=n",
                                "--code-cache",
                                cache.toString(),
                                "-Wunknown-imports-trap",
                                "--invoke",
                                "add",
                                functions,
                                "1",
                                "2")
                        .exitCode())
                .isZero();
        assertThat(run("cache", "--code-cache", cache.toString()).out()).contains(": 0 programs");
        assertThat(run("compile").exitCode()).isEqualTo(2);
        assertThat(run("compile", functions, "-o", "functions.cwasm"))
                .isEqualTo(new Outcome(
                        2,
                        "",
                        "error: unknown option -o of compile: the code goes into the code cache, which --code-cache"
                                + " chooses\n  Next step: see the options with --help\n"));
        assertThat(run("compile", "none.wasm").err()).startsWith("error: WASM-0200");
        assertThat(run("cache", "x").exitCode()).isEqualTo(2);
    }

    @Test
    @DisplayName("the launcher's own run ends well")
    void train() {
        // A module and a component, each compiled and then with its code kept.
        assertThat(run("train")).isEqualTo(new Outcome(0, "hello\n".repeat(4), ""));
    }

    @Test
    @DisplayName("help names every option, and the keys of each group")
    void help() {
        assertThat(run("help").out()).contains("run").contains("inspect");
        assertThat(run("help", "inspect").out()).contains("--json");
        assertThat(run("help", "nothing").exitCode()).isEqualTo(2);
        assertThat(run("-S", "help").out()).contains("-S inherit-env").contains("refused:");
        assertThat(run().exitCode()).isEqualTo(2);
    }
}
