package dev.wasmmaven.runtime.wasi02;

import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.host.HostClocks;
import dev.wasmmaven.runtime.wasi.Declaration;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code wasi:clocks/monotonic-clock}, {@code wall-clock} and {@code timezone}. */
final class ClockFunctions {

    static final Declaration MONOTONIC =
            Declaration.of("wasi:clocks/monotonic-clock", List.of(Resources.POLLABLE), """
            type instant = u64
            type duration = u64
            now: func() -> instant
            resolution: func() -> duration
            subscribe-instant: func(when: instant) -> pollable
            subscribe-duration: func(when: duration) -> pollable
            """);

    static final Declaration WALL = Declaration.of("wasi:clocks/wall-clock", List.of(), """
            record datetime { seconds: u64, nanoseconds: u32 }
            now: func() -> datetime
            resolution: func() -> datetime
            """);

    static final Declaration TIMEZONE =
            Declaration.of("wasi:clocks/timezone", List.of(), Map.of("datetime", WALL.type("datetime")), """
            record timezone-display { utc-offset: s32, name: string, in-daylight-saving-time: bool }
            display: func(when: datetime) -> timezone-display
            utc-offset: func(when: datetime) -> s32
            """);

    private ClockFunctions() {}

    static Implementation monotonic(HostClocks clocks) {
        return new Implementation(MONOTONIC)
                .func("now", call -> new Val.U64(clocks.monotonic()))
                .func("resolution", call -> new Val.U64(clocks.monotonicResolution()))
                .func("subscribe-instant", call -> {
                    long now = clocks.monotonic();
                    long when = call.u64(0);
                    long wait = Long.compareUnsigned(when, now) > 0 ? when - now : 0;
                    return call.own(Resources.POLLABLE, Timer.after(wait));
                })
                .func("subscribe-duration", call -> call.own(Resources.POLLABLE, Timer.after(call.u64(0))));
    }

    static Implementation wall(HostClocks clocks) {
        return new Implementation(WALL)
                .func("now", call -> Datetimes.ofNanos(clocks.realtime()))
                .func("resolution", call -> Datetimes.ofNanos(clocks.realtimeResolution()));
    }

    /** Offers the timezone, which is an unstable feature of WASI 0.2. */
    static Implementation timezone(ZoneId zone) {
        return new Implementation(TIMEZONE)
                .func("display", call -> display(zone, call.record(0)))
                .func("utc-offset", call -> new Val.S32(offset(zone, call.record(0))));
    }

    private static Val display(ZoneId zone, Val.RecordOf when) {
        boolean daylight;
        String name;
        try {
            Instant instant = Datetimes.instant(when);
            daylight = zone.getRules().isDaylightSavings(instant);
            name = java.time.format.DateTimeFormatter.ofPattern("zzz", Locale.ROOT)
                    .format(instant.atZone(zone));
        } catch (DateTimeException e) {
            // Past what Java's calendar knows there are no rules.
            daylight = false;
            name = zone.getDisplayName(TextStyle.SHORT, Locale.ROOT);
        }
        return new Val.RecordOf(
                List.of("utc-offset", "name", "in-daylight-saving-time"),
                List.of(new Val.S32(offset(zone, when)), new Val.Str(name), new Val.Bool(daylight)));
    }

    private static int offset(ZoneId zone, Val.RecordOf when) {
        try {
            return zone.getRules().getOffset(Datetimes.instant(when)).getTotalSeconds();
        } catch (DateTimeException e) {
            return 0;
        }
    }
}
