package dev.wasmmaven.conformance.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The crate {@code conformance/programs}, built natively and for each WASI, with targets installed if need be. */
final class RustPrograms {

    /** A target that the programs are built for. */
    enum Target {
        WASIP1,
        WASIP2;

        String triple() {
            return "wasm32-" + name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Path CRATE = Path.of("programs").toAbsolutePath();
    private static final Path COMPONENTIZE =
            Path.of("src/main/rust/componentize/Cargo.toml").toAbsolutePath();
    private static final Path BUILT = Path.of("target", "programs").toAbsolutePath();
    private static final long MINUTES = 10;

    private RustPrograms() {}

    /** How a native program ended. */
    record Ended(int exitCode, byte[] stdout) {}

    static void build() throws IOException, InterruptedException {
        String sysroot = tool("rustc", "--print", "sysroot").strip();
        tool("cargo", "build", "--locked", "--bins", "--target-dir", BUILT.toString());
        for (Target each : Target.values()) {
            String triple = each.triple();
            if (!Files.isDirectory(Path.of(sysroot, "lib", "rustlib", triple))) {
                tool("rustup", "target", "add", triple);
            }
            tool("cargo", "build", "--locked", "--bins", "--target-dir", BUILT.toString(), "--target", triple);
        }
    }

    /** A component made by the tool {@code componentize}; a few seconds to build it once. */
    static Path component(String name, String... command) throws IOException, InterruptedException {
        Path component = Files.createDirectories(BUILT.resolve("components")).resolve(name + ".wasm");
        List<String> line = new ArrayList<>(List.of(
                "cargo",
                "run",
                "--quiet",
                "--locked",
                "--manifest-path",
                COMPONENTIZE.toString(),
                "--target-dir",
                BUILT.resolve("componentize").toString(),
                "--"));
        line.addAll(List.of(command));
        line.add(component.toString());
        tool(line.toArray(String[]::new));
        return component;
    }

    private static String tool(String... command) throws IOException, InterruptedException {
        Files.createDirectories(BUILT);
        File output = Files.createTempFile(BUILT, command[0], ".log").toFile();
        Process process = new ProcessBuilder(command)
                .directory(CRATE.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
        if (!ended) {
            process.destroyForcibly();
        }
        String text = Files.readString(output.toPath());
        Files.delete(output.toPath());
        assertThat(ended).as("%s ends: %s", List.of(command), text).isTrue();
        assertThat(process.exitValue()).as("%s: %s", List.of(command), text).isZero();
        return text;
    }

    static Path wasm(Target target, String program) {
        return BUILT.resolve(target.triple()).resolve("debug").resolve(program + ".wasm");
    }

    /** Runs a program natively in a directory, with this environment and nothing else. */
    static Ended runNatively(String program, List<String> args, Map<String, String> env, byte[] stdin, Path directory)
            throws IOException, InterruptedException {
        String suffix = File.separatorChar == '\\' ? ".exe" : "";
        List<String> command = new ArrayList<>();
        command.add(BUILT.resolve("debug").resolve(program + suffix).toString());
        command.addAll(args);
        Path in = Files.createTempFile(BUILT, program, ".in");
        Path out = Files.createTempFile(BUILT, program, ".out");
        Files.write(in, stdin);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(env);
        Process process = builder.start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES))
                .as("%s ends natively", program)
                .isTrue();
        Ended ended = new Ended(process.exitValue(), Files.readAllBytes(out));
        Files.delete(in);
        Files.delete(out);
        return ended;
    }
}
