package dev.wasmmaven.toolkit.fingerprint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * A {@code .d} file of cargo or rustc: a rule as for make, and in rustc's own the variables that the source asks for.
 *
 * @param targets what is made
 * @param files what it is made of
 * @param variables names in {@code # env-dep:} lines
 */
public record DepInfo(List<Path> targets, Set<Path> files, Set<String> variables) {

    private static final String VARIABLE = "# env-dep:";

    public DepInfo {
        targets = List.copyOf(targets);
        files = Set.copyOf(files);
        variables = Set.copyOf(variables);
    }

    /** Reads the lines of one file. */
    public static DepInfo parse(List<String> lines) {
        List<Path> targets = new ArrayList<>();
        NavigableSet<Path> files = new TreeSet<>();
        NavigableSet<String> variables = new TreeSet<>();
        for (String line : lines) {
            if (line.startsWith(VARIABLE)) {
                variables.add(line.substring(VARIABLE.length()).split("=", 2)[0]);
            } else if (!line.startsWith("#") && !line.isBlank()) {
                readRule(line, targets, files);
            }
        }
        return new DepInfo(targets, files, variables);
    }

    /** {@code target: file file}; a space inside of a name is escaped, a colon (as in {@code C:\}) is followed by none. */
    private static void readRule(String line, List<Path> targets, NavigableSet<Path> files) {
        int colon = line.indexOf(": ");
        if (colon < 0) {
            colon = line.endsWith(":") ? line.length() - 1 : line.length();
        }
        words(line.substring(0, colon)).stream().map(Path::of).forEach(targets::add);
        if (colon < line.length()) {
            words(line.substring(colon + 1)).stream().map(Path::of).forEach(files::add);
        }
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length() && text.charAt(i + 1) == ' ') {
                word.append(' ');
                i++;
            } else if (c == ' ') {
                if (!word.isEmpty()) {
                    words.add(word.toString());
                    word.setLength(0);
                }
            } else {
                word.append(c);
            }
        }
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }
}
