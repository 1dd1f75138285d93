package dev.wasmmaven.cli;

import dev.wasmmaven.runtime.Preopen;
import dev.wasmmaven.support.text.Durations;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The grammar of the command line. Declared by calls and not by annotations, which picocli would read by reflection at
 * every start.
 */
final class CommandLineInterface {

    private static final String RUN = "run";
    private static final Set<String> NOT_A_FILE = Set.of(RUN, "help", "--help", "-h", "--version", "-V");

    private final InputStream in;
    private final OutputStream out;
    private final OutputStream err;
    private final Map<String, String> environment;
    private final boolean terminal;

    /**
     * @param environment of this process, of which a guest inherits what {@code --env NAME} says
     * @param terminal whether the standard streams are a terminal
     */
    CommandLineInterface(
            InputStream in, OutputStream out, OutputStream err, Map<String, String> environment, boolean terminal) {
        this.in = in;
        this.out = out;
        this.err = err;
        this.environment = environment;
        this.terminal = terminal;
    }

    /** Does what the arguments say and gives the exit code. */
    int run(String... args) {
        Charset charset = Charset.defaultCharset();
        PrintStream messages = new PrintStream(err, true, charset);
        CommandLine line = new CommandLine(root());
        line.setStopAtPositional(true);
        // An argument such as @file is the guest's.
        line.setExpandAtFiles(false);
        line.setCaseInsensitiveEnumValuesAllowed(false);
        line.setOut(new PrintWriter(new OutputStreamWriter(out, charset), true));
        line.setErr(new PrintWriter(new OutputStreamWriter(messages, charset), true));
        try {
            ParseResult parsed = line.parseArgs(withCommand(args));
            Integer helped = CommandLine.executeHelpRequest(parsed);
            if (helped != null) {
                return helped;
            }
            if (!parsed.hasSubcommand()) {
                line.usage(line.getErr());
                return ExitCodes.USAGE;
            }
            RunRequest request = request(parsed.subcommand());
            return new Runner(in, out, err, terminal, messages).run(request);
        } catch (ParameterException e) {
            messages.println("error: " + e.getMessage());
            messages.println("  Next step: see the options with --help");
            return ExitCodes.USAGE;
        }
    }

    /** {@code wasi-runtime app.wasm} means {@code wasi-runtime run app.wasm}, as users of Wasmtime expect. */
    private static String[] withCommand(String[] args) {
        if (args.length == 0 || NOT_A_FILE.contains(args[0])) {
            return args;
        }
        List<String> all = new ArrayList<>();
        all.add(RUN);
        all.addAll(List.of(args));
        return all.toArray(String[]::new);
    }

    private static CommandSpec root() {
        CommandSpec root = CommandSpec.create().name("wasi-runtime");
        root.usageMessage().description("Runs WASI programs on a WebAssembly runtime in Java.");
        root.addOption(help());
        root.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Show the version and exit.")
                .build());
        root.versionProvider(Version::lines);
        root.addSubcommand(RUN, runCommand());
        root.addSubcommand("help", new CommandLine(new CommandLine.HelpCommand()));
        return root;
    }

    private static OptionSpec help() {
        return OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help and exit.")
                .build();
    }

    private static CommandSpec runCommand() {
        CommandSpec run = CommandSpec.create();
        run.usageMessage()
                .abbreviateSynopsis(false)
                .description(
                        "Runs a program. Everything after FILE belongs to it; its exit code is that of the process.")
                .footer(
                        "",
                        "Exit codes: of the program; 134 it trapped; 124 it was stopped at its timeout;",
                        "1 it could not be run; 2 the command line was not understood.");
        run.addOption(help());
        run.addOption(repeated("--dir", "HOST[::GUEST[::ro]]")
                .description("Give the program a directory, by default under the same name; '::ro' for reading only.")
                .build());
        run.addOption(repeated("--env", "NAME[=VALUE]")
                .description("Set a variable for the program; without a value, take it from this environment.")
                .build());
        run.addOption(OptionSpec.builder("--timeout")
                .type(String.class)
                .paramLabel("TIME")
                .description("Stop the program after this time: 500ms, 10s, 2m, 1h; a plain number is seconds.")
                .build());
        run.addOption(flag("--interpreter")
                .description("Interpret instead of compiling: starts sooner, runs some hundred times slower.")
                .build());
        run.addOption(flag("-e", "--errors")
                .description("Show the Java stack trace of an error.")
                .build());
        run.addPositional(PositionalParamSpec.builder()
                .index("0")
                .arity("1")
                .required(true)
                .type(String.class)
                .paramLabel("FILE")
                .description("The program, a .wasm file; '-' reads it from standard input.")
                .build());
        run.addPositional(PositionalParamSpec.builder()
                .index("1..*")
                .arity("0..*")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .paramLabel("ARGS")
                .description("Arguments of the program.")
                .build());
        return run;
    }

    private static OptionSpec.Builder repeated(String name, String label) {
        return OptionSpec.builder(name)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .paramLabel(label);
    }

    private static OptionSpec.Builder flag(String... names) {
        return OptionSpec.builder(names).type(boolean.class).arity("0");
    }

    private RunRequest request(ParseResult run) {
        try {
            List<Preopen> dirs = new ArrayList<>();
            for (String dir : values(run, "--dir")) {
                dirs.add(Preopen.parse(dir, Path.of("")));
            }
            String timeout = run.matchedOptionValue("--timeout", "");
            return new RunRequest(
                    run.matchedPositionalValue(0, ""),
                    run.matchedPositionalValue(1, List.of()),
                    dirs,
                    variables(run),
                    timeout.isEmpty() ? Optional.empty() : Optional.of(timeout(timeout)),
                    run.hasMatchedOption("--interpreter"),
                    run.hasMatchedOption("--errors"));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(run.commandSpec().commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private static Duration timeout(String value) {
        Duration timeout = Durations.parse(value);
        if (timeout.isZero()) {
            throw new IllegalArgumentException("a timeout must be longer than 0");
        }
        return timeout;
    }

    private Map<String, String> variables(ParseResult run) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (String option : values(run, "--env")) {
            int equals = option.indexOf('=');
            if (equals == 0 || option.isEmpty()) {
                throw new IllegalArgumentException("'" + option + "' is not of the form NAME[=VALUE]");
            }
            String name = equals < 0 ? option : option.substring(0, equals);
            String value = equals < 0 ? environment.get(name) : option.substring(equals + 1);
            if (value == null) {
                throw new IllegalArgumentException(
                        "the environment has no variable '" + name + "' for --env to pass on");
            }
            variables.put(name, value);
        }
        return variables;
    }

    private static List<String> values(ParseResult run, String option) {
        return run.matchedOptionValue(option, List.of());
    }
}
