package dev.wasmmaven.runtime.wasi01;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.runtime.engine.CoreFuncType;
import dev.wasmmaven.runtime.engine.CoreValType;
import dev.wasmmaven.runtime.error.PreopenException;
import dev.wasmmaven.runtime.error.TrapException;
import dev.wasmmaven.runtime.error.TrapKind;
import dev.wasmmaven.runtime.error.UnlinkableException;
import dev.wasmmaven.runtime.host.GuestExit;
import dev.wasmmaven.runtime.host.HostClocks;
import dev.wasmmaven.runtime.host.HostEnvironment;
import dev.wasmmaven.runtime.host.HostErr;
import dev.wasmmaven.runtime.host.HostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Linking, arguments, environment, clocks, random bytes, process and sockets. */
class EnvironmentFunctionsTest {

    /** Clocks that stand still. */
    private static final class FixedClocks implements HostClocks {
        @Override
        public long realtime() {
            return 1_700_000_000_123_456_789L;
        }

        @Override
        public long realtimeResolution() {
            return 1000;
        }

        @Override
        public long monotonic() {
            return 42;
        }

        @Override
        public long monotonicResolution() {
            return 7;
        }

        @Override
        public long threadCpuTime() throws HostException {
            throw new HostException(HostErr.NOTSUP);
        }
    }

    private static FakeGuest guest() {
        return new FakeGuest(HostEnvironment.builder()
                .args(List.of("prog", "", "\u00e4"))
                .env("A", "1")
                .env("EMPTY", "")
                .clocks(new FixedClocks())
                .random((bytes, offset, length) -> Arrays.fill(bytes, offset, offset + length, (byte) 0x5a))
                .build());
    }

    @Test
    @DisplayName("there are 46 functions, and each returns an errno but proc_exit")
    void all() {
        Functions functions = new Functions(
                HostEnvironment.builder().build(), new Descriptors(16), new dev.wasmmaven.runtime.host.StopSignal());
        assertThat(functions.byName()).hasSize(46);
        functions
                .byName()
                .forEach((name, entry) -> assertThat(entry.type().results())
                        .as(name)
                        .isEqualTo(name.equals("proc_exit") ? List.of() : List.of(CoreValType.I32)));
    }

    @Test
    @DisplayName("an import of another module or of no function is not ours, one of another type is an error")
    void linking() {
        try (FakeGuest guest = guest()) {
            CoreFuncType none = new CoreFuncType(List.of(), List.of(CoreValType.I32));
            assertThat(guest.resolve("env", "sched_yield", none)).isEmpty();
            assertThat(guest.resolve(Wasi01.MODULE, "no_such", none)).isEmpty();
            assertThat(guest.resolve(Wasi01.MODULE, "sched_yield", none)).isPresent();
            assertThatThrownBy(() -> guest.resolve(Wasi01.MODULE, "fd_close", none))
                    .isInstanceOf(UnlinkableException.class)
                    .hasMessageContaining("fd_close");
        }
    }

    @Test
    @DisplayName("a directory that cannot be given is told when the guest is made")
    void badPreopen(@TempDir Path root) throws Exception {
        Path file = Files.createFile(root.resolve("file"));
        for (Path each : List.of(root.resolve("none"), file)) {
            HostEnvironment environment = HostEnvironment.builder()
                    .preopen(root, "/", false)
                    .preopen(each, "x", false)
                    .build();
            assertThatThrownBy(() -> new Wasi01(environment))
                    .isInstanceOf(PreopenException.class)
                    .hasMessageContaining(each.toString());
        }
    }

    @Test
    @DisplayName("arguments are NUL-terminated UTF-8, one after the other")
    void args() {
        try (FakeGuest guest = guest()) {
            assertThat(guest.call("args_sizes_get", 0, 4)).isZero();
            assertThat(guest.memory.i32(0)).isEqualTo(3);
            assertThat(guest.memory.i32(4)).isEqualTo(9);
            assertThat(guest.call("args_get", 16, 64)).isZero();
            assertThat(guest.string(64, 9)).isEqualTo("prog\0\0\u00e4\0");
            assertThat(List.of(guest.memory.i32(16), guest.memory.i32(20), guest.memory.i32(24)))
                    .containsExactly(64, 69, 70);
            assertThat(guest.memory.i32(28)).isZero();
        }
    }

    @Test
    @DisplayName("the environment is NAME=value, and may be empty")
    void environ() {
        try (FakeGuest guest = guest();
                FakeGuest bare = new FakeGuest(HostEnvironment.builder().build())) {
            guest.call("environ_sizes_get", 0, 4);
            assertThat(guest.memory.i32(0)).isEqualTo(2);
            assertThat(guest.memory.i32(4)).isEqualTo(11);
            guest.call("environ_get", 16, 64);
            assertThat(guest.string(64, 11)).isEqualTo("A=1\0EMPTY=\0");
            assertThat(guest.memory.i32(20)).isEqualTo(68);
            bare.memory.i32(0, -1);
            assertThat(bare.call("environ_sizes_get", 0, 4)).isZero();
            assertThat(bare.memory.i32(0)).isZero();
            assertThat(bare.call("environ_get", 0, 0)).isZero();
        }
    }

