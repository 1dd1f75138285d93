package dev.wasmmaven.cli;

import dev.wasmmaven.runtime.WasiRuntime;
import dev.wasmmaven.runtime.WasmProgram;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code compile}: compiles whole programs into the code cache, so that their first run starts like later ones. */
final class CompileCommand implements Command {

    static final Option CACHE = Option.single(
            "DIR",
            "Keep compiled code there; it must be this user's own. By default in the user's cache.",
            "--code-cache");

    static final Option FEATURES = Option.repeated(
            "KEY[=VAL],...",
            "Which features components may use, such as component-model-error-context; as in 'run -W help'.",
            "-W",
            "--wasm");

    @Override
    public String name() {
        return "compile";
    }

    @Override
    public String summary() {
        return "Compile programs ahead of their first run.";
    }

    @Override
    public String positional() {
        return "FILE...";
    }

    @Override
    public List<Option> options() {
        return List.of(CACHE, FEATURES);
    }

    @Override
    public int run(Arguments arguments, Console console) {
        if (arguments.positional().isEmpty()) {
            throw new UsageException("no file to compile");
        }
        for (String file : arguments.positional()) {
            // Wasmtime's users write -o after the file.
            if (file.startsWith("-")) {
                throw new UsageException("unknown option " + file
                        + " of compile: the code goes into the code cache, which --code-cache chooses");
            }
        }
        Path directory = directory(arguments);
        Optional<String> problem = WasiRuntime.codeCacheProblem(directory);
        if (problem.isPresent()) {
            throw new UsageException("compiled code cannot be kept: " + problem.get());
        }
        try (WasiRuntime runtime = builder(arguments).codeCache(directory).build();
                PrintStream out = console.results()) {
            for (String file : arguments.positional()) {
                WasmProgram program = runtime.load(Path.of(file));
                program.compile();
                out.println(program.name()
                        + (program.isInterpreted()
                                ? ": beyond the compiler, will be interpreted"
                                : ": compiled into " + directory));
            }
        }
        return 0;
    }

    /** With the features that were asked for. */
    static WasiRuntime.Builder builder(Arguments arguments) {
        WasiRuntime.Builder builder = WasiRuntime.builder();
        WasmtimeKeys.componentFeatures(WasmtimeKeys.settings('W', arguments.values(FEATURES)))
                .forEach(builder::componentFeature);
        return builder;
    }

    static Path directory(Arguments arguments) {
        return arguments.value(CACHE).map(Path::of).orElseGet(WasiRuntime::codeCacheDirectory);
    }
}
