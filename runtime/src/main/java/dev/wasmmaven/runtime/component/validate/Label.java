package dev.wasmmaven.runtime.component.validate;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Labels ({@code label} in Explainer.md, Import and Export Definitions): words of one case and digits, joined by hyphens,
 * the first of which begins with a letter.
 */
final class Label {

    private Label() {}

    static boolean isLabel(String text) {
        int start = 0;
        while (true) {
            int hyphen = text.indexOf('-', start);
            int end = hyphen < 0 ? text.length() : hyphen;
            if (!isWord(text, start, end) || (start == 0 && isDigit(text.charAt(0)))) {
                return false;
            }
            if (hyphen < 0) {
                return true;
            }
            start = hyphen + 1;
        }
    }

    private static boolean isWord(String text, int start, int end) {
        boolean lower = false;
        boolean upper = false;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            lower |= c >= 'a' && c <= 'z';
            upper |= c >= 'A' && c <= 'Z';
            boolean known = isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!known || (lower && upper)) {
                return false;
            }
        }
        return end > start;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** What labels are unique by (Explainer.md, Name Uniqueness): case and hyphens tell none apart. */
    static String canonical(String label) {
        return label.replace("-", "").toLowerCase(Locale.ROOT);
    }

    /** Checks labels one after the other: that each is one, and is like none before. */
    static final class Distinct {

        private final String what;
        private final Map<String, String> seen = new HashMap<>();

        /**
         * @param what they label, such as {@code record field}
         */
        Distinct(String what) {
            this.what = what;
        }

        String check(String label) {
            if (!isLabel(label)) {
                throw Invalid.because(
                        label.isEmpty()
                                ? what + " name cannot be empty"
                                : what + " name `" + label + "` is not in kebab case");
            }
            String before = seen.put(canonical(label), label);
            if (before != null) {
                throw Invalid.because(what + " name `" + label + "` conflicts with previous name `" + before + "`");
            }
            return label;
        }
    }
}
