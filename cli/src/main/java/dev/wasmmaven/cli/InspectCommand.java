package dev.wasmmaven.cli;

import dev.wasmmaven.runtime.WasiRuntime;
import dev.wasmmaven.runtime.inspect.ComponentDescription;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** {@code inspect}: what a module's file says about itself; of a component, its world. */
final class InspectCommand implements Command {

    private static final Option JSON = Option.flag("As JSON, for programs.", "--json");

    @Override
    public String name() {
        return "inspect";
    }

    @Override
    public String summary() {
        return "Show what a module imports, exports and consists of, or a component's world, without running it.";
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
        String name = file.equals(Runner.STDIN)
                ? "standard input"
                : String.valueOf(Path.of(file).getFileName());
        byte[] bytes = file.equals(Runner.STDIN) ? console.in().readAllBytes() : WasiRuntime.read(Path.of(file));
        try (PrintStream out = console.results()) {
            if (WasiRuntime.isComponent(bytes)) {
                ComponentDescription component = WasiRuntime.inspectComponent(name, bytes);
                if (arguments.has(JSON)) {
                    out.println(InspectJson.of(component));
                } else {
                    out.print(component.world());
                }
            } else if (arguments.has(JSON)) {
                out.println(InspectJson.of(WasiRuntime.inspect(name, bytes)));
            } else {
                InspectText.print(WasiRuntime.inspect(name, bytes), out);
            }
        }
        return 0;
    }
}
