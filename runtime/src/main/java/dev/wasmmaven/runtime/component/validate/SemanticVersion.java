package dev.wasmmaven.runtime.component.validate;

import java.util.Optional;

/**
 * A version (Semantic Versioning 2.0.0).
 *
 * @param canonical the part that tells which versions are compatible ({@code canonversion} in Explainer.md)
 */
record SemanticVersion(String canonical) {

    static Optional<SemanticVersion> parse(String text) {
        int plus = text.indexOf('+');
        String release = plus < 0 ? text : text.substring(0, plus);
        int hyphen = release.indexOf('-');
        String[] numbers = (hyphen < 0 ? release : release.substring(0, hyphen)).split("\\.", -1);
        if (numbers.length != 3
                || !allNumbers(numbers)
                || (plus >= 0 && !identifiers(text.substring(plus + 1), false))
                || (hyphen >= 0 && !identifiers(release.substring(hyphen + 1), true))) {
            return Optional.empty();
        }
        if (hyphen >= 0 || (numbers[0].equals("0") && numbers[1].equals("0"))) {
            return Optional.of(new SemanticVersion(release));
        }
        return Optional.of(new SemanticVersion(numbers[0].equals("0") ? "0." + numbers[1] : numbers[0]));
    }

    private static boolean allNumbers(String[] numbers) {
        for (String each : numbers) {
            if (!isNumber(each) || !fits(each)) {
                return false;
            }
        }
        return true;
    }

    private static boolean identifiers(String text, boolean preRelease) {
        for (String each : text.split("\\.", -1)) {
            boolean digits = !each.isEmpty() && each.chars().allMatch(SemanticVersion::isDigit);
            if (each.isEmpty()
                    || !each.chars().allMatch(SemanticVersion::isIdentifierPart)
                    || (preRelease && digits && !isNumber(each))) {
                return false;
            }
        }
        return true;
    }

    /** Whether it is a number without superfluous zeros. */
    private static boolean isNumber(String text) {
        return !text.isEmpty()
                && text.chars().allMatch(SemanticVersion::isDigit)
                && (text.equals("0") || text.charAt(0) != '0');
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isIdentifierPart(int c) {
        return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
    }

    private static boolean fits(String number) {
        try {
            Long.parseUnsignedLong(number);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
