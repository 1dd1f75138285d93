package dev.wasmmaven.conformance.programs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wasmmaven.conformance.programs.RustPrograms.Ended;
import dev.wasmmaven.runtime.RunOptions;
import dev.wasmmaven.runtime.RunResult;
import dev.wasmmaven.runtime.WasiRuntime;
import dev.wasmmaven.runtime.WasmProgram;
import dev.wasmmaven.runtime.error.TrapKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rust programs run natively and on our runtime, each in a fresh directory: the same output, exit code and files. Where
 * the target differs by design, the expected behaviour is written out with the reason.
 */
class ProgramsTest {

    /** One variable, since a native program may see several in another order. */
    private static final Map<String, String> ENV = Map.of("GREETING", "hello w\u00f6rld");

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private static final Map<String, WasmProgram> LOADED = new ConcurrentHashMap<>();

    private static WasiRuntime runtime;

    @TempDir
    Path root;

    /** A run that must be the same in both worlds. */
    record Same(String program, List<String> args, byte[] stdin) {
        Same(String program, String... args) {
            this(program, List.of(args), new byte[0]);
        }

        @Override
        public String toString() {
            return program + " " + args + " with " + stdin.length + " bytes of input";
        }
    }

    /** How a run on our runtime ended. */
    record Ran(RunResult result, byte[] stdout, String stderr) {
        String out() {
            return new String(stdout, StandardCharsets.UTF_8);
        }
    }

    @BeforeAll
    static void build() throws Exception {
        RustPrograms.build();
        runtime = WasiRuntime.create();
    }

    @AfterAll
    static void close() {
        runtime.close();
    }

    static Stream<Same> same() {
        byte[] binary = new byte[5_000_001];
        new Random(1).nextBytes(binary);
        byte[] lines = "name\none\r\ntwo\n\nlast without newline".getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                new Same("environment", "a b", "", "\u00e4\u4e16\ud83e\udd80", "--flag=x", "\"quoted\""),
                new Same("exit", "0"),
                new Same("exit", "1"),
                new Same("exit", "42"),
                new Same("exit", "255"),
                new Same("failing_main"),
                new Same("fs_directories"),
                new Same("fs_errors"),
                new Same("fs_files"),
                new Same("fs_links"),
                new Same("fs_times"),
                new Same("lines", List.of(), lines),
                new Same("lines", List.of(), new byte[0]),
                new Same("memory"),
                new Same("numbers"),
                new Same("random"),
                new Same("recursion"),
                new Same("stdio", List.of(), new byte[0]),
                new Same("stdio", List.of(), new byte[] {0, -1, 13, 10, 26}),
                new Same("stdio", List.of(), binary),
                new Same("text"),
                new Same("time"));
    }

    private static WasmProgram loaded(String program) {
        return LOADED.computeIfAbsent(program, name -> runtime.load(RustPrograms.wasm(name)));
    }

    private Ran run(String program, List<String> args, byte[] stdin, Path directory) {
        ByteArrayOutputStream stdout = new ByteArrayOutputStream();
        ByteArrayOutputStream stderr = new ByteArrayOutputStream();
        RunResult result = loaded(program)
                .run(RunOptions.builder()
                        .args(program)
                        .args(args)
                        .env(ENV)
                        .preopen(directory, ".")
                        .stdin(new ByteArrayInputStream(stdin))
                        .stdout(stdout)
                        .stderr(stderr)
                        .timeout(LIMIT)
                        .build());
        return new Ran(result, stdout.toByteArray(), stderr.toString(StandardCharsets.UTF_8));
    }

    private Ran run(String program) {
        return run(program, List.of(), new byte[0], root);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("same")
    @DisplayName("a program does the same natively and here")
    void same(Same each) throws Exception {
        Path natively = Files.createDirectory(root.resolve("native"));
        Path here = Files.createDirectory(root.resolve("wasm"));
        Ended expected = RustPrograms.runNatively(each.program(), each.args(), ENV, each.stdin(), natively);
        Ran ran = run(each.program(), each.args(), each.stdin(), here);
        assertThat(ran.result()).as(ran.stderr()).isInstanceOf(RunResult.Exited.class);
        assertThat(ran.out()).isEqualTo(new String(expected.stdout(), StandardCharsets.UTF_8));
        assertThat(ran.stdout()).isEqualTo(expected.stdout());
        assertThat(((RunResult.Exited) ran.result()).exitCode()).isEqualTo(expected.exitCode());
        assertThat(FileTree.of(here)).isEqualTo(FileTree.of(natively));
    }

    private static void trapped(Ran ran, TrapKind kind) {
        assertThat(ran.result())
                .isInstanceOfSatisfying(
                        RunResult.Trapped.class,
                        trapped -> assertThat(trapped.trap().kind()).isEqualTo(kind));
        assertThat(ran.out()).isEqualTo("before\n");
    }

    @Test
    @DisplayName("a panic is a trap with its message and place on standard error, since the target has no unwinding")
    void panic() {
        Ran ran = run("panicking");
        trapped(ran, TrapKind.UNREACHABLE);
        assertThat(ran.stderr())
                .contains("panicked at src/bin/panicking.rs:")
                .contains("index out of bounds: the len is 0 but the index is 3");
    }

    @Test
    @DisplayName("an abort is a trap, since there are no signals")
    void abort() {
        trapped(run("aborting"), TrapKind.UNREACHABLE);
    }

    @Test
    @DisplayName("a pointer outside the memory is a trap, as WASI demands")
    void badPointer() {
        trapped(run("bad_pointer"), TrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS);
    }

    @Test
    @DisplayName("what WASI 0.1 lacks is reported as an error of std")
    void unsupported() {
        Ran ran = run("unsupported");
        assertThat(ran.result()).as(ran.stderr()).isInstanceOf(RunResult.Exited.class);
        assertThat(ran.out().lines())
                .containsExactly(
                        "thread: Unsupported",
                        "connect: Unsupported",
                        "listen: Unsupported",
                        "udp: Unsupported",
                        "process: Unsupported",
                        "current_exe: Unsupported",
                        "set_permissions: Unsupported");
    }

    @Test
    @DisplayName("calls that std does not make answer as they should")
    void raw() throws IOException {
        Ran ran = run("raw");
        assertThat(ran.result()).as(ran.stderr()).isInstanceOf(RunResult.Exited.class);
        assertThat(ran.out().lines()).noneMatch(line -> line.contains("instead of"));
        assertThat(ran.out().lines()).hasSize(92).last().isEqualTo("write to it");
        assertThat(FileTree.of(root)).containsKeys("new", "link", "many", "to").doesNotContainKeys("x", "l2");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"fs_files", "fs_directories", "fs_links"})
    @DisplayName("without a directory nothing of the host can be reached")
    void noDirectory(String program) throws IOException {
        RunResult result = loaded(program)
                .run(RunOptions.builder().args(program).timeout(LIMIT).build());
        assertThat(result)
                .isInstanceOfSatisfying(
                        RunResult.Exited.class,
                        exited -> assertThat(exited.exitCode()).isEqualTo(1));
    }
}
