package dev.wasmmaven.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.runtime.error.PreopenException;
import dev.wasmmaven.runtime.error.TrapException;
import dev.wasmmaven.runtime.error.TrapKind;
import dev.wasmmaven.runtime.error.WasmFrame;
import dev.wasmmaven.runtime.testing.RustPrograms;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a Rust program may expect of every target. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class RustProgramContract {

    /** The target that rustc compiles for. */
    abstract String target();

    /** What a run is expected to end with where the program asks for an exit code. */
    abstract int exitCodeOf(int asked);

    private WasiRuntime runtime;
    private WasmProgram program;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    void load(@TempDir Path directory) throws Exception {
        // A large shadow stack of the guest, so that the Java stack is what deep recursion needs.
        Path file = RustPrograms.compileFor(
                target(), RustProgramContract.class, "guest.rs", directory, "-Clink-args=-zstack-size=33554432");
        runtime = WasiRuntime.builder().maxMemory(100L << 20).build();
        program = runtime.load(file);
    }

    @AfterAll
    void close() {
        runtime.close();
    }

    private RunOptions.Builder options(String... args) {
        out.reset();
        err.reset();
        return RunOptions.builder().args("guest").args(args).stdout(out).stderr(err);
    }

    private TrapException trap(String... args) {
        RunResult result = program.run(options(args).build());
        assertThat(result).isInstanceOf(RunResult.Trapped.class);
        return ((RunResult.Trapped) result).trap();
    }

    private static int exitCode(RunResult result) {
        assertThat(result).isInstanceOf(RunResult.Exited.class);
        return ((RunResult.Exited) result).exitCode();
    }

    @Test
    @DisplayName("gets arguments and environment, and its output arrives apart from its errors")
    void hello() {
        RunResult result = program.run(
                options("hello", "größer", "a b", "").env("GREETING", "Grüße").build());

        assertThat(exitCode(result)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("Hello from guest: größer a b \n");
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("GREETING=Grüße\n");
        assertThat(result.elapsed()).isPositive();
    }

    @Test
    @DisplayName("reads standard input to its end")
    void stdin() {
        byte[] input = "some\nlines".getBytes(StandardCharsets.UTF_8);

        assertThat(exitCode(program.run(
                        options("cat").stdin(new ByteArrayInputStream(input)).build())))
                .isZero();
        assertThat(out).hasToString("SOME\nLINES");
    }

    @Test
    @DisplayName("ends with its exit code")
    void exitCodes() {
        for (int code : new int[] {0, 1, 42, 125, 126, 255, 256, -1}) {
            assertThat(exitCode(
                            program.run(options("exit", String.valueOf(code)).build())))
                    .isEqualTo(exitCodeOf(code));
        }
    }

    @Test
    @DisplayName("that panics is a trap with the message on standard error and a readable backtrace")
    void panic() {
        TrapException trap = trap("panic");

        assertThat(trap.kind()).isEqualTo(TrapKind.UNREACHABLE);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("index out of bounds: the len is 3 but the index is 7")
                .contains("guest.rs:");
        assertThat(trap.backtrace())
                .extracting(WasmFrame::function)
                .containsSubsequence("guest::element", "guest::main", "_start")
                .allSatisfy(
                        function -> assertThat(function).doesNotStartWith("_ZN").doesNotStartWith("_R"));
    }

    @Test
    @DisplayName("may recurse deeply, and endless recursion is a trap")
    void recursion() {
        assertThat(exitCode(program.run(options("recurse", "100000").build()))).isZero();

        TrapException trap = trap("recurse", "2000000000");

        assertThat(trap.kind()).isIn(TrapKind.CALL_STACK_EXHAUSTED, TrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS);
        assertThat(trap.backtrace()).extracting(WasmFrame::function).contains("guest::recurse");
    }

    @Test
    @DisplayName("that takes all memory is told that it has no more, and the process lives on")
    void memory() {
        TrapException trap = trap("eat");

        assertThat(trap.kind()).isEqualTo(TrapKind.UNREACHABLE);
        assertThat(err).asString().contains("memory allocation of");
        assertThat(exitCode(program.run(options("hello").build()))).isZero();
    }

    @Test
    @DisplayName("that does not end is stopped at its timeout, computing or sleeping, and keeps its output")
    void timeout() {
        for (String behaviour : List.of("spin", "sleep", "partial")) {
            Duration timeout = Duration.ofMillis(300);
            RunResult result = program.run(options(behaviour).timeout(timeout).build());

            assertThat(result).isInstanceOf(RunResult.TimedOut.class);
            assertThat(((RunResult.TimedOut) result).timeout()).isEqualTo(timeout);
            assertThat(result.elapsed()).isGreaterThanOrEqualTo(timeout);
        }
        assertThat(program.run(options("hello").timeout(Duration.ofMinutes(1)).build()))
                .isInstanceOf(RunResult.Exited.class);
    }

    @Test
    @DisplayName("is stopped when the thread that waits for it is interrupted, which stays interrupted")
    void cancelled() throws Exception {
        AtomicReference<RunResult> result = new AtomicReference<>();
        AtomicBoolean interrupted = new AtomicBoolean();
        Thread waiting = new Thread(() -> {
            result.set(program.run(options("spin").build()));
            interrupted.set(Thread.currentThread().isInterrupted());
        });
        waiting.start();
        TimeUnit.MILLISECONDS.sleep(200);
        waiting.interrupt();
        waiting.join();

        assertThat(result.get()).isInstanceOf(RunResult.Cancelled.class);
        assertThat(interrupted).isTrue();
    }

    @Test
    @DisplayName("is stopped when the runtime is closed")
    void runtimeClosed(@TempDir Path directory) throws Exception {
        Path file = RustPrograms.compileFor(target(), RustProgramContract.class, "guest.rs", directory);
        WasiRuntime own = WasiRuntime.create();
        WasmProgram spinning = own.load(file);
        CompletableFuture<RunResult> running =
                CompletableFuture.supplyAsync(() -> spinning.run(options("spin").build()));
        TimeUnit.MILLISECONDS.sleep(200);
        own.close();

        assertThat(running.get(30, TimeUnit.SECONDS)).isInstanceOf(RunResult.Cancelled.class);
        assertThatThrownBy(() -> spinning.run(options("hello").build())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("sees only the directories it is given, and cannot write where it may only read")
    void preopens(@TempDir Path directory) throws Exception {
        Path data = Files.createDirectory(directory.resolve("dätä mit Raum"));
        Files.writeString(data.resolve("in.txt"), "content");

        RunOptions.Builder reading = options("read", "/d/in.txt").preopen(new Preopen(data, "/d", true));
        assertThat(exitCode(program.run(reading.build()))).isZero();
        assertThat(out).hasToString("content");

        RunOptions.Builder readOnly = options("write", "/d/out.txt", "x").preopen(new Preopen(data, "/d", true));
        assertThat(program.run(readOnly.build())).isInstanceOf(RunResult.Trapped.class);
        assertThat(data.resolve("out.txt")).doesNotExist();

        RunOptions.Builder writing = options("write", "/d/out.txt", "x").preopen(data, "/d");
        assertThat(exitCode(program.run(writing.build()))).isZero();
        assertThat(data.resolve("out.txt")).hasContent("x");

        assertThat(program.run(
                        options("read", data.resolve("in.txt").toString()).build()))
                .isInstanceOf(RunResult.Trapped.class);
    }

    @Test
    @DisplayName("is not run when a directory for it does not exist")
    void missingPreopen(@TempDir Path directory) {
        Path missing = directory.resolve("missing");

        assertThatThrownBy(() ->
                        program.run(options("hello").preopen(missing, "/d").build()))
                .isInstanceOf(PreopenException.class)
                .hasMessageContaining(missing.toString());
    }

    @Test
    @DisplayName("runs many times at once, each with its own memory and streams")
    void parallel() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Future<String>> outputs = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                String number = String.valueOf(i);
                outputs.add(pool.submit(() -> {
                    ByteArrayOutputStream own = new ByteArrayOutputStream();
                    program.run(RunOptions.builder()
                            .args("guest", "hello", number)
                            .stdout(own)
                            .build());
                    return own.toString(StandardCharsets.UTF_8);
                }));
            }
            for (int i = 0; i < 60; i++) {
                assertThat(outputs.get(i).get()).isEqualTo("Hello from guest: " + i + "\n");
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
