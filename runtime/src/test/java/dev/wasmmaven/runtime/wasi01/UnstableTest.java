package dev.wasmmaven.runtime.wasi01;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wasmmaven.runtime.engine.CoreFuncType;
import dev.wasmmaven.runtime.engine.CoreValType;
import dev.wasmmaven.runtime.host.HostEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where {@code wasi_unstable} differs from WASI 0.1. */
@DisplayName("wasi_unstable")
class UnstableTest {

    private static final int OUT = FakeGuest.OUT;
    private static final int DIR = 3;

    @TempDir
    Path root;

    private FakeGuest guest;

    @BeforeEach
    void open() throws IOException {
        Files.writeString(root.resolve("f"), "content");
        Files.createLink(root.resolve("g"), root.resolve("f"));
        guest = new FakeGuest(
                HostEnvironment.builder().preopen(root, "/", false).build());
    }

    @AfterEach
    void close() {
        guest.close();
    }

    private int call(String name, Number... args) {
        return guest.callOf("wasi_unstable", name, args);
    }

    @Test
    @DisplayName("numbers whence from CUR, END to SET")
    void seek() {
        int fd = guest.open(DIR, "f", 0, Rights.FD_READ, 0);
        assertThat(call("fd_seek", fd, 3L, 2, OUT)).isZero();
        assertThat(guest.memory.i64(OUT)).isEqualTo(3);
        assertThat(call("fd_seek", fd, 1L, 0, OUT)).isZero();
        assertThat(guest.memory.i64(OUT)).isEqualTo(4);
        assertThat(call("fd_seek", fd, -1L, 1, OUT)).isZero();
        assertThat(guest.memory.i64(OUT)).isEqualTo(6);
        assertThat(call("fd_seek", fd, 0L, 3, OUT)).isEqualTo(Errnos.INVAL);
        assertThat(call("fd_seek", fd, 0L, -1, OUT)).isEqualTo(Errnos.INVAL);
    }

    @Test
    @DisplayName("has a filestat of 56 bytes, with the links at 20")
    void filestat() {
        int fd = guest.open(DIR, "f", 0, Rights.FD_READ, 0);
        guest.memory.i64(OUT + 56, -1);
        guest.call("fd_filestat_get", fd, 0x200);
        assertThat(call("fd_filestat_get", fd, OUT)).isZero();
        checkFilestat();
        guest.memory.fill(OUT, (byte) 0, 56);
        assertThat(call("path_filestat_get", DIR, 0, guest.text("g"), 1, OUT)).isZero();
        checkFilestat();
    }

    private void checkFilestat() {
        assertThat(guest.memory.i64(OUT)).isEqualTo(guest.memory.i64(0x200));
        assertThat(guest.memory.i64(OUT + 8)).isEqualTo(guest.memory.i64(0x208));
        assertThat(guest.memory.i8(OUT + 16)).isEqualTo((byte) 4);
        assertThat(guest.memory.i32(OUT + 20)).isEqualTo(2);
        assertThat(guest.memory.i64(OUT + 24)).isEqualTo(7);
        assertThat(guest.memory.i64(OUT + 40)).isEqualTo(guest.memory.i64(0x230));
        assertThat(guest.memory.i64(OUT + 56)).isEqualTo(-1);
    }

    @Test
    @DisplayName("has clock subscriptions of 56 bytes, with an identifier before the clock")
    void poll() {
        int at = 0x1000;
        for (int i = 0; i < 2; i++) {
            guest.memory.i64(at + 56 * i, 70 + i);
            guest.memory.i8(at + 56 * i + 8, (byte) 0);
            guest.memory.i64(at + 56 * i + 16, 99);
            guest.memory.i32(at + 56 * i + 24, 1);
            guest.memory.i64(at + 56 * i + 32, i == 0 ? Long.MAX_VALUE : 1_000);
            guest.memory.i64(at + 56 * i + 40, 0);
            guest.memory.i16(at + 56 * i + 48, (short) 0);
        }
        assertThat(call("poll_oneoff", at, 0x2000, 2, OUT)).isZero();
        assertThat(guest.memory.i32(OUT)).isEqualTo(1);
        assertThat(guest.memory.i64(0x2000)).isEqualTo(71);
    }

    @Test
    @DisplayName("has the other functions as they are, but not sock_accept")
    void others() {
        assertThat(call("fd_prestat_get", DIR, OUT)).isZero();
        List<CoreValType> params = List.of(CoreValType.I32, CoreValType.I32, CoreValType.I32);
        CoreFuncType type = new CoreFuncType(params, List.of(CoreValType.I32));
        assertThat(guest.resolve("wasi_unstable", "sock_accept", type)).isEmpty();
        assertThat(guest.resolve("wasi_older", "fd_close", type)).isEmpty();
    }
}
