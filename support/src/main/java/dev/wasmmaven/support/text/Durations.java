package dev.wasmmaven.support.text;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as users write them: {@code 500ms}, {@code 30s} (or just {@code 30}), {@code 1.5m}, {@code 2h}, {@code 30d}, ISO 8601. */
public final class Durations {

    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)\\s*(ms|s|m|min|h|d|)");
    private static final BigDecimal SECOND = BigDecimal.valueOf(1_000_000_000L);

    private Durations() {}

    /**
     * Reads a duration, zero or longer.
     *
     * @throws IllegalArgumentException the text has another form, or is negative
     */
    public static Duration parse(String text) {
        String stripped = text.strip();
        Matcher matcher = NUMBER_AND_UNIT.matcher(stripped);
        if (matcher.matches()) {
            return of(new BigDecimal(matcher.group(1)), matcher.group(2));
        }
        try {
            Duration duration = Duration.parse(stripped);
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            throw refusal(text, e);
        }
        throw refusal(text, null);
    }

    private static IllegalArgumentException refusal(String text, @Nullable Throwable cause) {
        return new IllegalArgumentException("'" + text + "' is not a time such as 500ms, 10s, 2m, 1h or 30d", cause);
    }

    private static Duration of(BigDecimal number, String unit) {
        long nanos = switch (unit) {
            case "ms" -> 1_000_000L;
            case "m", "min" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            case "d" -> 86_400_000_000_000L;
            default -> 1_000_000_000L;
        };
        BigDecimal[] parts = number.multiply(BigDecimal.valueOf(nanos)).divideAndRemainder(SECOND);
        return Duration.ofSeconds(parts[0].longValueExact(), parts[1].longValue());
    }
}
