package dev.wasmmaven.plugin.config;

import dev.wasmmaven.plugin.diagnosis.GoalException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code project.build.outputTimestamp} (Maven, "Configuring for Reproducible Builds"). */
public final class OutputTimestamp {

    private OutputTimestamp() {}

    /**
     * The time; empty for none, which Maven's plugins also take from a single character.
     *
     * @param text ISO 8601 with an offset, or seconds since 1970
     * @throws GoalException it is neither
     */
    public static Optional<Instant> parse(@Nullable String text) {
        if (text == null || text.strip().length() < 2) {
            return Optional.empty();
        }
        String value = text.strip();
        try {
            return Optional.of(
                    value.matches("\\d+")
                            ? Instant.ofEpochSecond(Long.parseLong(value))
                            : OffsetDateTime.parse(value).toInstant());
        } catch (DateTimeException | NumberFormatException e) {
            throw GoalException.configuration(
                    "the property project.build.outputTimestamp is no time: '" + value + "'",
                    "write it as 2026-01-31T00:00:00Z, or as seconds since 1970");
        }
    }
}
