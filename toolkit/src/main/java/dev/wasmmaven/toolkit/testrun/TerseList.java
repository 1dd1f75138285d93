package dev.wasmmaven.toolkit.testrun;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The stable list format of test harnesses: a line {@code name: test} or {@code name: benchmark} for each test. */
final class TerseList {

    private static final Pattern LINE = Pattern.compile("(.+): (?:test|benchmark|bench)");
    private static final Pattern SUMMARY = Pattern.compile("\\d+ tests?, \\d+ bench(?:mark)?s?");

    private TerseList() {}

    /** The names, each once; empty if any line is none of a list's. */
    static Optional<List<String>> parse(String output) {
        Set<String> names = new LinkedHashSet<>();
        for (String line : output.lines().toList()) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                names.add(matcher.group(1));
            } else if (!line.isBlank() && !SUMMARY.matcher(line).matches()) {
                return Optional.empty();
            }
        }
        return Optional.of(List.copyOf(names));
    }
}
