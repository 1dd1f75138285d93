package dev.wasmmaven.support.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A child process to run; immutable. No shell is involved: each argument reaches the child as it is.
 *
 * @param arguments the executable and its arguments, at least one
 * @param environment difference to the runner's environment: a value sets a variable, an empty one removes it
 * @param directory working directory; empty: that of this process
 * @param timeout for the whole run; empty: none
 */
public record Command(
        List<String> arguments,
        Map<String, Optional<String>> environment,
        Optional<Path> directory,
        Optional<Duration> timeout) {

    public Command {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("a command needs an executable");
        }
    }

    /** A command that inherits environment and directory and may take as long as it likes. */
    public static Command of(List<String> arguments) {
        return new Command(arguments, Map.of(), Optional.empty(), Optional.empty());
    }

    /** A command that inherits environment and directory and may take as long as it likes. */
    public static Command of(Path executable, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add(0, executable.toString());
        return of(all);
    }

    /** This command with one variable set. */
    public Command withEnv(String name, String value) {
        return withEnvironment(Map.of(name, Optional.of(value)));
    }

    /** This command with one variable removed. */
    public Command withoutEnv(String name) {
        return withEnvironment(Map.of(name, Optional.empty()));
    }

    /** This command with a further difference to the environment, which wins over the one it has. */
    public Command withEnvironment(Map<String, Optional<String>> difference) {
        Map<String, Optional<String>> all = new HashMap<>(environment);
        all.putAll(difference);
        return new Command(arguments, all, directory, timeout);
    }

    /** This command in another working directory. */
    public Command in(Path newDirectory) {
        return new Command(arguments, environment, Optional.of(newDirectory), timeout);
    }

    /** This command with another limit for the whole run; empty: none. */
    public Command within(Optional<Duration> newTimeout) {
        return new Command(arguments, environment, directory, newTimeout);
    }

    /** The command line for people: arguments with spaces or quotes are quoted. Not for a shell. */
    public String display() {
        return arguments.stream().map(Command::quote).collect(Collectors.joining(" "));
    }

    private static String quote(String argument) {
        boolean plain = !argument.isEmpty() && argument.chars().noneMatch(c -> Character.isWhitespace(c) || c == '"');
        return plain ? argument : '"' + argument.replace("\"", "\\\"") + '"';
    }
}
