package dev.wasmmaven.runtime.host.fs;

import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What to do with one timestamp of a file, as in {@code utimensat(2)}.
 *
 * @param value the new time, or null to leave it as it is
 */
public record SetTime(@Nullable Instant value) {

    /** Leaves the timestamp as it is. */
    public static final SetTime OMIT = new SetTime(null);

    /** Sets it to this moment. */
    public static SetTime at(Instant instant) {
        return new SetTime(Objects.requireNonNull(instant, "instant"));
    }

    /** The new time; the old one is written back when it is left, since Java rounds it otherwise. */
    FileTime orElse(FileTime old) {
        Instant instant = value;
        return instant == null ? old : FileTime.from(instant);
    }
}
