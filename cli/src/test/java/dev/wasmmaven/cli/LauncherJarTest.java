package dev.wasmmaven.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs the packaged jar through its launcher as a child process, as a user does. */
@DisplayName("The command line")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisabledOnOs(OS.WINDOWS)
class LauncherJarTest {

    private static final Path HOME = Path.of(System.getProperty("wasi-runtime.home"));
    private static final String TARGET = "wasm32-wasip1";

    private record Outcome(int exitCode, String out, String err) {}

    private Path directory;
    private Path guest;

    @BeforeAll
    void compileGuest(@TempDir Path temporary) throws Exception {
        directory = Files.createDirectory(temporary.resolve("Größe und Maß"));
        Path source = directory.resolve("guest.rs");
        try (InputStream in = LauncherJarTest.class.getResourceAsStream("guest.rs")) {
            Files.copy(in, source);
        }
        guest = directory.resolve("guest.wasm");
        succeed(List.of("rustup", "target", "add", TARGET));
        succeed(List.of("rustc", "--edition=2021", "--target", TARGET, "-o", guest.toString(), source.toString()));
    }

    private void succeed(List<String> command) throws Exception {
        Outcome outcome = execute(command, "", Map.of());
        assertThat(outcome.exitCode()).as("%s: %s", command, outcome).isZero();
    }

