package dev.wasmmaven.runtime.wasi03;

import dev.wasmmaven.runtime.component.link.AsyncHostFunction;
import dev.wasmmaven.runtime.component.link.HostCall;
import dev.wasmmaven.runtime.component.link.HostResult;
import dev.wasmmaven.runtime.component.type.ValType;
import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.host.HostClocks;
import dev.wasmmaven.runtime.wasi.Call;
import dev.wasmmaven.runtime.wasi.Declaration;
import dev.wasmmaven.runtime.wasi.Values;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** {@code wasi:clocks}: types, monotonic and system clock, time zone. */
final class ClockFunctions {

    static final Declaration TYPES = Declaration.of("wasi:clocks/types", List.of(), """
            type duration = u64
            """);

    static final Declaration MONOTONIC = Declaration.of("wasi:clocks/monotonic-clock", List.of(), duration(), """
            type mark = u64
            now: func() -> mark
            get-resolution: func() -> duration
            wait-until: async func(when: mark)
            wait-for: async func(how-long: duration)
            """);

    static final Declaration SYSTEM = Declaration.of("wasi:clocks/system-clock", List.of(), duration(), """
            record instant { seconds: s64, nanoseconds: u32 }
            now: func() -> instant
            get-resolution: func() -> duration
            """);

    static final Declaration TIMEZONE =
            Declaration.of("wasi:clocks/timezone", List.of(), Map.of("instant", SYSTEM.type("instant")), """
            iana-id: func() -> option<string>
            utc-offset: func(when: instant) -> option<s64>
            to-debug-string: func() -> string
            """);

    /** Longest wait, some 146 years, so that deadlines can be compared by their difference. */
    private static final long MAX_WAIT = Long.MAX_VALUE / 2;

    private ClockFunctions() {}

    private static Map<String, ValType> duration() {
        return Map.of("duration", TYPES.type("duration"));
    }

    static Implementation monotonic(HostClocks clocks) {
        return new Implementation(MONOTONIC)
                .func("now", call -> new Val.U64(clocks.monotonic()))
                .func("get-resolution", call -> new Val.U64(clocks.monotonicResolution()))
                .asyncFunc("wait-until", (host, args, result) -> {
                    long now = clocks.monotonic();
                    long when = new Call(host, args).u64(0);
                    return sleep(host, Long.compareUnsigned(when, now) > 0 ? when - now : 0, result);
                })
                .asyncFunc("wait-for", (host, args, result) -> sleep(host, new Call(host, args).u64(0), result));
    }

    /** @param nanos an unsigned number */
    private static Runnable sleep(HostCall host, long nanos, HostResult result) {
        if (nanos == 0) {
            result.complete(null);
            return AsyncHostFunction.NOT_CANCELLABLE;
        }
        long wait = Long.compareUnsigned(nanos, MAX_WAIT) > 0 ? MAX_WAIT : nanos;
        Runnable giveUp = host.store().operations().at(System.nanoTime() + wait, () -> result.complete(null));
        return () -> {
            giveUp.run();
            result.cancelled();
        };
    }

    static Implementation system(HostClocks clocks) {
        return new Implementation(SYSTEM)
                .func("now", call -> Instants.ofNanos(clocks.realtime()))
                .func("get-resolution", call -> new Val.U64(clocks.realtimeResolution()));
    }

    /**
     * The time zone, which is an unstable feature of WASI 0.3.
     *
     * @param zone empty if the guest may know none
     */
    static Implementation timezone(Optional<ZoneId> zone) {
        Val id = zone.filter(known -> !(known instanceof ZoneOffset))
                .map(known -> Values.some(new Val.Str(known.getId())))
                .orElse(Values.NONE);
        return new Implementation(TIMEZONE)
                .func("iana-id", call -> id)
                .func(
                        "utc-offset",
                        call -> zone.flatMap(known -> offset(known, call.record(0)))
                                .map(Values::some)
                                .orElse(Values.NONE))
                .func(
                        "to-debug-string",
                        call -> new Val.Str(zone.map(ZoneId::getId).orElse("UTC")));
    }

    /** In nanoseconds; none past what Java's calendar knows. */
    private static Optional<Val> offset(ZoneId zone, Val.RecordOf when) {
        try {
            int seconds = zone.getRules().getOffset(Instants.instant(when)).getTotalSeconds();
            return Optional.of(new Val.S64(TimeUnit.SECONDS.toNanos(seconds)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
