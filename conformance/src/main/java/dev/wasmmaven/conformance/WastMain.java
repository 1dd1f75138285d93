package dev.wasmmaven.conformance;

import dev.wasmmaven.conformance.runner.EngineMode;
import dev.wasmmaven.conformance.runner.Outcome;
import dev.wasmmaven.conformance.runner.ScriptRunner;
import dev.wasmmaven.conformance.script.ScriptException;
import dev.wasmmaven.conformance.script.ScriptReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Runs one test script and prints what came of each command; see {@link #USAGE}. */
public final class WastMain {

    static final String USAGE = """
            usage: java -jar wast.jar [--mode MODE] [--timeout SECONDS] FILE.json

            MODE is compiled, compiled_by_chicory or interpreted; compiled_unchanged and interpreted_unchanged run
            components without replacing any of their core modules by a faster one.
            FILE.json is a script in the format of `wasm-tools json-from-wast`, its modules beside it.
            Prints for each command, in order, one line: pass LINE, fail LINE WHY or skip LINE WHY.
            Exits with 0 if none failed, 1 if one did, 2 if the script could not be read.
            """;

    private static final int FAILED = 1;
    private static final int UNUSABLE = 2;
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private WastMain() {}

    public static void main(String[] args) throws InterruptedException {
        int status;
        try (PrintStream out = stream(FileDescriptor.out);
                PrintStream err = stream(FileDescriptor.err)) {
            status = run(List.of(args), out, err);
        }
        // A script that was stopped in vain leaves a thread behind.
        Runtime.getRuntime().exit(status);
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    static int run(List<String> args, PrintStream out, PrintStream err) throws InterruptedException {
        try {
            EngineMode mode = EngineMode.COMPILED;
            Duration timeout = TIMEOUT;
            Path file = null;
            for (int i = 0; i < args.size(); i++) {
                switch (args.get(i)) {
                    case "--mode" -> mode = mode(value(args, ++i));
                    case "--timeout" -> timeout = seconds(value(args, ++i));
                    default -> file = Path.of(args.get(i));
                }
            }
            if (file == null) {
                err.print(USAGE);
                return UNUSABLE;
            }
            List<Outcome> outcomes = new ScriptRunner(mode, timeout).run(ScriptReader.read(file));
            outcomes.forEach(out::println);
            return outcomes.stream().anyMatch(it -> it.verdict() == Outcome.Verdict.FAIL) ? FAILED : 0;
        } catch (ScriptException | IllegalArgumentException e) {
            err.println("wast: " + e.getMessage());
            return UNUSABLE;
        }
    }

    private static String value(List<String> args, int index) {
        return Optional.of(index)
                .filter(it -> it < args.size())
                .map(args::get)
                .orElseThrow(() -> new IllegalArgumentException(args.get(index - 1) + " needs a value"));
    }

    private static Duration seconds(String text) {
        try {
            return Duration.ofSeconds(Integer.parseUnsignedInt(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a number of seconds: " + text, e);
        }
    }

    private static EngineMode mode(String id) {
        return Arrays.stream(EngineMode.values())
                .filter(mode -> mode.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no mode " + id));
    }
}
