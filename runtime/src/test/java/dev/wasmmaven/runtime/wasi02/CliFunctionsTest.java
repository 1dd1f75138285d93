package dev.wasmmaven.runtime.wasi02;

import static dev.wasmmaven.runtime.wasi02.Guest02.u64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.error.TrapException;
import dev.wasmmaven.runtime.host.GuestExit;
import dev.wasmmaven.runtime.host.HostEnvironment;
import dev.wasmmaven.runtime.host.HostLimits;
import dev.wasmmaven.runtime.host.LimitExceededException;
import dev.wasmmaven.runtime.wasi.Values;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CliFunctionsTest {

    private static Val strings(String... values) {
        return Values.list(List.of(values).stream().map(Val.Str::new).toList());
    }

    @Test
    @DisplayName("the guest sees the arguments and the environment in their order, and no directory to be in")
    void environment() {
        try (Guest02 guest = Guest02.of(HostEnvironment.builder()
                .args(List.of("program", "", "\u00e4"))
                .env("B", "2")
                .env("A", ""))) {
            String environment = "wasi:cli/environment";
            assertThat(guest.call(environment, "get-arguments")).isEqualTo(strings("program", "", "\u00e4"));
            assertThat(guest.call(environment, "get-environment"))
                    .isEqualTo(Values.list(List.of(
                            Values.tuple(new Val.Str("B"), new Val.Str("2")),
                            Values.tuple(new Val.Str("A"), new Val.Str("")))));
            assertThat(guest.call(environment, "initial-cwd")).isEqualTo(Values.NONE);
        }
        try (Guest02 guest = Guest02.of(HostEnvironment.builder().initialCwd("/data"))) {
            assertThat(guest.call("wasi:cli/environment", "initial-cwd")).isEqualTo(Values.some(new Val.Str("/data")));
        }
    }

    private static void exits(Guest02 guest, String function, Val status, int code) {
        assertThatThrownBy(() -> guest.call("wasi:cli/exit", function, status))
                .isInstanceOfSatisfying(
                        GuestExit.class, exit -> assertThat(exit.code()).isEqualTo(code));
    }

    @Test
    @DisplayName("exit is 0 or 1, exit-with-code any byte")
    void exit() {
        try (Guest02 guest = Guest02.of(HostEnvironment.builder())) {
            exits(guest, "exit", Values.OK, 0);
            exits(guest, "exit", new Val.ResultOf(false, Optional.empty()), 1);
            exits(guest, "exit-with-code", new Val.U8(255), 255);
        }
    }

    @Test
    @DisplayName("a terminal is told only of a stream that is one")
    void terminals() {
        try (Guest02 guest = Guest02.of(HostEnvironment.builder().terminals(true, false, true))) {
            assertThat(((Val.OptionOf) guest.call("wasi:cli/terminal-stdin", "get-terminal-stdin")).value())
                    .isPresent();
            assertThat(guest.call("wasi:cli/terminal-stdout", "get-terminal-stdout"))
                    .isEqualTo(Values.NONE);
            assertThat(((Val.OptionOf) guest.call("wasi:cli/terminal-stderr", "get-terminal-stderr")).value())
                    .isPresent();
        }
    }

    @Test
    @DisplayName("random bytes are those of the run; more than 64 MiB at once is a trap")
    void random() {
        byte[] next = {0};
        HostEnvironment.Builder counting = HostEnvironment.builder().random((destination, offset, length) -> {
            for (int i = 0; i < length; i++) {
                destination[offset + i] = next[0]++;
            }
        });
        try (Guest02 guest = Guest02.of(counting)) {
            assertThat(guest.call("wasi:random/random", "get-random-bytes", u64(3)))
                    .isEqualTo(new Val.Bytes(new byte[] {0, 1, 2}));
            assertThat(guest.call("wasi:random/random", "get-random-bytes", u64(0)))
                    .isEqualTo(new Val.Bytes(new byte[0]));
            assertThat(guest.call("wasi:random/random", "get-random-u64")).isEqualTo(u64(0x030405060708090aL));
            assertThat(guest.call("wasi:random/insecure", "get-insecure-random-bytes", u64(1)))
                    .isEqualTo(new Val.Bytes(new byte[] {11}));
            assertThat(guest.call("wasi:random/insecure", "get-insecure-random-u64"))
                    .isEqualTo(u64(0x0c0d0e0f10111213L));
            assertThat(guest.call("wasi:random/insecure-seed", "insecure-seed"))
                    .isEqualTo(Values.tuple(u64(0x1415161718191a1bL), u64(0x1c1d1e1f20212223L)));
            for (long length : new long[] {(64 << 20) + 1, -1}) {
                assertThatThrownBy(() -> guest.call("wasi:random/random", "get-random-bytes", u64(length)))
                        .isInstanceOf(TrapException.class)
                        .hasMessageContaining("exceeds limit");
            }
        }
    }

    @Test
    @DisplayName("the limit on output counts both streams")
    void outputLimit() {
        HostLimits limits = new HostLimits(5, Long.MAX_VALUE, 100);
        try (Guest02 guest = Guest02.of(HostEnvironment.builder().limits(limits))) {
            Val out = guest.call("wasi:cli/stdout", "get-stdout");
            Val err = guest.call("wasi:cli/stderr", "get-stderr");
            guest.ok(Guest02.STREAMS, "[method]output-stream.write", out, Guest02.bytes("abc"));
            assertThatThrownBy(
                            () -> guest.call(Guest02.STREAMS, "[method]output-stream.write", err, Guest02.bytes("abc")))
                    .isInstanceOf(LimitExceededException.class);
        }
    }
}