    @Test
    @DisplayName("what no guest can be told is refused when the environment is made")
    void badEnvironment() {
        HostEnvironment.Builder builder = HostEnvironment.builder();
        assertThatThrownBy(() -> builder.args(List.of("a\0b"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.env("A=B", "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.env("", "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.env("A", "\0")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.preopen(Path.of("."), "\0", false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("clocks: four are known, any other is invalid")
    void clocks() {
        try (FakeGuest guest = guest()) {
            assertThat(guest.call("clock_time_get", 0, 0L, 8)).isZero();
            assertThat(guest.memory.i64(8)).isEqualTo(1_700_000_000_123_456_789L);
            assertThat(guest.call("clock_time_get", 1, 1L, 8)).isZero();
            assertThat(guest.memory.i64(8)).isEqualTo(42);
            assertThat(guest.call("clock_time_get", 2, 0L, 8)).isEqualTo(Errnos.NOTSUP);
            assertThat(guest.call("clock_time_get", 3, 0L, 8)).isEqualTo(Errnos.NOTSUP);
            assertThat(guest.call("clock_res_get", 0, 8)).isZero();
            assertThat(guest.memory.i64(8)).isEqualTo(1000);
            assertThat(guest.call("clock_res_get", 1, 8)).isZero();
            assertThat(guest.memory.i64(8)).isEqualTo(7);
            assertThat(guest.call("clock_res_get", 3, 8)).isZero();
            for (int bad : new int[] {4, 17, -1}) {
                assertThat(guest.call("clock_time_get", bad, 0L, 8)).isEqualTo(Errnos.INVAL);
                assertThat(guest.call("clock_res_get", bad, 8)).isEqualTo(Errnos.INVAL);
            }
        }
    }

    @Test
    @DisplayName("the host's clocks run, and CPU time counts this thread")
    void systemClocks() throws HostException {
        HostClocks clocks = HostClocks.system();
        long monotonic = clocks.monotonic();
        assertThat(monotonic).isPositive();
        assertThat(clocks.monotonic()).isGreaterThanOrEqualTo(monotonic);
        assertThat(clocks.realtime()).isGreaterThan(1_700_000_000_000_000_000L);
        assertThat(clocks.threadCpuTime()).isPositive();
    }

    @Test
    @DisplayName("random bytes fill the buffer and nothing beside it, however large")
    void random() {
        try (FakeGuest guest = guest();
                FakeGuest real = new FakeGuest(HostEnvironment.builder().build())) {
            assertThat(guest.call("random_get", 1, ByteMemory.SIZE - 2)).isZero();
            assertThat(guest.memory.bytes[0]).isZero();
            assertThat(guest.memory.bytes[1]).isEqualTo((byte) 0x5a);
            assertThat(guest.memory.bytes[ByteMemory.SIZE - 2]).isEqualTo((byte) 0x5a);
            assertThat(guest.memory.bytes[ByteMemory.SIZE - 1]).isZero();
            assertThat(guest.call("random_get", 0, 0)).isZero();
            traps(() -> guest.call("random_get", 1, ByteMemory.SIZE));
            traps(() -> guest.call("random_get", 0, -1));
            assertThat(real.call("random_get", 0, 64)).isZero();
            assertThat(Arrays.copyOf(real.memory.bytes, 64)).isNotEqualTo(new byte[64]);
        }
    }

    private static void traps(Runnable act) {
        assertThatThrownBy(act::run)
                .isInstanceOfSatisfying(
                        TrapException.class, e -> assertThat(e.kind()).isEqualTo(TrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS));
    }

    @Test
    @DisplayName("a result that would lie outside the memory is a trap")
    void outOfBounds() {
        try (FakeGuest guest = guest()) {
            traps(() -> guest.call("clock_time_get", 0, 0L, ByteMemory.SIZE - 7));
            traps(() -> guest.call("clock_time_get", 0, 0L, -8));
            traps(() -> guest.call("args_sizes_get", 0, -1));
            traps(() -> guest.call("args_get", 0, ByteMemory.SIZE - 1));
            traps(() -> guest.call("environ_get", ByteMemory.SIZE, 0));
        }
    }

    @Test
    @DisplayName("a guest exits with its code, and cannot raise signals")
    void process() {
        try (FakeGuest guest = guest()) {
            for (int code : new int[] {0, 1, 255, 300, -1}) {
                assertThatThrownBy(() -> guest.call("proc_exit", code))
                        .isInstanceOfSatisfying(
                                GuestExit.class, e -> assertThat(e.code()).isEqualTo(code));
            }
            assertThat(guest.call("proc_raise", 6)).isEqualTo(Errnos.NOTSUP);
            assertThat(guest.call("proc_raise", 31)).isEqualTo(Errnos.INVAL);
            assertThat(guest.call("proc_raise", -1)).isEqualTo(Errnos.INVAL);
            assertThat(guest.call("sched_yield")).isZero();
        }
    }

    @Test
    @DisplayName("no descriptor is a socket")
    void sockets() {
        try (FakeGuest guest = guest()) {
            for (int fd : new int[] {0, 1, 2}) {
                assertThat(guest.call("sock_accept", fd, 0, 0)).isEqualTo(Errnos.NOTSOCK);
                assertThat(guest.call("sock_recv", fd, 0, 0, 0, 0, 0)).isEqualTo(Errnos.NOTSOCK);
                assertThat(guest.call("sock_send", fd, 0, 0, 0, 0)).isEqualTo(Errnos.NOTSOCK);
                assertThat(guest.call("sock_shutdown", fd, 1)).isEqualTo(Errnos.NOTSOCK);
            }
            assertThat(guest.call("sock_accept", 3, 0, 0)).isEqualTo(Errnos.BADF);
            assertThat(guest.call("sock_shutdown", -1, 1)).isEqualTo(Errnos.BADF);
        }
    }
}
