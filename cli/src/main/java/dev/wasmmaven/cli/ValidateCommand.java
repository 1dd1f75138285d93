package dev.wasmmaven.cli;

import dev.wasmmaven.runtime.WasiRuntime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** {@code validate}: whether a file is a module or component that can be loaded. */
final class ValidateCommand implements Command {

    @Override
    public String name() {
        return "validate";
    }

    @Override
    public String summary() {
        return "Check that a module or component is well-formed and valid, without running it.";
    }

    @Override
    public String positional() {
        return "FILE";
    }

    @Override
    public List<Option> options() {
        return List.of(CompileCommand.FEATURES);
    }

    @Override
    public int run(Arguments arguments, Console console) throws IOException {
        if (arguments.positional().size() != 1) {
            throw new UsageException("validate takes one file");
        }
        String file = arguments.positional().get(0);
        try (WasiRuntime runtime =
                CompileCommand.builder(arguments).interpreter(true).build()) {
            if (file.equals(Runner.STDIN)) {
                runtime.load("standard input", console.in().readAllBytes());
            } else {
                runtime.load(Path.of(file));
            }
        }
        return 0;
    }
}
