package dev.wasmmaven.runtime.wasi02;

import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.wasi.Values;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code datetime} of {@code wasi:clocks/wall-clock}: unsigned seconds since 1970 and nanoseconds. */
final class Datetimes {

    private static final long NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final List<String> FIELDS = List.of("seconds", "nanoseconds");

    private Datetimes() {}

    /** Of nanoseconds since 1970, not negative. */
    static Val.RecordOf ofNanos(long nanos) {
        return of(nanos / NANOS, (int) (nanos % NANOS));
    }

    /** An {@code option<datetime>}: none before 1970, which a datetime cannot tell. */
    static Val optional(Instant time) {
        return time.isBefore(Instant.EPOCH) ? Values.NONE : Values.some(of(time.getEpochSecond(), time.getNano()));
    }

    private static Val.RecordOf of(long seconds, int nanos) {
        return new Val.RecordOf(FIELDS, List.of(new Val.U64(seconds), new Val.U32(nanos)));
    }

    /**
     * As an instant; nanoseconds beyond a second are carried.
     *
     * @throws DateTimeException later than Java's calendar goes, in the year 1,000,000,000
     */
    static Instant instant(Val.RecordOf datetime) {
        long seconds = ((Val.U64) datetime.values().get(0)).bits();
        long nanos = ((Val.U32) datetime.values().get(1)).value();
        if (seconds < 0) {
            throw new DateTimeException("seconds " + Long.toUnsignedString(seconds));
        }
        return Instant.ofEpochSecond(seconds, nanos);
    }
}
