package dev.wasmmaven.cli;

import dev.wasmmaven.runtime.NetworkRules;
import dev.wasmmaven.runtime.Preopen;
import dev.wasmmaven.runtime.RunOptions.MissingImports;
import dev.wasmmaven.runtime.RunOptions.StdStream;
import dev.wasmmaven.support.text.Durations;
import dev.wasmmaven.support.text.Sizes;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/** {@code run}: its grammar, and the request that it makes. */
final class RunCommand implements Command {

    private static final Option DIR = Option.repeated(
            "HOST[::GUEST[::ro]]",
            "Give the program a directory, by default under the same name; '::ro' for reading only.",
            "--dir");
    private static final Option ENV = Option.repeated(
            "NAME[=VALUE]",
            "Set a variable for the program; without a value, take it from this environment if it is there.",
            "--env");
    private static final Option INVOKE = Option.single(
            "FUNCTION",
            "Call this exported function with ARGS as its arguments and print what it returns; for a component a call"
                    + " such as 'add(1, 2)'.",
            "--invoke");
    private static final Option ARGV0 =
            Option.single("NAME", "The program's name as it sees it; by default the file's name.", "--argv0");
    private static final Option LISTEN = Option.repeated(
            "HOST:PORT",
            "Give the program a TCP socket that listens there, as the descriptor after its directories.",
            "--tcplisten");
    private static final Option TIMEOUT = Option.single(
            "TIME",
            "Stop the program after this time, with exit code 124: 500ms, 10s, 2m, 1h; a plain number is seconds.",
            "--timeout");
    private static final Option MAX_MEMORY = Option.single(
            "SIZE",
            "How far each memory may grow: 512M, 2G; by default three quarters of the Java heap.",
            "--max-memory");
    private static final Option MAX_STACK =
            Option.single("SIZE", "Stack of the program; 256M by default.", "--max-stack");
    private static final Option MAX_OUTPUT = Option.single(
            "SIZE",
            "Stop the program when it has written more to standard output and error; no limit by default.",
            "--max-output");
    private static final Option MAX_DISK = Option.single(
            "SIZE",
            "How much the program may write to files before it gets EDQUOT; no limit by default.",
            "--max-disk");
    private static final Option MAX_OPEN =
            Option.single("COUNT", "How many descriptors it may have open; 8192 by default.", "--max-open");
    private static final Option INTERPRETER = Option.flag(
            "Interpret instead of compiling: starts sooner, runs some hundred times slower.", "--interpreter");
    private static final Option NO_REWRITING =
            Option.flag("Run a component's core modules as they are, none replaced by a faster one.", "--no-rewriting");
    private static final Option ERRORS = Option.flag("Show the Java stack trace of an error.", "-e", "--errors");
    private static final Option PRECOMPILED = Option.flag("Accepted and without effect.", "--allow-precompiled");
    private static final Option PRELOAD =
            Option.repeated("NAME=FILE", "Refused: a program is one module here.", "--preload");

    private static final Map<Character, Option> KEYED = keyed();

    private static final String KEYS_HELP = "help";

    private static Map<Character, Option> keyed() {
        Map<Character, Option> keyed = new LinkedHashMap<>();
        keyed.put(
                'S',
                Option.repeated("KEY[=VAL],...", "Wasmtime's WASI options; '-S help' lists them.", "-S", "--wasi"));
        keyed.put('W', Option.repeated("KEY[=VAL],...", "Wasmtime's WebAssembly options; '-W help'.", "-W", "--wasm"));
        keyed.put('C', Option.repeated("KEY[=VAL],...", "Wasmtime's compiler options; '-C help'.", "-C", "--codegen"));
        keyed.put(
                'O',
                Option.repeated("KEY[=VAL],...", "Wasmtime's optimization options; '-O help'.", "-O", "--optimize"));
        keyed.put('D', Option.repeated("KEY[=VAL],...", "Wasmtime's debug options; '-D help'.", "-D", "--debug"));
        return keyed;
    }

    @Override
    public String name() {
        return "run";
    }

