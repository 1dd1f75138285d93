package dev.wasmmaven.runtime.wasi01;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.runtime.error.TrapException;
import dev.wasmmaven.runtime.error.TrapKind;
import dev.wasmmaven.runtime.host.HostEnvironment;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code poll_oneoff}: timers, descriptors, both, and being stopped meanwhile. Standard input is a pipe. */
@Timeout(60)
class PollFunctionsTest {

    private static final int SUBS = 0x1000;
    private static final int EVENTS = 0x2000;
    private static final int OUT = FakeGuest.OUT;
    private static final long MILLI = 1_000_000;
    private static final long HOUR = 3_600_000 * MILLI;

    @TempDir
    Path root;

    private PipedOutputStream other;
    private FakeGuest guest;

    @BeforeEach
    void open() throws Exception {
        other = new PipedOutputStream();
        guest = new FakeGuest(HostEnvironment.builder()
                .stdin(new PipedInputStream(other))
                .preopen(root, "/", false)
                .build());
    }

    @AfterEach
    void close() throws Exception {
        guest.close();
        other.close();
    }

    private void clock(int index, int clock, long timeout, int flags) {
        int at = SUBS + index * 48;
        guest.memory.i64(at, 100 + index);
        guest.memory.i8(at + 8, (byte) 0);
        guest.memory.i32(at + 16, clock);
        guest.memory.i64(at + 24, timeout);
        guest.memory.i64(at + 32, 0);
        guest.memory.i16(at + 40, (short) flags);
    }

    private void fd(int index, int type, int fd) {
        int at = SUBS + index * 48;
        guest.memory.i64(at, 100 + index);
        guest.memory.i8(at + 8, (byte) type);
        guest.memory.i32(at + 16, fd);
    }

    private int poll(int count) {
        return guest.call("poll_oneoff", SUBS, EVENTS, count, OUT);
    }

    private long time(int clock) {
        guest.call("clock_time_get", clock, 0L, 0);
        return guest.memory.i64(0);
    }

    private void event(int index, long userdata, int type) {
        int at = EVENTS + index * 32;
        assertThat(guest.memory.i64(at)).isEqualTo(userdata);
        assertThat(guest.memory.i16(at + 8)).isZero();
        assertThat(guest.memory.i8(at + 10)).isEqualTo((byte) type);
    }

    @Test
    @DisplayName("a timer waits at least its time, on both clocks, relative and absolute")
    void timers() {
        for (int clock : new int[] {0, 1}) {
            for (int flags : new int[] {0, 1}) {
                long before = time(clock);
                clock(0, clock, 5 * MILLI + (flags == 1 ? before : 0), flags);
                assertThat(poll(1)).isZero();
                assertThat(guest.memory.i32(OUT)).isEqualTo(1);
                event(0, 100, 0);
                if (clock == 1) {
                    assertThat(time(clock) - before).isGreaterThanOrEqualTo(5 * MILLI);
                }
            }
        }
        clock(0, 1, 0, 1);
        assertThat(poll(1)).isZero();
    }

    @Test
    @DisplayName("the first of several timers ends the wait, and only it is told")
    void severalTimers() {
        clock(0, 1, HOUR, 0);
        clock(1, 1, MILLI, 0);
        clock(2, 1, -1L, 0);
        assertThat(poll(3)).isZero();
        assertThat(guest.memory.i32(OUT)).isEqualTo(1);
        event(0, 101, 0);
    }

    @Test
    @DisplayName("output and files are ready at once, before any timer")
    void ready() {
        int fd = guest.open(3, "f", Flags.OFLAG_CREAT, Rights.FD_READ | Rights.FD_WRITE, 0);
        guest.call("fd_write", fd, guest.vectors(guest.text("abc"), 3), 1, OUT);
        guest.call("fd_seek", fd, 1L, 0, OUT);
        clock(0, 1, HOUR, 0);
        fd(1, 2, 1);
        fd(2, 2, 2);
        fd(3, 1, fd);
        fd(4, 2, fd);
        assertThat(poll(5)).isZero();
        assertThat(guest.memory.i32(OUT)).isEqualTo(4);
        event(0, 101, 2);
        event(1, 102, 2);
        event(2, 103, 1);
        assertThat(guest.memory.i64(EVENTS + 2 * 32 + 16)).isEqualTo(2);
        event(3, 104, 2);
        guest.call("fd_seek", fd, 0L, 2, OUT);
        fd(0, 1, fd);
        assertThat(poll(1)).isZero();
        assertThat(guest.memory.i16(EVENTS + 24)).isEqualTo((short) 1);
    }

