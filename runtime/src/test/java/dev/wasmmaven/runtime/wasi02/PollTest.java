package dev.wasmmaven.runtime.wasi02;

import static dev.wasmmaven.runtime.wasi02.Guest02.u64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.error.TrapException;
import dev.wasmmaven.runtime.host.HostClocks;
import dev.wasmmaven.runtime.host.HostEnvironment;
import dev.wasmmaven.runtime.wasi.Values;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PollTest {

    private static final String POLL = "wasi:io/poll";
    private static final String CLOCK = "wasi:clocks/monotonic-clock";
    private static final long HOUR = 3_600_000_000_000L;

    private static Guest02 guest() {
        return Guest02.of(HostEnvironment.builder());
    }

    private static List<Val> poll(Guest02 guest, Val... pollables) {
        return ((Val.ListOf) guest.call(POLL, "poll", Values.list(List.of(pollables)))).elements();
    }

    @Test
    @DisplayName("all events that have happened are told by their places, also one that is named twice")
    void several() {
        try (Guest02 guest = guest()) {
            Val never = guest.call(CLOCK, "subscribe-duration", u64(-1));
            Val later = guest.call(CLOCK, "subscribe-duration", u64(HOUR));
            Val now = guest.call(CLOCK, "subscribe-duration", u64(0));
            Val past = guest.call(CLOCK, "subscribe-instant", u64(0));
            assertThat(poll(guest, never, now, later, past, now))
                    .containsExactly(new Val.U32(1), new Val.U32(3), new Val.U32(4));
        }
    }

    @Test
    @DisplayName("a timer wakes the guest when its time has come, not before")
    void timer() {
        try (Guest02 guest = guest()) {
            long before = System.nanoTime();
            Val soon = guest.call(CLOCK, "subscribe-duration", u64(20_000_000));
            Val later = guest.call(CLOCK, "subscribe-duration", u64(HOUR));
            assertThat(guest.call(POLL, "[method]pollable.ready", later)).isEqualTo(new Val.Bool(false));
            assertThat(poll(guest, later, soon)).containsExactly(new Val.U32(1));
            guest.call(POLL, "[method]pollable.block", soon);
            assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(20_000_000);
        }
    }

    @Test
    @DisplayName("to wait for nothing is a trap")
    void empty() {
        try (Guest02 guest = guest()) {
            assertThatThrownBy(() -> poll(guest))
                    .isInstanceOf(TrapException.class)
                    .hasMessageContaining("empty poll list");
        }
    }

    /** Clocks that stand still. */
    private record Still(long realtime, long monotonic) implements HostClocks {
        @Override
        public long realtimeResolution() {
            return 2_000_000_003L;
        }

        @Override
        public long monotonicResolution() {
            return 7;
        }

        @Override
        public long threadCpuTime() {
            return 0;
        }
    }

    private static Val datetime(long seconds, int nanoseconds) {
        return new Val.RecordOf(List.of("seconds", "nanoseconds"), List.of(u64(seconds), new Val.U32(nanoseconds)));
    }

    @Test
    @DisplayName("the clocks are those of the run, an instant is one of its monotonic clock")
    void clocks() {
        try (Guest02 guest =
                Guest02.of(HostEnvironment.builder().clocks(new Still(1_700_000_000_000_000_001L, HOUR)))) {
            assertThat(guest.call(CLOCK, "now")).isEqualTo(u64(HOUR));
            assertThat(guest.call(CLOCK, "resolution")).isEqualTo(u64(7));
            assertThat(guest.call("wasi:clocks/wall-clock", "now")).isEqualTo(datetime(1_700_000_000, 1));
            assertThat(guest.call("wasi:clocks/wall-clock", "resolution")).isEqualTo(datetime(2, 3));
            Val past = guest.call(CLOCK, "subscribe-instant", u64(HOUR));
            Val future = guest.call(CLOCK, "subscribe-instant", u64(2 * HOUR));
            Val farFuture = guest.call(CLOCK, "subscribe-instant", u64(-1));
            assertThat(poll(guest, future, farFuture, past)).containsExactly(new Val.U32(2));
        }
    }

    @Test
    @DisplayName("a time zone tells its offset, name and daylight saving time; without rules for a date, UTC's offset")
    void timezone() {
        try (Guest02 guest = Guest02.of(HostEnvironment.builder().timezone(ZoneId.of("Europe/Berlin")))) {
            String timezone = "wasi:clocks/timezone";
            Val summer = datetime(1_720_000_000, 0);
            Val.RecordOf display = (Val.RecordOf) guest.call(timezone, "display", summer);
            assertThat(display.field("utc-offset")).isEqualTo(new Val.S32(7200));
            assertThat(display.field("in-daylight-saving-time")).isEqualTo(new Val.Bool(true));
            assertThat(((Val.Str) display.field("name")).value()).isNotBlank();
            assertThat(guest.call(timezone, "utc-offset", datetime(1_700_000_000, 0)))
                    .isEqualTo(new Val.S32(3600));
            assertThat(guest.call(timezone, "utc-offset", datetime(-1, 0))).isEqualTo(new Val.S32(0));
            assertThat(guest.call(timezone, "display", datetime(-1, 0))).isInstanceOf(Val.RecordOf.class);
        }
    }
}
