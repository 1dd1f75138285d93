package dev.wasmmaven.conformance.spec;

import dev.wasmmaven.conformance.runner.EngineMode;
import dev.wasmmaven.conformance.runner.Outcome;
import dev.wasmmaven.conformance.runner.Outcome.Verdict;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How many commands passed, failed and were skipped, by area (a folder of the suite) and mode. */
final class Counts {

    private final Map<String, Map<EngineMode, Map<Verdict, Integer>>> areas = new TreeMap<>();

    synchronized void add(String script, EngineMode mode, List<Outcome> outcomes) {
        Map<Verdict, Integer> row = areas.computeIfAbsent(area(script), it -> new EnumMap<>(EngineMode.class))
                .computeIfAbsent(mode, it -> new EnumMap<>(Verdict.class));
        outcomes.forEach(outcome -> row.merge(outcome.verdict(), 1, Integer::sum));
    }

    static String area(String script) {
        int end = script.lastIndexOf('/');
        return end < 0 ? "." : script.substring(0, end);
    }

    /** A table in Markdown. */
    synchronized String toMarkdown() {
        StringBuilder text =
                new StringBuilder("| Area | Mode | Passed | Failed | Skipped |\n|---|---|---:|---:|---:|\n");
        Map<EngineMode, Map<Verdict, Integer>> total = new EnumMap<>(EngineMode.class);
        areas.forEach((area, modes) -> modes.forEach((mode, row) -> {
            append(text, area, mode, row);
            Map<Verdict, Integer> sum = total.computeIfAbsent(mode, it -> new EnumMap<>(Verdict.class));
            row.forEach((verdict, count) -> sum.merge(verdict, count, Integer::sum));
        }));
        total.forEach((mode, row) -> append(text, "**all**", mode, row));
        return text.toString();
    }

    private static void append(StringBuilder text, String area, EngineMode mode, Map<Verdict, Integer> row) {
        text.append("| ").append(area).append(" | ").append(mode.id());
        for (Verdict verdict : List.of(Verdict.PASS, Verdict.FAIL, Verdict.SKIP)) {
            text.append(" | ").append(row.getOrDefault(verdict, 0));
        }
        text.append(" |\n");
    }
}