    @Test
    @DisplayName("input wakes the wait when it arrives, and says how much it is; its end is a hangup")
    void input() throws Exception {
        clock(0, 1, 2 * MILLI, 0);
        fd(1, 1, 0);
        assertThat(poll(2)).isZero();
        event(0, 100, 0);
        assertThat(guest.memory.i32(OUT)).isEqualTo(1);
        clock(0, 1, HOUR, 0);
        Thread writer = new Thread(() -> {
            try {
                Thread.sleep(20);
                other.write("hello".getBytes());
                other.flush();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        writer.start();
        assertThat(poll(2)).isZero();
        assertThat(guest.memory.i32(OUT)).isEqualTo(1);
        event(0, 101, 1);
        assertThat(guest.memory.i64(EVENTS + 16)).isEqualTo(5);
        writer.join();
        int at = guest.bytes(new byte[8]);
        guest.call("fd_read", 0, guest.vectors(at, 8), 1, OUT);
        assertThat(guest.string(at, 5)).isEqualTo("hello");
        other.close();
        assertThat(poll(2)).isZero();
        event(0, 101, 1);
        assertThat(guest.memory.i64(EVENTS + 16)).isZero();
        assertThat(guest.memory.i16(EVENTS + 24)).isEqualTo((short) 1);
    }

    @Test
    @DisplayName("nothing to wait for, unknown clocks, events and flags are invalid, wrong descriptors bad")
    void errors() {
        assertThat(poll(0)).isEqualTo(Errnos.INVAL);
        for (int clock : new int[] {2, 3, 4, -1}) {
            clock(0, clock, 0, 0);
            assertThat(poll(1)).isEqualTo(Errnos.INVAL);
        }
        clock(0, 1, 0, 2);
        assertThat(poll(1)).isEqualTo(Errnos.INVAL);
        fd(0, 3, 1);
        assertThat(poll(1)).isEqualTo(Errnos.INVAL);
        int[][] bad = {{1, 1}, {1, 3}, {1, 50}, {2, 0}, {2, 3}, {2, -1}};
        for (int[] each : bad) {
            fd(0, each[0], each[1]);
            assertThat(poll(1)).isEqualTo(Errnos.BADF);
        }
        assertThatThrownBy(() -> poll(-1)).isInstanceOf(TrapException.class);
        assertThatThrownBy(() -> guest.call("poll_oneoff", SUBS, ByteMemory.SIZE - 31, 1, OUT))
                .isInstanceOf(TrapException.class);
    }

    private static void isInterrupted(Runnable act) {
        assertThatThrownBy(act::run)
                .isInstanceOfSatisfying(
                        TrapException.class, e -> assertThat(e.kind()).isEqualTo(TrapKind.INTERRUPTED));
    }

    private void stopSoon() {
        new Thread(() -> {
                    try {
                        Thread.sleep(20);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    guest.wasi.stop();
                })
                .start();
    }

    @Test
    @DisplayName("a guest that sleeps is stopped, and does not sleep again")
    void stopSleep() {
        clock(0, 1, HOUR, 0);
        stopSoon();
        isInterrupted(() -> poll(1));
        isInterrupted(() -> poll(1));
        isInterrupted(() -> guest.call("sched_yield"));
    }

    @Test
    @DisplayName("a guest that waits for input is stopped")
    void stopRead() {
        int vectors = guest.vectors(guest.bytes(new byte[8]), 8);
        stopSoon();
        isInterrupted(() -> guest.call("fd_read", 0, vectors, 1, OUT));
    }

    @Test
    @DisplayName("an interrupt of the guest's thread stops it as well")
    void interrupt() {
        clock(0, 1, HOUR, 0);
        Thread.currentThread().interrupt();
        isInterrupted(() -> poll(1));
        assertThat(Thread.interrupted()).isTrue();
    }
}
