package dev.wasmmaven.conformance.runner;

import java.util.Locale;

/**
 * What came of a command.
 *
 * @param line of the {@code .wast} file
 * @param why empty if it passed
 */
public record Outcome(int line, Verdict verdict, String why) {

    /** How a command went. */
    public enum Verdict {
        PASS,
        FAIL,
        /** Not judged, and counted as neither. */
        SKIP
    }

    static Outcome pass(int line) {
        return new Outcome(line, Verdict.PASS, "");
    }

    static Outcome fail(int line, String why) {
        return new Outcome(line, Verdict.FAIL, oneLine(why));
    }

    static Outcome skip(int line, String why) {
        return new Outcome(line, Verdict.SKIP, oneLine(why));
    }

    /** In the form of the command line program: {@code pass LINE}, {@code fail LINE WHY} or {@code skip LINE WHY}. */
    @Override
    public String toString() {
        String text = verdict.name().toLowerCase(Locale.ROOT) + " " + line;
        return why.isEmpty() ? text : text + " " + why;
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
