package dev.wasmmaven.conformance.programs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wasmmaven.conformance.programs.RustPrograms.Ended;
import dev.wasmmaven.runtime.RunOptions;
import dev.wasmmaven.runtime.RunResult;
import dev.wasmmaven.runtime.WasiRuntime;
import dev.wasmmaven.runtime.WasmProgram;
import dev.wasmmaven.runtime.error.TrapKind;
import dev.wasmmaven.runtime.error.WasmFrame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rust programs with threads, for wasm32-wasip1-threads: what they do natively they do here; and how they end, which
 * wasi-threads defines in its own way.
 */
class ThreadsTest {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static final Map<String, WasmProgram> LOADED = new ConcurrentHashMap<>();

    private static WasiRuntime runtime;

    @TempDir
    Path root;

    private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();

    @BeforeAll
    static void build() throws Exception {
        RustPrograms.build(RustPrograms.THREADS, List.of(RustPrograms.THREADS_TRIPLE));
        runtime = WasiRuntime.create();
    }

    @AfterAll
    static void close() {
        runtime.close();
    }

    private static WasmProgram loaded(String program) {
        return LOADED.computeIfAbsent(
                program,
                name -> runtime.load(RustPrograms.wasm(RustPrograms.THREADS, RustPrograms.THREADS_TRIPLE, name)));
    }

    private RunOptions.Builder options(String... args) {
        return RunOptions.builder().args(args).stdout(stdout).stderr(stderr).timeout(LIMIT);
    }

    private String out() {
        return stdout.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return stderr.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"channels", "counters", "files", "growing", "locals", "thousand", "waiting"})
    @DisplayName("a program with threads does the same natively and here")
    void same(String program) throws IOException, InterruptedException {
        Path natively = Files.createDirectory(root.resolve("native"));
        Path here = Files.createDirectory(root.resolve("wasm"));
        Ended expected =
                RustPrograms.runNatively(RustPrograms.THREADS, program, List.of(), Map.of(), new byte[0], natively);
        RunResult result =
                loaded(program).run(options(program).preopen(here, ".").build());
        assertThat(result).as(err()).isInstanceOf(RunResult.Exited.class);
        assertThat(out()).isEqualTo(new String(expected.stdout(), StandardCharsets.UTF_8));
        assertThat(((RunResult.Exited) result).exitCode()).isEqualTo(expected.exitCode());
        assertThat(FileTree.of(here)).isEqualTo(FileTree.of(natively));
    }

    /** What the other threads do when one ends them all. */
    static Stream<Arguments> occupations() {
        return Stream.of("spinning", "waiting", "sleeping", "receiving", "reading")
                .map(Arguments::of);
    }

    private RunResult end(RunOptions.Builder options) throws IOException {
        // A standard input on which nothing ever comes.
        try (PipedOutputStream silent = new PipedOutputStream();
                PipedInputStream stdin = new PipedInputStream(silent)) {
            return loaded("endings").run(options.stdin(stdin).build());
        }
    }

    private RunResult end(String how, String others) throws IOException {
        return end(options("endings", how, others));
    }

    @ParameterizedTest
    @MethodSource("occupations")
    @DisplayName("proc_exit in a thread ends all of them, whatever they do, with its code")
    void exit(String others) throws IOException {
        assertThat(end("exit", others))
                .isInstanceOfSatisfying(
                        RunResult.Exited.class,
                        exited -> assertThat(exited.exitCode()).isEqualTo(7));
        assertThat(out()).isEqualTo("before\n");
    }

    @ParameterizedTest
    @MethodSource("occupations")
    @DisplayName("a panic in a thread is a trap that ends all of them, with the backtrace of that thread")
    void panic(String others) throws IOException {
        assertThat(end("panic", others)).isInstanceOfSatisfying(RunResult.Trapped.class, trapped -> {
            assertThat(trapped.trap().kind()).isEqualTo(TrapKind.UNREACHABLE);
            assertThat(trapped.trap().backtrace())
                    .extracting(WasmFrame::function)
                    .anyMatch(name -> name.contains("sink_the_ship"))
                    .last()
                    .isEqualTo("wasi_thread_start");
        });
        assertThat(err()).contains("thread 'titanic'").contains("iceberg");
    }

    @Test
    @DisplayName("a thread that exhausts its stack is a trap")
    void overflow() throws IOException {
        assertThat(end("overflow", "waiting"))
                .isInstanceOfSatisfying(
                        RunResult.Trapped.class,
                        trapped -> assertThat(trapped.trap().kind()).isEqualTo(TrapKind.CALL_STACK_EXHAUSTED));
    }

    @ParameterizedTest
    @MethodSource("occupations")
    @DisplayName("when the first thread returns, the program has ended")
    void firstReturns(String others) throws IOException {
        assertThat(end("return", others))
                .isInstanceOfSatisfying(
                        RunResult.Exited.class,
                        exited -> assertThat(exited.exitCode()).isZero());
    }

    @ParameterizedTest
    @MethodSource("occupations")
    @DisplayName("a timeout ends every thread")
    void timeout(String others) throws IOException {
        RunResult result = end(options("endings", "never", others).timeout(Duration.ofMillis(500)));
        assertThat(result).isInstanceOf(RunResult.TimedOut.class);
        assertThat(startedThreads()).isEmpty();
    }

    private static List<String> startedThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("wasm endings.wasm "))
                .toList();
    }

    @Test
    @DisplayName("one thread more than allowed cannot be started, which the guest sees as an error")
    void limit() throws IOException {
        RunResult result = end(options("endings", "limit", "waiting").maxThreads(10));
        assertThat(result).isInstanceOf(RunResult.Exited.class);
        // Three do something else.
        assertThat(out()).isEqualTo("before\n7\n");
    }
}
