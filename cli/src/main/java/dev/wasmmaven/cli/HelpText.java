package dev.wasmmaven.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Help, made of the same declarations that the parser reads. */
final class HelpText {

    static final Option HELP = Option.flag("Show this help and exit.", "-h", "--help");

    private static final int WIDTH = 100;
    private static final int COLUMN = 30;

    private HelpText() {}

    static void print(List<Command> commands, PrintStream out) {
        out.println("Runs WASI programs on a WebAssembly runtime in Java.");
        out.println();
        out.println("Usage: wasi-runtime [OPTIONS] FILE [ARGS...]     the same as wasi-runtime run");
        out.println("       wasi-runtime COMMAND [OPTIONS] ...");
        out.println();
        out.println("Commands:");
        for (Command each : commands) {
            entry("  " + each.name(), each.summary(), out);
        }
        entry("  help", "Show the help of a command.", out);
        out.println();
        out.println("Options:");
        entry("  -V, --version", "Show the version and exit.", out);
        entry("  -h, --help", HELP.help(), out);
    }

    static void print(Command command, PrintStream out) {
        out.println(command.summary());
        out.println();
        out.println("Usage: wasi-runtime " + command.name() + " [OPTIONS] " + command.positional());
        out.println();
        out.println("Options:");
        List<Option> options = new ArrayList<>(command.options());
        options.add(HELP);
        for (Option each : options) {
            String names = String.join(", ", each.names());
            entry("  " + (each.takesValue() ? names + " " + each.value() : names), each.help(), out);
        }
        for (String note : command.notes()) {
            out.println(note);
        }
    }

    /** A term and its description, which is wrapped in a column of its own. */
    static void entry(String term, String description, PrintStream out) {
        StringBuilder line = new StringBuilder(term);
        if (term.length() > COLUMN - 2) {
            out.println(line);
            line.setLength(0);
        }
        for (String word : description.split(" ", -1)) {
            if (line.length() + 1 + word.length() > WIDTH) {
                out.println(line);
                line.setLength(0);
            }
            if (line.length() < COLUMN) {
                line.append(" ".repeat(COLUMN - line.length()));
            } else {
                line.append(' ');
            }
            line.append(word);
        }
        out.println(line);
    }
}