    @Override
    public String summary() {
        return "Run a program, or call a function of a module.";
    }

    @Override
    public String positional() {
        return "FILE [ARGS...]";
    }

    @Override
    public List<Option> options() {
        List<Option> options = new ArrayList<>(List.of(
                DIR,
                ENV,
                INVOKE,
                ARGV0,
                LISTEN,
                TIMEOUT,
                MAX_MEMORY,
                MAX_STACK,
                MAX_OUTPUT,
                MAX_DISK,
                MAX_OPEN,
                INTERPRETER,
                NO_REWRITING,
                ERRORS,
                CompileCommand.CACHE));
        options.addAll(KEYED.values());
        options.add(PRECOMPILED);
        options.add(PRELOAD);
        return options;
    }

    @Override
    public List<String> notes() {
        return List.of(
                "",
                "FILE is a .wasm file; '-' reads it from standard input. What follows FILE belongs to the program.",
                "",
                "Exit codes: of the program; 134 it trapped; 124 it was stopped at its timeout;",
                "1 it could not be run; 2 the command line was not understood.");
    }

    @Override
    public int run(Arguments arguments, Console console) {
        for (Map.Entry<Character, Option> each : KEYED.entrySet()) {
            if (arguments.values(each.getValue()).contains(KEYS_HELP)) {
                printKeys(each.getKey(), console);
                return 0;
            }
        }
        return new Runner(console).run(request(arguments, console.environment()));
    }

    private static void printKeys(char group, Console console) {
        try (PrintStream out = console.results()) {
            for (WasmtimeKeys.Key each : WasmtimeKeys.keys(group)) {
                String what = switch (each.treatment()) {
                    case APPLIED -> each.help();
                    case ACCEPTED -> "accepted, changes nothing here";
                    case REFUSED -> "refused: " + each.help();
                };
                HelpText.entry("  -" + group + " " + each.name(), what, out);
            }
        }
    }

