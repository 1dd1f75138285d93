package dev.wasmmaven.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The harness as a program")
class WastMainTest {

    /** Exports {@code spin}, an endless loop, and {@code one}, which returns 1. */
    private static final String MODULE = "0061736d01000000 010802600000600001 7f 0303020001"
            + "070e02 047370696e0000 036f6e650001 0a0e02 070003400c000b0b 040041010b";

    private static final String INVALID = "0061736d01000000 010401600000 03020100 0a0601 0400410 10b";
    private static final String COMPONENT = "0061736d0d000100";

    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void modules() throws IOException {
        module("a.0.wasm", MODULE);
        module("a.1.wasm", INVALID);
        module("a.2.wasm", COMPONENT);
        Files.writeString(directory.resolve("a.3.wat"), "(module");
    }

    private void module(String name, String hex) throws IOException {
        Files.write(directory.resolve(name), HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    private int run(String... args) throws InterruptedException {
        return WastMain.run(List.of(args), stream(out), stream(err));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private int script(String... commands) throws IOException, InterruptedException {
        return run(write(commands));
    }

    private String write(String... commands) throws IOException {
        Path file = directory.resolve("a.json");
        Files.writeString(
                file,
                "{\"source_filename\":\"a.wast\",\"commands\":["
                        + String.join(",", commands).replace('\'', '"') + "]}");
        return file.toString();
    }

    private List<String> lines() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static String invoke(int line, String type, String field, String more) {
        return "{'type':'" + type + "','line':" + line + ",'action':{'type':'invoke','field':'" + field + "','args':[]}"
                + more + "}";
    }

    private static String module(int line, String file) {
        return "{'type':'module','line':" + line + ",'filename':'" + file + "','module_type':'binary'}";
    }

    private static String refused(int line, String type, String file, String moduleType) {
        return "{'type':'" + type + "','line':" + line + ",'filename':'" + file + "','module_type':'" + moduleType
                + "','text':'type mismatch'}";
    }

    @Test
    @DisplayName("tells of each command, in order, whether it passed")
    void verdicts() throws IOException, InterruptedException {
        String one = ",'expected':[{'type':'i32','value':'1'}]";
        String two = ",'expected':[{'type':'i32','value':'2'}]";
        int status = script(
                module(1, "a.0.wasm"),
                invoke(2, "assert_return", "one", one),
                invoke(3, "assert_return", "one", two),
                invoke(4, "assert_trap", "one", ",'text':'unreachable'"),
                refused(5, "assert_invalid", "a.1.wasm", "binary"),
                refused(6, "assert_invalid", "a.0.wasm", "binary"),
                refused(7, "assert_malformed", "a.3.wat", "text"),
                invoke(8, "assert_return", "none", one));
        assertThat(lines())
                .containsExactly(
                        "pass 1",
                        "pass 2",
                        "fail 3 expected [0x2], got [0x1]",
                        "fail 4 no trap, but [0x1]",
                        "pass 5",
                        "fail 6 expected invalid (type mismatch), but it was accepted",
                        "skip 7 text format",
                        "fail 8 no function \"none\" is exported");
        assertThat(status).isEqualTo(1);
    }

    @Test
    @DisplayName("fails what builds on a module that did not load, or on what is not exported")
    void dependents() throws IOException, InterruptedException {
        script(
                module(1, "a.1.wasm"),
                invoke(2, "action", "one", ""),
                module(3, "a.2.wasm"),
                invoke(4, "action", "one", ""),
                invoke(5, "assert_return", "one", ",'expected':[{'type':'u32','value':'1'}]"));
        assertThat(lines().get(0)).startsWith("fail 1 InvalidException: ");
        assertThat(lines().subList(1, 5))
                .containsExactly(
                        "fail 2 the module of line 1 was not instantiated",
                        "pass 3",
                        "fail 4 no function \"one\" is exported",
                        "fail 5 no function \"one\" is exported");
    }

    @Test
    @DisplayName("stops a script that hangs, in both modes, and fails what was not run")
    void hang() throws IOException, InterruptedException {
        String file = write(module(1, "a.0.wasm"), invoke(2, "action", "spin", ""), invoke(3, "action", "one", ""));
        for (String mode : List.of("compiled", "interpreted")) {
            out.reset();
            assertThat(run("--mode", mode, "--timeout", "1", file)).isEqualTo(1);
            assertThat(lines())
                    .containsExactly(
                            "pass 1",
                            "fail 2 not run to its end, the script took longer than 1 s",
                            "fail 3 not run to its end, the script took longer than 1 s");
        }
    }

    @Test
    @DisplayName("says what is wrong with its arguments or its file")
    void unusable() throws IOException, InterruptedException {
        Path notJson = Files.writeString(directory.resolve("b.json"), "{\"commands\": [");
        for (List<String> args : Stream.of(
                        "",
                        "--mode",
                        "--mode fast x.json",
                        "--timeout soon x.json",
                        directory.resolve("missing.json").toString(),
                        notJson.toString())
                .map(line -> Arrays.stream(line.split(" "))
                        .filter(it -> !it.isEmpty())
                        .toList())
                .toList()) {
            err.reset();
            assertThat(run(args.toArray(String[]::new))).as("%s", args).isEqualTo(2);
            assertThat(err.toString(StandardCharsets.UTF_8)).containsAnyOf("usage: ", "wast: ");
        }
        assertThat(out.size()).isZero();
    }
}
