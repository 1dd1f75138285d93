package dev.wasmmaven.cli;

import dev.wasmmaven.runtime.WasiRuntime;
import dev.wasmmaven.runtime.inspect.ModuleDescription;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** {@code inspect}: what a module's file says about itself. */
final class InspectCommand implements Command {

    private static final Option JSON = Option.flag("As JSON, for programs.", "--json");

    @Override
    public String name() {
        return "inspect";
    }

    @Override
    public String summary() {
        return "Show what a module imports, exports and consists of, without running it.";
    }

    @Override
    public String positional() {
        return "FILE";
    }

    @Override
    public List<Option> options() {
        return List.of(JSON);
    }

    @Override
    public int run(Arguments arguments, Console console) throws IOException {
        if (arguments.positional().size() != 1) {
            throw new UsageException("inspect takes one file");
        }
        String file = arguments.positional().get(0);
        ModuleDescription description = file.equals(Runner.STDIN)
                ? WasiRuntime.inspect("standard input", console.in().readAllBytes())
                : WasiRuntime.inspect(Path.of(file));
        try (PrintStream out = console.results()) {
            if (arguments.has(JSON)) {
                out.println(InspectJson.of(description));
            } else {
                InspectText.print(description, out);
            }
        }
        return 0;
    }
}
