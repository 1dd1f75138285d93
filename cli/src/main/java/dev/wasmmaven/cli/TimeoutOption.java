package dev.wasmmaven.cli;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The value of {@code --timeout}: a number, and {@code ms}, {@code s}, {@code m} or {@code h}; seconds without. */
final class TimeoutOption {

    private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ms|s|m|h)?");

    private TimeoutOption() {}

    /**
     * @throws IllegalArgumentException it is not of that form, or zero
     */
    static Duration parse(String value) {
        Matcher matcher = FORM.matcher(value);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + value + "' is not a time such as 500ms, 10s, 2m or 1h");
        }
        String unit = matcher.group(2) == null ? "s" : matcher.group(2);
        long nanos = switch (unit) {
            case "ms" -> 1_000_000L;
            case "m" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            default -> 1_000_000_000L;
        };
        BigDecimal total = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(nanos));
        Duration duration = Duration.ofSeconds(
                total.divideToIntegralValue(BigDecimal.valueOf(1_000_000_000L)).longValueExact(),
                total.remainder(BigDecimal.valueOf(1_000_000_000L)).longValue());
        if (duration.isZero()) {
            throw new IllegalArgumentException("a timeout must be longer than 0");
        }
        return duration;
    }
}