    private static RunRequest request(Arguments arguments, Map<String, String> environment) {
        if (arguments.has(PRELOAD)) {
            throw new UsageException("--preload is not supported: link the modules into one");
        }
        if (arguments.positional().isEmpty()) {
            throw new UsageException("no file to run: wasi-runtime run [OPTIONS] FILE [ARGS...]");
        }
        try {
            Map<Character, Map<String, String>> keys = new LinkedHashMap<>();
            KEYED.forEach((group, option) -> keys.put(group, WasmtimeKeys.settings(group, arguments.values(option))));
            Map<String, String> wasi = keys.getOrDefault('S', Map.of());
            Map<String, String> wasm = keys.getOrDefault('W', Map.of());
            String file = arguments.positional().get(0);
            return new RunRequest(
                    file,
                    arguments.value(ARGV0).orElseGet(() -> lastName(file)),
                    arguments.positional().subList(1, arguments.positional().size()),
                    arguments.value(INVOKE),
                    arguments.values(DIR).stream()
                            .map(dir -> Preopen.parse(dir, Path.of("")))
                            .toList(),
                    variables(arguments.values(ENV), on(wasi, "inherit-env"), environment),
                    listen(arguments.values(LISTEN), Optional.ofNullable(wasi.get("tcplisten"))),
                    network(wasi),
                    closed(wasi),
                    Optional.ofNullable(wasi.get("cwd")),
                    missingImports(wasm),
                    limits(arguments, wasm),
                    arguments.has(INTERPRETER),
                    !arguments.has(NO_REWRITING),
                    WasmtimeKeys.componentFeatures(wasm),
                    !keys.getOrDefault('C', Map.of()).containsKey("cache")
                            || on(keys.getOrDefault('C', Map.of()), "cache"),
                    arguments.value(CompileCommand.CACHE).map(Path::of),
                    arguments.has(ERRORS));
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private static String lastName(String file) {
        Path name = Path.of(file).getFileName();
        return name == null ? file : name.toString();
    }

    private static boolean on(Map<String, String> settings, String key) {
        String value = settings.get(key);
        return value != null && WasmtimeKeys.isOn(value);
    }

    private static NetworkRules network(Map<String, String> wasi) {
        return new NetworkRules(
                !wasi.containsKey("tcp") || on(wasi, "tcp"),
                !wasi.containsKey("udp") || on(wasi, "udp"),
                on(wasi, "inherit-network"),
                on(wasi, "allow-ip-name-lookup"));
    }

    /** Standard streams with a key {@code inherit-…=n}. */
    private static Set<StdStream> closed(Map<String, String> wasi) {
        Set<StdStream> closed = EnumSet.noneOf(StdStream.class);
        for (StdStream stream : StdStream.values()) {
            String key = "inherit-" + stream.name().toLowerCase(Locale.ROOT);
            if (wasi.containsKey(key) && !on(wasi, key)) {
                closed.add(stream);
            }
        }
        return closed;
    }

    private static MissingImports missingImports(Map<String, String> wasm) {
        if (on(wasm, "unknown-imports-trap")) {
            return MissingImports.TRAP;
        }
        return on(wasm, "unknown-imports-default") ? MissingImports.ZERO : MissingImports.REFUSE;
    }

    private static RunRequest.Limits limits(Arguments arguments, Map<String, String> wasm) {
        Optional<Duration> timeout = arguments.value(TIMEOUT).map(RunCommand::timeout);
        Optional<Duration> trapping = Optional.ofNullable(wasm.get("timeout")).map(RunCommand::timeout);
        return new RunRequest.Limits(
                timeout.or(() -> trapping),
                timeout.isEmpty(),
                size(arguments.value(MAX_MEMORY).or(() -> Optional.ofNullable(wasm.get("max-memory-size")))),
                size(arguments.value(MAX_STACK).or(() -> Optional.ofNullable(wasm.get("max-wasm-stack")))),
                size(arguments.value(MAX_OUTPUT)),
                size(arguments.value(MAX_DISK)),
                count(arguments.value(MAX_OPEN)),
                count(Optional.ofNullable(wasm.get("max-table-elements"))));
    }

    private static Duration timeout(String value) {
        Duration timeout = Durations.parse(value);
        if (timeout.isZero()) {
            throw new IllegalArgumentException("a timeout must be longer than 0");
        }
        return timeout;
    }

    private static OptionalLong size(Optional<String> text) {
        return text.isPresent() ? OptionalLong.of(Sizes.parse(text.get())) : OptionalLong.empty();
    }

    private static OptionalInt count(Optional<String> text) {
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            int count = Integer.parseInt(text.get());
            if (count >= 0) {
                return OptionalInt.of(count);
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new IllegalArgumentException("'" + text.get() + "' is not a number from 0 to 2147483647");
    }

    private static List<InetSocketAddress> listen(List<String> given, Optional<String> key) {
        List<InetSocketAddress> addresses = new ArrayList<>();
        for (String each : given) {
            addresses.add(address(each));
        }
        key.map(RunCommand::address).ifPresent(addresses::add);
        return addresses;
    }

    private static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        try {
            InetSocketAddress address = new InetSocketAddress(host, Integer.parseInt(text.substring(colon + 1)));
            if (!host.isEmpty() && !address.isUnresolved()) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw new IllegalArgumentException("'" + text + "' is not an address such as 127.0.0.1:8080");
    }

    private static Map<String, String> variables(List<String> given, boolean inherit, Map<String, String> environment) {
        Map<String, String> variables = new LinkedHashMap<>();
        if (inherit) {
            environment.forEach((name, value) -> {
                if (!name.isEmpty() && name.indexOf('=') < 0) {
                    variables.put(name, value);
                }
            });
        }
        Function<String, UsageException> refusal =
                option -> new UsageException("'" + option + "' is not of the form NAME[=VALUE]");
        for (String option : given) {
            int equals = option.indexOf('=');
            if (equals == 0 || option.isEmpty()) {
                throw refusal.apply(option);
            }
            if (equals > 0) {
                variables.put(option.substring(0, equals), option.substring(equals + 1));
            } else {
                String value = environment.get(option);
                if (value != null) {
                    variables.put(option, value);
                }
            }
        }
        return variables;
    }
}
