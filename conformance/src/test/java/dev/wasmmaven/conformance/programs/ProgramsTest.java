package dev.wasmmaven.conformance.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.conformance.programs.RustPrograms.Ended;
import dev.wasmmaven.conformance.programs.RustPrograms.Target;
import dev.wasmmaven.runtime.NetworkRules;
import dev.wasmmaven.runtime.RunOptions;
import dev.wasmmaven.runtime.RunResult;
import dev.wasmmaven.runtime.WasiRuntime;
import dev.wasmmaven.runtime.WasmProgram;
import dev.wasmmaven.runtime.error.TrapKind;
import dev.wasmmaven.runtime.error.UnlinkableException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rust programs run natively and on our runtime, each in a fresh directory: the same output, exit code and files. Where
 * the target differs by design, the expected behaviour is written out with the reason.
 */
class ProgramsTest {

    /** One variable, since a native program may see several in another order. */
    private static final Map<String, String> ENV = Map.of("GREETING", "hello w\u00f6rld");

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private static final Map<Path, WasmProgram> LOADED = new ConcurrentHashMap<>();

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

    static Stream<Arguments> same() {
        return runs().flatMap(each -> Stream.of(Target.values()).map(target -> Arguments.of(target, each)));
    }

    private static Stream<Same> runs() {
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

    private static WasmProgram loaded(Path wasm) {
        return LOADED.computeIfAbsent(wasm, runtime::load);
    }

    private Ran run(Path wasm, Same run, Path directory) {
        return run(wasm, run, directory, NetworkRules.NONE);
    }

    private Ran run(Path wasm, Same run, Path directory, NetworkRules network) {
        ByteArrayOutputStream stdout = new ByteArrayOutputStream();
        ByteArrayOutputStream stderr = new ByteArrayOutputStream();
        RunResult result = loaded(wasm)
                .run(RunOptions.builder()
                        .args(run.program())
                        .args(run.args())
                        .env(ENV)
                        .preopen(directory, ".")
                        .network(network)
                        .stdin(new ByteArrayInputStream(run.stdin()))
                        .stdout(stdout)
                        .stderr(stderr)
                        .timeout(LIMIT)
                        .build());
        return new Ran(result, stdout.toByteArray(), stderr.toString(StandardCharsets.UTF_8));
    }

    private Ran run(Target target, String program) {
        return run(RustPrograms.wasm(target, program), new Same(program), root);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("same")
    @DisplayName("a program does the same natively and here")
    void same(Target target, Same each) throws Exception {
        Path natively = Files.createDirectory(root.resolve("native"));
        Path here = Files.createDirectory(root.resolve("wasm"));
        Ended expected = RustPrograms.runNatively(each.program(), each.args(), ENV, each.stdin(), natively);
        Ran ran = run(RustPrograms.wasm(target, each.program()), each, here);
        assertThat(ran.result()).as(ran.stderr()).isInstanceOf(RunResult.Exited.class);
        assertThat(ran.out()).isEqualTo(new String(expected.stdout(), StandardCharsets.UTF_8));
        assertThat(ran.stdout()).isEqualTo(expected.stdout());
        assertThat(((RunResult.Exited) ran.result()).exitCode()).isIn(exitCodes(target, expected.exitCode()));
        assertThat(FileTree.of(here)).isEqualTo(FileTree.of(natively));
    }

    /** Until {@code exit-with-code} became part of WASI 0.2, all that std could say of a failure was that it is one. */
    private static Set<Integer> exitCodes(Target target, int natively) {
        return target == Target.WASIP2 && natively != 0 ? new HashSet<>(List.of(1, natively)) : Set.of(natively);
    }

    private static void trapped(Ran ran, TrapKind kind) {
        assertThat(ran.result())
                .isInstanceOfSatisfying(
                        RunResult.Trapped.class,
                        trapped -> assertThat(trapped.trap().kind()).isEqualTo(kind));
        assertThat(ran.out()).isEqualTo("before\n");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a panic is a trap with its message and place on standard error, since the target has no unwinding")
    void panic(Target target) {
        Ran ran = run(target, "panicking");
        trapped(ran, TrapKind.UNREACHABLE);
        assertThat(ran.stderr())
                .contains("panicked at src/bin/panicking.rs:")
                .contains("index out of bounds: the len is 0 but the index is 3");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("an abort is a trap, since there are no signals")
    void abort(Target target) {
        trapped(run(target, "aborting"), TrapKind.UNREACHABLE);
    }

    @Test
    @DisplayName("a pointer outside the memory is a trap, as WASI demands")
    void badPointer() {
        trapped(run(Target.WASIP1, "bad_pointer"), TrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS);
    }

    @Test
    @DisplayName("what WASI 0.1 lacks is reported as an error of std")
    void unsupported() {
        Ran ran = run(Target.WASIP1, "unsupported");
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
    @DisplayName("the network of WASI 0.2 is there and denied, what std lacks is reported as an error of std")
    void denied() {
        Ran ran = run(Target.WASIP2, "unsupported");
        assertThat(ran.result()).as(ran.stderr()).isInstanceOf(RunResult.Exited.class);
        assertThat(ran.out().lines())
                .containsExactly(
                        "thread: Unsupported",
                        "connect: PermissionDenied",
                        "listen: PermissionDenied",
                        "udp: PermissionDenied",
                        "process: Unsupported",
                        "current_exe: Unsupported",
                        "set_permissions: Unsupported");
    }

    @Test
    @DisplayName("a program with sockets does the same natively and as a component that is given the network")
    void network() throws Exception {
        Same program = new Same("network");
        Ended natively = RustPrograms.runNatively(program.program(), program.args(), ENV, program.stdin(), root);
        Ran ran = run(RustPrograms.wasm(Target.WASIP2, program.program()), program, root, NetworkRules.ALL);
        assertThat(ran.result()).as(ran.stderr()).isInstanceOf(RunResult.Exited.class);
        assertThat(ran.out())
                .isEqualTo(new String(natively.stdout(), StandardCharsets.UTF_8))
                .contains("8000000 bytes");
    }

    @Test
    @DisplayName("calls of WASI 0.1 that std does not make answer as they should")
    void raw() throws IOException {
        Ran ran = run(Target.WASIP1, "raw");
        assertThat(ran.result()).as(ran.stderr()).isInstanceOf(RunResult.Exited.class);
        assertThat(ran.out().lines()).noneMatch(line -> line.contains("instead of"));
        assertThat(ran.out().lines()).hasSize(92).last().isEqualTo("write to it");
        assertThat(FileTree.of(root)).containsKeys("new", "link", "many", "to").doesNotContainKeys("x", "l2");
    }

    static Stream<Same> adapted() {
        return runs().filter(each -> !each.program().equals("recursion"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("adapted")
    @DisplayName("a module of WASI 0.1 does the same as a component, made with the adapter")
    void adapted(Same each) throws Exception {
        Path module = RustPrograms.wasm(Target.WASIP1, each.program());
        Path component = RustPrograms.component(each.program(), "adapt", module.toString());
        Path asModule = Files.createDirectory(root.resolve("module"));
        Path asComponent = Files.createDirectory(root.resolve("component"));
        Ran expected = run(module, each, asModule);
        Ran ran = run(component, each, asComponent);
        assertThat(ran.result()).as(ran.stderr()).isInstanceOf(RunResult.Exited.class);
        assertThat(ran.out()).isEqualTo(expected.out());
        assertThat(ran.stdout()).isEqualTo(expected.stdout());
        assertThat(ran.stderr()).isEqualTo(expected.stderr());
        assertThat(((RunResult.Exited) ran.result()).exitCode())
                .isIn(exitCodes(Target.WASIP2, ((RunResult.Exited) expected.result()).exitCode()));
        assertThat(FileTree.of(asComponent)).isEqualTo(FileTree.of(asModule));
    }

    @Test
    @DisplayName("every function of wasi:cli/command is there, with the types that its authors publish")
    void world() throws Exception {
        Path world = RustPrograms.component("command", "world", "wasi:cli/command@0.2.12");
        RunResult result = loaded(world)
                .run(RunOptions.builder()
                        .timezone(ZoneOffset.UTC)
                        .timeout(LIMIT)
                        .build());
        assertThat(result)
                .isInstanceOfSatisfying(
                        RunResult.Trapped.class,
                        trapped -> assertThat(trapped.trap().kind()).isEqualTo(TrapKind.UNREACHABLE));
        assertThatThrownBy(() -> loaded(world).run(RunOptions.builder().build()))
                .isInstanceOf(UnlinkableException.class)
                .hasMessageContaining("wasi:clocks/timezone@0.2.12");
    }

    @Test
    @DisplayName("functions of WASI 0.2 that std does not call answer as they should")
    void interfaces() throws IOException {
        Ran ran = run(Target.WASIP2, "interfaces");
        assertThat(ran.result())
                .as(ran.stderr())
                .isInstanceOfSatisfying(
                        RunResult.Exited.class,
                        exited -> assertThat(exited.exitCode()).isEqualTo(7));
        assertThat(ran.out().lines()).noneMatch(line -> line.contains("instead of"));
        assertThat(ran.out().lines()).hasSize(28).contains("written to the stream");
        assertThat(FileTree.of(root)).containsOnlyKeys("", "a", "b", "c");
    }

    static Stream<Arguments> needingDirectories() {
        return Stream.of("fs_files", "fs_directories", "fs_links")
                .flatMap(each -> Stream.of(Target.values()).map(target -> Arguments.of(target, each)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("needingDirectories")
    @DisplayName("without a directory nothing of the host can be reached")
    void noDirectory(Target target, String program) throws IOException {
        RunResult result = loaded(RustPrograms.wasm(target, program))
                .run(RunOptions.builder().args(program).timeout(LIMIT).build());
        assertThat(result)
                .isInstanceOfSatisfying(
                        RunResult.Exited.class,
                        exited -> assertThat(exited.exitCode()).isEqualTo(1));
    }
}