    private Outcome execute(List<String> command, String input, Map<String, String> environment) throws Exception {
        Path out = Files.createTempFile(directory, "out", ".txt");
        Path err = Files.createTempFile(directory, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // A program that does not read its input may have ended before it was written.
            assertThat(input).isEmpty();
        }
        assertThat(process.waitFor(120, TimeUnit.SECONDS))
                .as("%s ended", command)
                .isTrue();
        return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private Outcome run(String... args) throws Exception {
        return runWith("", Map.of(), args);
    }

    private Outcome runWith(String input, Map<String, String> environment, String... args) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(HOME.resolve("wasi-runtime").toString()));
        command.addAll(List.of(args));
        return execute(command, input, environment);
    }

    private String file(String name, byte... bytes) throws IOException {
        return Files.write(directory.resolve(name), bytes).toString();
    }

    @Test
    @DisplayName("hands everything after FILE to the program, options and -- and @ included")
    void arguments() throws Exception {
        Outcome outcome = run("run", guest.toString(), "--", "--dir", "@file", "grün", "", "-h");

        assertThat(outcome).isEqualTo(new Outcome(0, "guest.wasm|--|--dir|@file|grün||-h\n", ""));
        assertThat(run(guest.toString(), "a")).isEqualTo(new Outcome(0, "guest.wasm|a\n", ""));
        assertThat(run("run", "--", guest.toString(), "a")).isEqualTo(new Outcome(0, "guest.wasm|a\n", ""));
    }

    @Test
    @DisplayName("passes letters beyond ASCII in file names and arguments also in the C locale")
    void cLocale() throws Exception {
        Files.writeString(directory.resolve("ähre.txt"), "Ähre");
        Map<String, String> locale = Map.of("LC_ALL", "C", "LANG", "C");

        Outcome outcome =
                runWith("", locale, "run", "--dir", directory + "::/d", guest.toString(), "read", "/d/ähre.txt");

        assertThat(outcome).isEqualTo(new Outcome(0, "Ähre", ""));
    }

    @Test
    @DisplayName("gives the program only the variables asked for, by value or by name")
    void variables() throws Exception {
        Outcome outcome = runWith(
                "",
                Map.of("PASSED", "on", "SECRET", "no"),
                "run",
                "--env",
                "A=b=c",
                "--env",
                "PASSED",
                "--env",
                "NOT_SET_ANYWHERE",
                "--env",
                "E=",
                guest.toString(),
                "env");

        assertThat(outcome).isEqualTo(new Outcome(0, "A=b=c\nPASSED=on\nE=\n", ""));
    }

    @Test
    @DisplayName("gives directories, for reading only if told so")
    void directories() throws Exception {
        Files.createDirectories(directory.resolve("sub"));

        assertThat(run("run", "--dir", "sub::/s::ro", guest.toString(), "write", "/s/f")
                        .out())
                .isNotEqualTo("written\n");
        assertThat(directory.resolve("sub/f")).doesNotExist();
        assertThat(run("run", "--dir", "sub::/s", guest.toString(), "write", "/s/f")
                        .out())
                .isEqualTo("written\n");
        assertThat(run("run", "--dir", "sub", guest.toString(), "read", "sub/f").out())
                .isEqualTo("x");
        Outcome missing = run("run", "--dir", "missing", guest.toString());
        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.err())
                .startsWith("error: WASM-0209: ")
                .contains("missing")
                .contains("Next step");
    }

    @Test
    @DisplayName("connects standard input, and reads the program from it for -")
    void standardInput() throws Exception {
        String text = "line\n".repeat(20_000);
        assertThat(runWith(text, Map.of(), "run", guest.toString(), "cat")).isEqualTo(new Outcome(0, text, ""));

        String launcher = "'" + HOME.resolve("wasi-runtime").toAbsolutePath() + "' run - x";
        Outcome fromFile = execute(List.of("sh", "-c", launcher + " < guest.wasm"), "", Map.of());
        assertThat(fromFile).isEqualTo(new Outcome(0, "-|x\n", ""));
        Outcome fromPipe = execute(List.of("sh", "-c", "cat guest.wasm | " + launcher), "", Map.of());
        assertThat(fromPipe).isEqualTo(fromFile);
    }

    @Test
    @DisplayName("ends with the program's exit code, of which a failure stays one")
    void exitCodes() throws Exception {
        assertThat(run("run", guest.toString(), "exit", "42").exitCode()).isEqualTo(42);
        assertThat(run("run", guest.toString(), "exit", "255").exitCode()).isEqualTo(255);
        assertThat(run("run", guest.toString(), "exit", "256").exitCode()).isEqualTo(1);
    }

    @Test
    @DisplayName("shows a trap with the program's own frames and ends with 134")
    void trap() throws Exception {
        Outcome outcome = run("run", guest.toString(), "panic");

        assertThat(outcome.exitCode()).isEqualTo(134);
        assertThat(outcome.err())
                .contains("index out of bounds: the len is 3 but the index is 7")
                .contains("error: guest.wasm: wasm trap: unreachable (WASM-0206)")
                .containsSubsequence("wasm backtrace:", ": guest::element", ": guest::main", ": _start")
                .doesNotContain("_ZN")
                .doesNotContain("\tat ");
        assertThat(run("run", "--errors", guest.toString(), "panic").err()).contains("\tat ");
    }

    @Test
    @DisplayName("shortens the backtrace of endless recursion")
    void recursion() throws Exception {
        Outcome outcome = run("run", guest.toString(), "recurse");

        assertThat(outcome.exitCode()).isEqualTo(134);
        assertThat(outcome.err()).contains("more frames ...").contains("endless");
        assertThat(outcome.err().lines()).hasSizeLessThan(60);
    }

    @Test
    @DisplayName("backtraces are shown in interpreter mode too")
    void interpreter() throws Exception {
        Outcome outcome = run("run", "--interpreter", guest.toString(), "panic");

        assertThat(outcome.exitCode()).isEqualTo(134);
        assertThat(outcome.err()).containsSubsequence(": guest::element", ": guest::main", ": _start");
    }

    @Test
    @DisplayName("stops a program at its timeout and ends with 124")
    void timeout() throws Exception {
        Outcome outcome = run("run", "--timeout", "300ms", guest.toString(), "spin");

        assertThat(outcome.exitCode()).isEqualTo(124);
        assertThat(outcome.err()).isEqualTo("error: guest.wasm did not end within 0.3s and was stopped (WASM-0207)\n");
    }

    @Test
    @DisplayName("says what is wrong with a file that cannot be run, without a stack trace")
    void badFiles() throws Exception {
        byte[] whole = Files.readAllBytes(guest);
        String cut = file("cut.wasm", java.util.Arrays.copyOf(whole, whole.length / 3));
        String component = file(
                "component.wasm", (byte) 0, (byte) 'a', (byte) 's', (byte) 'm', (byte) 13, (byte) 0, (byte) 1, (byte)
                        0);
        String text = file("text.wasm", "hello".getBytes(StandardCharsets.UTF_8));

        assertError(run("run", "missing.wasm"), "WASM-0200", "missing.wasm does not exist");
        assertError(run("run", directory.toString()), "WASM-0200", "it is a directory");
        assertError(run("run", cut), "WASM-0201", "cut.wasm is cut off");
        assertError(run("run", text), "WASM-0201", "it begins with \"hello\"");
        assertError(run("run", component), "WASM-0208", "does not export wasi:cli/run");
        assertError(run("run", missingImport()), "WASM-0204", "env.nobody, a func() -> ()");
        assertError(run("run", library()), "WASM-0208", "has no _start");
    }

    private static void assertError(Outcome outcome, String id, String message) {
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .startsWith("error: " + id + ": ")
                .contains(message)
                .contains("\n  Next step: ")
                .doesNotContain("\tat ");
    }

    /** Imports env.nobody and exports it as _start. */
    private String missingImport() throws IOException {
        return file(
                "import.wasm",
                bytes("0061736d01000000 01040160 0000"
                        + "020e 01 03656e76 066e6f626f6479 00 00"
                        + "070a 01 065f7374617274 00 00"));
    }

    /** An empty module. */
    private String library() throws IOException {
        return file("library.wasm", bytes("0061736d01000000"));
    }

    private static byte[] bytes(String hex) {
        return java.util.HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    @Test
    @DisplayName("explains a command line it does not understand and ends with 2")
    void usage() throws Exception {
        for (String[] args : new String[][] {
            {},
            {"run"},
            {"run", "--no-such-option", "x.wasm"},
            {"run", "--timeout", "soon", "x.wasm"},
            {"run", "--timeout", "0", "x.wasm"},
            {"run", "--env", "=x", "x.wasm"},
            {"run", "--dir", "a::b::rw", "x.wasm"},
            {"run", "--dir"}
        }) {
            Outcome outcome = run(args);
            assertThat(outcome.exitCode()).as(String.join(" ", args)).isEqualTo(2);
            assertThat(outcome.err()).isNotEmpty().doesNotContain("\tat ");
        }
    }

    @Test
    @DisplayName("shows its version and help")
    void versionAndHelp() throws Exception {
        assertThat(run("--version").out()).startsWith("wasi-runtime ").doesNotContain("not packaged");
        assertThat(run("--help").out()).contains("run");
        assertThat(run("run", "--help").out())
                .contains("--timeout")
                .contains("--dir")
                .contains("Exit codes");
    }

    @Test
    @DisplayName("stands in for wasmtime in a script that calls it by that name on the PATH")
    void wasmtime() throws Exception {
        Path bin = Files.createDirectory(directory.resolve("bin"));
        Files.createSymbolicLink(
                bin.resolve("wasmtime"), HOME.resolve("wasi-runtime").toAbsolutePath());
        Files.writeString(directory.resolve("data.txt"), "data");
        String script = "PATH='" + bin + "':$PATH\n"
                + "wasmtime run -W max-wasm-stack=8388608 --dir=.::/data -Scli,inherit-env=n guest.wasm read /data/data.txt\n"
                + "wasmtime --env=A=1 -- guest.wasm env\n"
                + "wasmtime run --argv0 other guest.wasm x\n";

        assertThat(execute(List.of("sh", "-c", script), "", Map.of()))
                .isEqualTo(new Outcome(0, "dataA=1\nother|x\n", ""));
    }

    @Test
    @DisplayName("keeps from the program the standard streams that -S names, as Wasmtime does")
    void streamsNotInherited() throws Exception {
        String file = guest.toString();
        assertThat(runWith("input", Map.of(), "run", "-S", "inherit-stdin=n", file, "cat"))
                .isEqualTo(new Outcome(0, "", ""));
        assertThat(run("run", "-S", "inherit-stdout=n,inherit-stderr", file, "a"))
                .isEqualTo(new Outcome(0, "", ""));
        Outcome panicked = run("run", "-S", "inherit-stderr=n", file, "panic");
        assertThat(panicked.exitCode()).isEqualTo(134);
        assertThat(panicked.err()).startsWith("error: guest.wasm: wasm trap").doesNotContain("panicked at");
    }

    @Test
    @DisplayName("takes closed standard streams for empty ones, not for what the JVM opens in their place")
    void closedStreams() throws Exception {
        String launcher = "'" + HOME.resolve("wasi-runtime").toAbsolutePath() + "' guest.wasm";
        assertThat(execute(List.of("sh", "-c", launcher + " cat <&-"), "", Map.of()))
                .isEqualTo(new Outcome(0, "", ""));
        assertThat(execute(List.of("sh", "-c", launcher + " a >&-; echo $?"), "", Map.of()))
                .isEqualTo(new Outcome(0, "0\n", ""));
        assertThat(execute(List.of("sh", "-c", launcher + " panic 2>&-; echo $?"), "", Map.of()))
                .isEqualTo(new Outcome(0, "134\n", ""));
        assertThat(execute(List.of("sh", "-c", launcher + " cat < ."), "", Map.of())
                        .err())
                .contains("Is a directory");
    }

    @Test
    @DisplayName("ends a program that writes without end, and one that fills the disk")
    void limits() throws Exception {
        Outcome flood = run("run", "--max-output", "1K", guest.toString(), "flood");
        assertThat(flood.exitCode()).isEqualTo(134);
        assertThat(flood.out()).hasSize(1024);
        assertThat(flood.err()).contains("wrote more than its limit of 1024 bytes");

        Outcome fill = run("run", "--max-disk", "1M", "--dir", ".::/d", guest.toString(), "fill", "/d/full");
        assertThat(fill.out()).isEqualTo("stopped after 1044480 bytes\n");
        assertThat(Files.size(directory.resolve("full"))).isEqualTo(1_044_480);
    }

    @Test
    @DisplayName("makes an archive of class data once, anew for a newer jar, and works without one")
    void classData() throws Exception {
        Path home = Files.createDirectory(directory.resolve("installed here"));
        Path launcher = Files.copy(
                HOME.resolve("wasi-runtime"), home.resolve("wasi-runtime"), StandardCopyOption.COPY_ATTRIBUTES);
        Path jar = Files.copy(HOME.resolve("wasi-runtime-cli.jar"), home.resolve("wasi-runtime-cli.jar"));
        Path archives = home.resolve("wasi-runtime-class-data");
        List<String> command = List.of(launcher.toString(), guest.toString(), "ok");
        Outcome expected = new Outcome(0, "guest.wasm|ok\n", "");

        assertThat(execute(command, "", Map.of("WASI_RUNTIME_CLASS_DATA", "off")))
                .isEqualTo(expected);
        assertThat(archives).doesNotExist();
        assertThat(execute(command, "", Map.of())).isEqualTo(expected);
        Path archive = onlyArchiveOf(archives);
        FileTime made = Files.getLastModifiedTime(archive);
        assertThat(Files.size(archive)).isPositive();
        assertThat(execute(command, "", Map.of())).isEqualTo(expected);
        assertThat(Files.getLastModifiedTime(archive)).isEqualTo(made);
        Files.setLastModifiedTime(jar, FileTime.from(made.toInstant().plusSeconds(1)));
        assertThat(execute(command, "", Map.of())).isEqualTo(expected);
        assertThat(Files.getLastModifiedTime(onlyArchiveOf(archives))).isNotEqualTo(made);
        Files.write(archive, new byte[] {1, 2, 3});
        assertThat(execute(command, "", Map.of())).isEqualTo(expected);
    }

    @Test
    @DisplayName("makes the archive of class data anew where its folder was copied to")
    void copiedClassData() throws Exception {
        Path home = Files.createDirectory(directory.resolve("original"));
        Path copy = Files.createDirectory(directory.resolve("copy"));
        for (String name : List.of("wasi-runtime", "wasi-runtime-cli.jar")) {
            Files.copy(HOME.resolve(name), home.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
            Files.copy(HOME.resolve(name), copy.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
        }
        List<String> arguments = List.of(guest.toString(), "ok");
        start(home, arguments);
        Path archives = Files.createDirectory(copy.resolve("wasi-runtime-class-data"));
        try (var all = Files.list(home.resolve("wasi-runtime-class-data"))) {
            for (Path each : all.toList()) {
                Files.copy(each, archives.resolve(each.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        Path archive = onlyArchiveOf(archives);
        FileTime copied = Files.getLastModifiedTime(archive);
        start(copy, arguments);
        FileTime made = Files.getLastModifiedTime(archive);
        assertThat(made).isNotEqualTo(copied);
        start(copy, arguments);
        assertThat(Files.getLastModifiedTime(archive)).isEqualTo(made);
    }

    private void start(Path home, List<String> arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(home.resolve("wasi-runtime").toString()));
        command.addAll(arguments);
        assertThat(execute(command, "", Map.of())).isEqualTo(new Outcome(0, "guest.wasm|ok\n", ""));
    }

    private static Path onlyArchiveOf(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            List<Path> all =
                    files.filter(file -> file.toString().endsWith(".jsa")).toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }

    @Test
    @DisplayName("finds its jar through a symbolic link, and Java on the PATH when JAVA_HOME is not set")
    void launcher() throws Exception {
        Path link = Files.createSymbolicLink(
                directory.resolve("wr"), HOME.resolve("wasi-runtime").toAbsolutePath());
        Outcome outcome = execute(
                List.of("sh", "-c", "unset JAVA_HOME; exec './" + link.getFileName() + "' guest.wasm ok"),
                "",
                Map.of());

        Files.delete(link);

        assertThat(outcome).isEqualTo(new Outcome(0, "guest.wasm|ok\n", ""));
    }
}
