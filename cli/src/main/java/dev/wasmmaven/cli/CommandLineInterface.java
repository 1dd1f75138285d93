package dev.wasmmaven.cli;

import dev.wasmmaven.support.diagnostic.Diagnosed;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the command and runs it. */
final class CommandLineInterface {

    private static final String RUN = "run";

    private final Console console;

    CommandLineInterface(Console console) {
        this.console = console;
    }

    private static List<Command> commands() {
        return List.of(
                new RunCommand(),
                new CompileCommand(),
                new InspectCommand(),
                new ValidateCommand(),
                new CacheCommand());
    }

    /** Does what the arguments say and gives the exit code. */
    int run(String... args) {
        List<String> all = List.of(args);
        PrintStream messages = console.messages();
        try {
            if (all.isEmpty()) {
                HelpText.print(commands(), messages);
                return ExitCodes.USAGE;
            }
            return switch (all.get(0)) {
                case "-V", "--version" -> version();
                case "-h", "--help" -> help(List.of());
                case "help" -> help(all.subList(1, all.size()));
                case RUN -> execute(new RunCommand(), all.subList(1, all.size()));
                default -> other(all);
            };
        } catch (UsageException e) {
            messages.println("error: " + e.getMessage());
            messages.println("  Next step: see the options with --help");
            return ExitCodes.USAGE;
        } catch (RuntimeException | Error | IOException e) {
            return fail(e, messages);
        }
    }

    /** {@code wasi-runtime app.wasm} means {@code wasi-runtime run app.wasm}, as users of Wasmtime expect. */
    private int other(List<String> all) throws IOException {
        Optional<Command> command = looksLikeFile(all.get(0)) ? Optional.empty() : find(all.get(0));
        return command.isPresent()
                ? execute(command.get(), all.subList(1, all.size()))
                : execute(new RunCommand(), all);
    }

    /** Spares a plain run the search among the commands. */
    private static boolean looksLikeFile(String word) {
        return word.startsWith("-") || word.indexOf('.') >= 0 || word.indexOf('/') >= 0;
    }

    /** A command by its name; {@link TrainCommand} is the launcher's, and is not listed. */
    private static Optional<Command> find(String name) {
        return Stream.concat(commands().stream(), Stream.of(new TrainCommand()))
                .filter(each -> each.name().equals(name))
                .findFirst();
    }

    private int execute(Command command, List<String> args) throws IOException {
        List<Option> options = new ArrayList<>(command.options());
        options.add(HelpText.HELP);
        Arguments arguments = Arguments.parse(args, options);
        if (arguments.has(HelpText.HELP)) {
            return help(List.of(command.name()));
        }
        return command.run(arguments, console);
    }

    private int help(List<String> about) {
        try (PrintStream out = console.results()) {
            if (about.isEmpty()) {
                HelpText.print(commands(), out);
            } else {
                String name = about.get(0);
                HelpText.print(
                        find(name).orElseThrow(() -> new UsageException("there is no command '" + name + "'")), out);
            }
        }
        return 0;
    }

    private int version() {
        try (PrintStream out = console.results()) {
            Version.lines().forEach(out::println);
        }
        return 0;
    }

    static int fail(Throwable e, PrintStream messages) {
        if (e instanceof Diagnosed diagnosed) {
            messages.println("error: " + diagnosed.render());
        } else {
            messages.println("error: " + DiagnosticId.INTERNAL_ERROR.code() + ": " + e);
            messages.println("  Next step: report this with the output of the option --errors");
        }
        return ExitCodes.ERROR;
    }
}
