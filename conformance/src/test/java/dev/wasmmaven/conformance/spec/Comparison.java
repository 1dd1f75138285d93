package dev.wasmmaven.conformance.spec;

import dev.wasmmaven.conformance.runner.Outcome;
import dev.wasmmaven.conformance.runner.Outcome.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Outcomes against what is known. */
final class Comparison {

    private Comparison() {}

    /** What does not agree, in words; a command is known by its line. */
    static List<String> of(List<Outcome> outcomes, List<Ledger.Entry> known) {
        List<String> findings = new ArrayList<>();
        Set<Integer> failed = new TreeSet<>();
        for (Outcome outcome : outcomes) {
            if (outcome.verdict() == Verdict.FAIL) {
                failed.add(outcome.line());
                if (known.stream().noneMatch(entry -> entry.lines().contains(outcome.line()))) {
                    findings.add("line " + outcome.line() + " fails, which the ledger does not know: " + outcome.why());
                }
            }
        }
        for (Ledger.Entry entry : known) {
            if (entry.varies()) {
                continue;
            }
            // Several commands can share a line; it fails if one of them does.
            outcomes.stream()
                    .filter(outcome -> outcome.verdict() == Verdict.PASS && !failed.contains(outcome.line()))
                    .map(Outcome::line)
                    .filter(entry.lines()::contains)
                    .forEach(line -> findings.add("line " + line + " passes: remove it from the ledger: " + entry));
            for (Lines.Range range : entry.lines().ranges()) {
                if (failed.stream().noneMatch(range::contains)) {
                    findings.add("no command of lines " + range + " fails: remove it from the ledger: " + entry);
                }
            }
        }
        return findings;
    }
}
