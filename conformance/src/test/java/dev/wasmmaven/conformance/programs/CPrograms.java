package dev.wasmmaven.conformance.programs;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The programs in {@code conformance/c-programs}, compiled natively and for WASI, where there are compilers. */
final class CPrograms {

    private static final Path SOURCES = Path.of("c-programs").toAbsolutePath();
    private static final Path BUILT = Path.of("target", "c-programs").toAbsolutePath();

    /** Ways to a compiler for WASI: of a wasi-sdk, of the system's packages (Debian's keep the old name of the target). */
    private static final List<List<String>> COMPILERS = List.of(
            List.of(sdkClang(), "--target=wasm32-wasip1"),
            List.of("clang-22", "--target=wasm32-wasi", "-Wno-deprecated"),
            List.of("clang", "--target=wasm32-wasi", "-Wno-deprecated"),
            List.of("zig", "cc", "-target", "wasm32-wasi"));

    private final List<String> compiler;

    private CPrograms(List<String> compiler) {
        this.compiler = compiler;
    }

    private static String sdkClang() {
        String sdk = System.getenv("WASI_SDK_PATH");
        return sdk == null ? "wasi-sdk-clang" : Path.of(sdk, "bin", "clang").toString();
    }

    /** With the first compiler that works; empty if there is none, or none for this machine. */
    static Optional<CPrograms> find() throws IOException, InterruptedException {
        Files.createDirectories(BUILT);
        Path trial = Files.writeString(
                BUILT.resolve("trial.c"), "#include <stdio.h>\nint main(void) { return puts(\"\"); }\n");
        if (!compile(List.of("cc"), trial, BUILT.resolve("trial"))) {
            return Optional.empty();
        }
        for (List<String> each : COMPILERS) {
            if (compile(each, trial, BUILT.resolve("trial.wasm"))) {
                return Optional.of(new CPrograms(each));
            }
        }
        return Optional.empty();
    }

    private static boolean compile(List<String> compiler, Path source, Path result)
            throws IOException, InterruptedException {
        return compile(compiler, source, result, List.of());
    }

    /** @param libraries come after the source, as those do that are only searched for what is missing so far */
    private static boolean compile(List<String> compiler, Path source, Path result, List<String> libraries)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(compiler);
        command.addAll(List.of("-D_GNU_SOURCE", "-O1", "-o", result.toString(), source.toString()));
        command.addAll(libraries);
        try {
            return run(command, BUILT, null, null, Map.of()) == 0;
        } catch (IOException e) {
            // No such program.
            return false;
        }
    }

    Path wasm(String program) throws IOException, InterruptedException {
        return built(compiler, program, BUILT.resolve(program + ".wasm"));
    }

    /**
     * With threads: with the C library that Rust brings for them, since a compiler's own may have none. That library's headers are
     * not among what Rust brings; ours stand in for the one that matters.
     *
     * @param memory options of the linker: whether it is imported, and under which name it is exported
     * @return empty if the compiler cannot link with another C library
     */
    Optional<Path> wasmWithThreads(String program, String memory) throws IOException, InterruptedException {
        Path libraries = RustPrograms.libraries(RustPrograms.THREADS, RustPrograms.THREADS_TRIPLE);
        List<String> command = new ArrayList<>(compiler);
        command.addAll(List.of(
                "-I" + SOURCES.resolve("threads"),
                "-pthread",
                "-matomics",
                "-mbulk-memory",
                "-nostdlib",
                "-Wl,--shared-memory,--max-memory=67108864," + memory,
                libraries.resolve("self-contained/crt1-command.o").toString()));
        List<String> behind = new ArrayList<>(
                List.of(libraries.resolve("self-contained/libc.a").toString()));
        try (DirectoryStream<Path> builtins = Files.newDirectoryStream(libraries, "libcompiler_builtins-*.rlib")) {
            builtins.forEach(each -> behind.add(each.toString()));
        }
        Path result = BUILT.resolve(program + ".wasm");
        return compile(command, SOURCES.resolve(program + ".c"), result, behind)
                ? Optional.of(result)
                : Optional.empty();
    }

    Path natively(String program) throws IOException, InterruptedException {
        return built(List.of("cc", "-pthread"), program, BUILT.resolve(program));
    }

    private static Path built(List<String> compiler, String program, Path result)
            throws IOException, InterruptedException {
        if (!compile(compiler, SOURCES.resolve(program + ".c"), result)) {
            throw new IllegalStateException(compiler + " does not compile " + program);
        }
        return result;
    }

    /** Runs a command to its end; gives its exit code. */
    static int run(List<String> command, Path directory, @Nullable Path in, @Nullable Path out, Map<String, String> env)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.redirectOutput(
                out == null ? ProcessBuilder.Redirect.DISCARD : ProcessBuilder.Redirect.to(out.toFile()));
        if (in != null) {
            builder.redirectInput(in.toFile());
            builder.environment().clear();
        }
        builder.environment().putAll(env);
        Process process = builder.start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException(command + " does not end");
        }
        return process.exitValue();
    }
}
