package dev.wasmmaven.plugin.config;

import dev.wasmmaven.plugin.diagnosis.GoalException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A duration as users write it: {@code 500ms}, {@code 30s} (or just {@code 30}), {@code 5m}, {@code 2h}, ISO 8601. */
public final class DurationText {

    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|min|h|)");

    private DurationText() {}

    /**
     * Reads a duration.
     *
     * @param parameter the parameter's name, for messages
     * @param property its property, for messages
     * @return the duration; empty if the text is absent, blank or {@code 0}, each of which means no limit
     * @throws GoalException if the text is no duration
     */
    public static Optional<Duration> parse(@Nullable String text, String parameter, String property) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        Duration duration = read(text.strip());
        if (duration == null || duration.isNegative()) {
            throw GoalException.configuration(
                    "<" + parameter + "> is no duration: " + text,
                    "write a number with a unit, for example -D" + property
                            + "=30s (units: ms, s, m, h), or 0 for no limit");
        }
        return duration.isZero() ? Optional.empty() : Optional.of(duration);
    }

    private static @Nullable Duration read(String text) {
        Matcher matcher = NUMBER_AND_UNIT.matcher(text);
        if (matcher.matches()) {
            long number = Long.parseLong(matcher.group(1));
            return switch (matcher.group(2)) {
                case "ms" -> Duration.ofMillis(number);
                case "m", "min" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                default -> Duration.ofSeconds(number);
            };
        }
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
