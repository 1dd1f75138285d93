package dev.wasmmaven.conformance.spec;

import dev.wasmmaven.conformance.runner.EngineMode;
import dev.wasmmaven.conformance.runner.Outcome;
import dev.wasmmaven.conformance.runner.Outcome.Verdict;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The ledger as it would have to be: known reasons are kept, new failures get what they failed with. */
final class LedgerProposal {

    private final Map<String, Map<String, SortedSet<String>>> modesByLineAndScript = new TreeMap<>();

    synchronized void add(String script, EngineMode mode, List<Outcome> outcomes, List<Ledger.Entry> known) {
        SortedSet<Integer> judged = linesOf(outcomes, Verdict.PASS);
        SortedSet<Integer> failed = linesOf(outcomes, Verdict.FAIL);
        judged.addAll(failed);
        Map<String, SortedSet<Integer>> byReason = new TreeMap<>();
        for (Outcome outcome : outcomes) {
            if (outcome.verdict() == Verdict.FAIL) {
                String reason = known.stream()
                        .filter(entry -> entry.lines().contains(outcome.line()))
                        .map(Ledger.Entry::reason)
                        .findFirst()
                        .orElse("NEW: " + outcome.why());
                byReason.computeIfAbsent(reason, it -> new TreeSet<>()).add(outcome.line());
            }
        }
        Map<String, SortedSet<String>> modesByLine =
                modesByLineAndScript.computeIfAbsent(script, it -> new TreeMap<>());
        byReason.forEach((reason, lines) -> modesByLine
                .computeIfAbsent(Lines.of(lines, judged) + " | " + reason, it -> new TreeSet<>())
                .add(mode.id()));
    }

    private static SortedSet<Integer> linesOf(List<Outcome> outcomes, Verdict verdict) {
        return outcomes.stream()
                .filter(outcome -> outcome.verdict() == verdict)
                .map(Outcome::line)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    synchronized String text() {
        StringBuilder text = new StringBuilder();
        modesByLineAndScript.forEach((script, lines) -> lines.forEach((line, modes) -> text.append(script)
                .append(" | ")
                .append(String.join(" ", modes))
                .append(" | ")
                .append(line)
                .append('\n')));
        return text.toString();
    }
}
