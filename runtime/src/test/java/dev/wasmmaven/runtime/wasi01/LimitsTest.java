package dev.wasmmaven.runtime.wasi01;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.runtime.error.PreopenException;
import dev.wasmmaven.runtime.error.TrapException;
import dev.wasmmaven.runtime.host.HostEnvironment;
import dev.wasmmaven.runtime.host.HostLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a guest meets at the limits of its run. */
class LimitsTest {

    private static final int DIR = 3;
    private static final int OUT = FakeGuest.OUT;
    private static final long RW = Rights.FD_READ | Rights.FD_WRITE;

    @TempDir
    Path root;

    private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();

    private FakeGuest guest(HostLimits limits) {
        return new FakeGuest(HostEnvironment.builder()
                .preopen(root, "/", false)
                .stdout(stdout)
                .stderr(stdout)
                .limits(limits)
                .build());
    }

    private static int write(FakeGuest guest, int fd, int length) {
        return guest.call("fd_write", fd, guest.vectors(guest.bytes(new byte[length]), length), 1, OUT);
    }

    @Test
    @DisplayName("the disk quota counts what is written, skipped and made, over all files")
    void quota() throws IOException {
        try (FakeGuest guest = guest(new HostLimits(Long.MAX_VALUE, 3 * 4096 + 100, 8))) {
            int one = guest.open(DIR, "one", Flags.OFLAG_CREAT, RW, 0);
            int two = guest.open(DIR, "two", Flags.OFLAG_CREAT, RW, 0);
            assertThat(guest.call("path_create_directory", DIR, guest.text("d"), 1))
                    .isZero();
            assertThat(write(guest, one, 30)).isZero();
            assertThat(guest.call("fd_pwrite", two, guest.vectors(0, 1), 1, 49L, OUT))
                    .isZero();
            assertThat(write(guest, one, 21)).isEqualTo(Errnos.DQUOT);
            assertThat(write(guest, two, 10)).isZero();
            assertThat(guest.call("fd_filestat_set_size", one, 41L)).isEqualTo(Errnos.DQUOT);
            assertThat(guest.call("fd_allocate", one, 0L, 41L)).isEqualTo(Errnos.DQUOT);
            assertThat(guest.call("fd_allocate", one, 0L, 40L)).isZero();
            assertThat(guest.call("path_create_directory", DIR, guest.text("e"), 1))
                    .isEqualTo(Errnos.DQUOT);
            assertThat(guest.call("path_symlink", guest.text("one"), 3, DIR, guest.text("l"), 1))
                    .isEqualTo(Errnos.DQUOT);
            assertThat(guest.open(DIR, "three", Flags.OFLAG_CREAT, RW, 0)).isEqualTo(-Errnos.DQUOT);
            assertThat(guest.open(DIR, "one", Flags.OFLAG_CREAT, RW, 0)).isPositive();
        }
        assertThat(Files.size(root.resolve("one"))).isEqualTo(40);
        assertThat(root.resolve("three")).doesNotExist();
    }

    @Test
    @DisplayName("output beyond its limit ends the guest; what the limit allows is written")
    void output() {
        try (FakeGuest guest = guest(new HostLimits(10, Long.MAX_VALUE, 8))) {
            assertThat(write(guest, 1, 4)).isZero();
            assertThat(write(guest, 2, 4)).isZero();
            assertThatThrownBy(() -> write(guest, 1, 4))
                    .isInstanceOf(TrapException.class)
                    .hasMessageContaining("limit of 10 bytes");
            assertThatThrownBy(() -> write(guest, 1, 1)).isInstanceOf(TrapException.class);
        }
        assertThat(stdout.size()).isEqualTo(10);
    }

    @Test
    @DisplayName("no more descriptors are open at once than allowed, and nothing is made for one too many")
    void descriptors() {
        HostLimits limits = new HostLimits(Long.MAX_VALUE, Long.MAX_VALUE, 5);
        try (FakeGuest guest = guest(limits)) {
            int first = guest.open(DIR, "a", Flags.OFLAG_CREAT, RW, 0);
            assertThat(guest.open(DIR, "b", Flags.OFLAG_CREAT, RW, 0)).isEqualTo(-Errnos.MFILE);
            assertThat(root.resolve("b")).doesNotExist();
            guest.call("fd_close", first);
            assertThat(guest.open(DIR, "b", Flags.OFLAG_CREAT, RW, 0)).isEqualTo(first);
        }
        assertThatThrownBy(() -> guest(new HostLimits(1, 1, 3)))
                .isInstanceOf(PreopenException.class)
                .hasMessageContaining("limit of 3 descriptors");
    }
}
