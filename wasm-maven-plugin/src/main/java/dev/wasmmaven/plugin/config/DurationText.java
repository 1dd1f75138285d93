package dev.wasmmaven.plugin.config;

import dev.wasmmaven.plugin.diagnosis.GoalException;
import dev.wasmmaven.support.text.Durations;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A duration as users write it; the forms are those of {@link Durations}. */
public final class DurationText {

    private DurationText() {}

    /**
     * Reads a duration.
     *
     * @param parameter the parameter's name, for messages
     * @param property its property, for messages
     * @return the duration; empty if the text is absent, blank or {@code 0}, each of which means none
     * @throws GoalException if the text is no duration
     */
    public static Optional<Duration> parse(@Nullable String text, String parameter, String property) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        try {
            Duration duration = Durations.parse(text);
            return duration.isZero() ? Optional.empty() : Optional.of(duration);
        } catch (IllegalArgumentException e) {
            throw GoalException.configuration(
                    "<" + parameter + "> is no duration: " + text,
                    "write a number with a unit, for example -D" + property
                            + "=30s (units: ms, s, m, h), or 0 for none");
        }
    }
}
