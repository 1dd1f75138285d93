package dev.wasmmaven.conformance.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wasmmaven.runtime.RunOptions;
import dev.wasmmaven.runtime.RunResult;
import dev.wasmmaven.runtime.WasiRuntime;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * C programs run natively and on our runtime, each in a fresh directory: the same output, exit code and files. They use
 * wasi-libc, which asks for more of WASI than Rust's standard library does. Skipped where there is no C compiler for
 * WASI.
 */
class CProgramsTest {

    private static final Map<String, String> ENV = Map.of("GREETING", "hello w\u00f6rld");
    private static final List<String> ARGS = List.of("one", "two words", "");

    private static Optional<CPrograms> programs = Optional.empty();

    @TempDir
    Path root;

    @BeforeAll
    static void findCompilers() throws Exception {
        programs = CPrograms.find();
        assumeTrue(programs.isPresent(), "no C compiler for WASI was found, or none for this machine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"files", "directories", "streams"})
    @DisplayName("a C program does the same as on this machine")
    void same(String program) throws Exception {
        same(program, programs.orElseThrow().wasm(program));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--import-memory,--export-memory", "--export-memory"})
    @DisplayName("and so does one with POSIX threads, whose memory is imported or its own")
    void threads(String memory) throws Exception {
        Optional<Path> wasm = programs.orElseThrow().wasmWithThreads("pthreads", memory);
        assumeTrue(wasm.isPresent(), "the C compiler does not link with Rust's C library");
        same("pthreads", wasm.orElseThrow());
    }

    private void same(String program, Path wasm) throws Exception {
        Path nativeHome = Files.createDirectory(root.resolve("native"));
        Path wasmHome = Files.createDirectory(root.resolve("wasm"));
        Path input = Files.writeString(root.resolve("input"), "one\ntwo\nlast");
        Path output = root.resolve("output");
        List<String> command = new java.util.ArrayList<>(
                List.of(programs.orElseThrow().natively(program).toString()));
        command.addAll(ARGS);
        int nativeCode = CPrograms.run(command, nativeHome, input, output, ENV);

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RunResult result;
        try (WasiRuntime runtime = WasiRuntime.create();
                InputStream in = Files.newInputStream(input)) {
            result = runtime.load(wasm)
                    .run(RunOptions.builder()
                            .args(program)
                            .args(ARGS)
                            .env(ENV)
                            .preopen(wasmHome, ".")
                            .stdin(in)
                            .stdout(out)
                            .timeout(Duration.ofMinutes(2))
                            .build());
        }

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(Files.readString(output));
        assertThat(result)
                .isInstanceOfSatisfying(
                        RunResult.Exited.class,
                        exited -> assertThat(exited.exitCode()).isEqualTo(nativeCode));
        assertThat(FileTree.of(wasmHome)).isEqualTo(FileTree.of(nativeHome));
    }
}
