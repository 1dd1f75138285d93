package dev.wasmmaven.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A command's arguments, read as Wasmtime reads them: options come first, the first argument that is none and all that
 * follow are positional, whatever they look like. {@code --name=value} and {@code --name value} are the same, and so
 * are {@code -Xvalue}, {@code -X=value} and {@code -X value}.
 */
final class Arguments {

    /** By {@link Option#name()}; options differ by it, and strings are compared sooner than records. */
    private final Map<String, List<String>> given = new LinkedHashMap<>();

    private final List<String> positional = new ArrayList<>();

    private Arguments() {}

    /**
     * Reads.
     *
     * @throws UsageException an option is unknown, lacks its value, has one that it does not take, or is given twice
     */
    static Arguments parse(List<String> args, List<Option> known) {
        Arguments arguments = new Arguments();
        int i = 0;
        for (; i < args.size(); i++) {
            String arg = args.get(i);
            if (arg.equals("--")) {
                i++;
                break;
            }
            if (!arg.startsWith("-") || arg.equals("-")) {
                break;
            }
            Written written = written(arg, known);
            if (written.value().isPresent() || !written.option().takesValue()) {
                arguments.add(written.option(), written.value().orElse(""));
            } else if (i + 1 < args.size()) {
                i++;
                arguments.add(written.option(), args.get(i));
            } else {
                throw new UsageException("the option " + arg + " needs a value: " + arg + " "
                        + written.option().value());
            }
        }
        arguments.positional.addAll(args.subList(i, args.size()));
        return arguments;
    }

    /** An argument taken apart: its option, and the value if it is part of the same argument. */
    private record Written(Option option, Optional<String> value) {}

    private static Written written(String arg, List<Option> known) {
        int equals = arg.indexOf('=');
        String name = equals < 0 ? arg : arg.substring(0, equals);
        for (Option option : known) {
            if (option.names().contains(name)) {
                if (equals >= 0 && !option.takesValue()) {
                    throw new UsageException("the option " + name + " takes no value");
                }
                return new Written(option, equals < 0 ? Optional.empty() : Optional.of(arg.substring(equals + 1)));
            }
        }
        if (!arg.startsWith("--")) {
            String letter = arg.substring(0, 2);
            for (Option option : known) {
                if (option.names().contains(letter) && option.takesValue()) {
                    return new Written(option, Optional.of(arg.substring(2)));
                }
            }
        }
        throw unknown(name, known);
    }

    private static UsageException unknown(String name, List<Option> known) {
        List<String> names = new ArrayList<>();
        known.forEach(option -> names.addAll(option.names()));
        String hint = Nearest.to(name, names)
                .map(near -> "; did you mean " + near + "?")
                .orElse("; an option of the program itself comes after its file");
        return new UsageException("unknown option " + name + hint);
    }

    private void add(Option option, String value) {
        List<String> values = given.computeIfAbsent(option.name(), key -> new ArrayList<>());
        if (!values.isEmpty() && !option.repeatable() && option.takesValue()) {
            throw new UsageException("the option " + option.name() + " is given twice");
        }
        values.add(value);
    }

    boolean has(Option option) {
        return given.containsKey(option.name());
    }

    /** All values of an option, in the order given. */
    List<String> values(Option option) {
        return given.getOrDefault(option.name(), List.of());
    }

    Optional<String> value(Option option) {
        List<String> values = values(option);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
    }

    /** What is no option. */
    List<String> positional() {
        return positional;
    }
}
