package dev.wasmmaven.toolkit.testrun;

import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Standard output of an instance that ran one test under libtest's pretty format
 * (library/test/src/formatters/pretty.rs), taken apart: what the test wrote, and what the harness says.
 *
 * @param verdict what the harness's last line counts
 * @param own the test's own output
 */
record HarnessOutput(Verdict verdict, String own) {

    private static final Pattern HEADER = Pattern.compile("\\n?running \\d+ tests?\\n");
    private static final Pattern SUMMARY = Pattern.compile(
            "\\ntest result: (?:ok|FAILED)\\. (\\d+) passed; (\\d+) failed; (\\d+) ignored; (\\d+) measured;"
                    + " \\d+ filtered out(?:; finished in [^\\n]*)?\\n\\s*");
    private static final Pattern SAID =
            Pattern.compile("\\n---- [^\\n]* ----\\n(.*?)\\n*\\nfailures:\\n", Pattern.DOTALL);
    private static final String TEST = "test ";
    private static final String NOTE = "- ";
    private static final String DOTS = "... ";
    private static final String FAILURES = "FAILED\n\nfailures:\n";

    /** What the harness says. */
    enum Verdict {
        OK,
        FAILED,
        IGNORED,
        /** It ran nothing: the test is not there. */
        NOT_RUN,
        /** It did not come to an end. */
        NONE
    }

    /** Takes apart the output of an instance that ran the test of this name. */
    static HarnessOutput parse(String output, String name) {
        // The summary is the last thing that a harness writes; the same text further up is the test's own.
        int summary = output.lastIndexOf("\ntest result: ");
        Matcher counts = SUMMARY.matcher(output);
        if (summary < 0 || !counts.region(summary, output.length()).matches()) {
            return new HarnessOutput(Verdict.NONE, withoutStart(output, name));
        }
        Verdict verdict = verdict(counts);
        String before = withoutStart(withoutWord(output.substring(0, summary), verdict), name);
        return new HarnessOutput(verdict, withoutLateName(before, name));
    }

    /** What the harness says of a failed test: libtest's own notes, or the message of libtest-mimic's tests. */
    static Optional<String> said(String output) {
        int failures = output.lastIndexOf(FAILURES);
        Matcher said = SAID.matcher(output);
        return failures >= 0 && said.find(failures) ? Optional.of(said.group(1).strip()) : Optional.empty();
    }

    private static Verdict verdict(Matcher counts) {
        if (!counts.group(2).equals("0")) {
            return Verdict.FAILED;
        }
        if (!counts.group(1).equals("0") || !counts.group(4).equals("0")) {
            return Verdict.OK;
        }
        return counts.group(3).equals("0") ? Verdict.NOT_RUN : Verdict.IGNORED;
    }

    /** Cuts the word that follows the test's output, and for a failure the list that follows the word. */
    private static String withoutWord(String text, Verdict verdict) {
        return switch (verdict) {
            case OK -> text.endsWith("ok\n") ? text.substring(0, text.length() - "ok\n".length()) : text;
            case FAILED -> {
                int failures = text.lastIndexOf(FAILURES);
                yield failures < 0 ? text : text.substring(0, failures);
            }
            case IGNORED, NOT_RUN -> "";
            case NONE -> text;
        };
    }

    /** Cuts {@code running 1 test} and {@code test NAME ... }; the name may be padded or have a note behind it. */
    private static String withoutStart(String text, String name) {
        Matcher header = HEADER.matcher(text);
        int start = header.lookingAt() ? header.end() : 0;
        int end = endOfName(text, start, name);
        return text.substring(end < 0 ? start : end);
    }

    /** Harnesses that think they are multi-threaded write the name after the test has run. */
    private static String withoutLateName(String text, String name) {
        int line = text.lastIndexOf('\n') + 1;
        return endOfName(text, line, name) == text.length() ? text.substring(0, line) : text;
    }

    /**
     * Where {@code test NAME ... } ends that begins there, perhaps padded or with a note such as {@code - should panic}; negative if it
     * is not there. No pattern, because one for each test costs more than the test's instance.
     */
    private static int endOfName(String text, int begin, String name) {
        int padding = begin + TEST.length() + name.length();
        if (!text.startsWith(TEST, begin) || !text.startsWith(name, begin + TEST.length())) {
            return -1;
        }
        int note = skip(text, padding, HarnessOutput::isSpace);
        int dots = note;
        if (note > padding && text.startsWith(NOTE, note)) {
            int first = note + NOTE.length();
            dots = skip(text, first, character -> isSpace(character) || (character >= 'a' && character <= 'z'));
            if (dots - first < 2) {
                return -1;
            }
        }
        return dots > padding && isSpace(text.charAt(dots - 1)) && text.startsWith(DOTS, dots)
                ? dots + DOTS.length()
                : -1;
    }

    private static boolean isSpace(int character) {
        return character == ' ';
    }

    /** The first place that has no such character. */
    private static int skip(String text, int begin, IntPredicate characters) {
        int at = begin;
        while (at < text.length() && characters.test(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
