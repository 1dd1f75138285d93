package dev.wasmmaven.runtime.wasi03;

import dev.wasmmaven.runtime.component.value.Val;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;

/** {@code instant} of {@code wasi:clocks/system-clock}: signed seconds since 1970, and nanoseconds after them. */
final class Instants {

    private static final List<String> FIELDS = List.of("seconds", "nanoseconds");

    private Instants() {}

    /** Of nanoseconds since 1970, negative before. */
    static Val.RecordOf ofNanos(long nanos) {
        return of(Instant.EPOCH.plusNanos(nanos));
    }

    static Val.RecordOf of(Instant time) {
        return new Val.RecordOf(FIELDS, List.of(new Val.S64(time.getEpochSecond()), new Val.U32(time.getNano())));
    }

    /**
     * As Java's; nanoseconds beyond a second are carried.
     *
     * @throws DateTimeException outside of Java's calendar, a thousand million years from now
     */
    static Instant instant(Val.RecordOf instant) {
        long seconds = ((Val.S64) instant.values().get(0)).value();
        long nanos = ((Val.U32) instant.values().get(1)).value();
        return Instant.ofEpochSecond(seconds, nanos);
    }
}
