package dev.wasmmaven.cli;

import java.util.List;

/**
 * An option of a command: how it is written, and what help says of it. One declaration serves the parser and the help.
 *
 * @param names as written, with their dashes; the first is the one that messages use
 * @param value what stands for its value in help; empty for a flag, which has none
 * @param repeatable whether it may be given more than once
 * @param help a sentence
 */
record Option(List<String> names, String value, boolean repeatable, String help) {

    static Option flag(String help, String... names) {
        return new Option(List.of(names), "", false, help);
    }

    static Option single(String value, String help, String... names) {
        return new Option(List.of(names), value, false, help);
    }

    static Option repeated(String value, String help, String... names) {
        return new Option(List.of(names), value, true, help);
    }

    String name() {
        return names.get(0);
    }

    boolean takesValue() {
        return !value.isEmpty();
    }
}
