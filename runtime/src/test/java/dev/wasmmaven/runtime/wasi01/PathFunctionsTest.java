package dev.wasmmaven.runtime.wasi01;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.runtime.error.TrapException;
import dev.wasmmaven.runtime.host.HostEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code path_*}: arguments in the right places, and errors; what paths mean is tested at the host layer. */
class PathFunctionsTest {

    private static final int DIR = 3;
    private static final int OUT = FakeGuest.OUT;
    private static final long RW = Rights.FD_READ | Rights.FD_WRITE;

    @TempDir
    Path root;

    private FakeGuest guest;

    @BeforeEach
    void open() {
        guest = new FakeGuest(
                HostEnvironment.builder().preopen(root, "/", false).build());
    }

    @AfterEach
    void close() {
        guest.close();
    }

    private int at(String function, int fd, String path) {
        return guest.call(function, fd, guest.text(path), FakeGuest.length(path));
    }

    private int between(String function, String from, String to) {
        return guest.call(
                function, DIR, guest.text(from), FakeGuest.length(from), DIR, guest.text(to), FakeGuest.length(to));
    }

    private int link(int flags, String from, String to) {
        return guest.call(
                "path_link",
                DIR,
                flags,
                guest.text(from),
                FakeGuest.length(from),
                DIR,
                guest.text(to),
                FakeGuest.length(to));
    }

    private int symlink(String target, String path) {
        return guest.call(
                "path_symlink",
                guest.text(target),
                FakeGuest.length(target),
                DIR,
                guest.text(path),
                FakeGuest.length(path));
    }

    @Test
    @DisplayName("a path starts from a directory: not from a file, a stream or nothing")
    void bases() {
        int file = guest.open(DIR, "f", Flags.OFLAG_CREAT, RW, 0);
        for (String each : new String[] {"path_create_directory", "path_remove_directory", "path_unlink_file"}) {
            assertThat(at(each, file, "x")).isEqualTo(Errnos.NOTDIR);
            assertThat(at(each, 1, "x")).isEqualTo(Errnos.BADF);
            assertThat(at(each, 77, "x")).isEqualTo(Errnos.BADF);
            assertThat(at(each, -1, "x")).isEqualTo(Errnos.BADF);
        }
        assertThat(guest.open(file, "x", Flags.OFLAG_CREAT, RW, 0)).isEqualTo(-Errnos.NOTDIR);
        assertThat(guest.open(0, "x", 0, RW, 0)).isEqualTo(-Errnos.BADF);
        assertThat(guest.call("path_readlink", file, 0, 0, 0, 0, OUT)).isEqualTo(Errnos.NOTDIR);
        assertThat(guest.call("path_symlink", 0, 0, file, 0, 0)).isEqualTo(Errnos.NOTDIR);
        assertThat(guest.call("path_rename", DIR, 0, 0, file, 0, 0)).isEqualTo(Errnos.NOTDIR);
        assertThat(guest.call("path_link", DIR, 0, 0, 0, file, 0, 0)).isEqualTo(Errnos.NOTDIR);
        assertThat(guest.call("path_filestat_get", file, 0, 0, 0, OUT)).isEqualTo(Errnos.NOTDIR);
        assertThat(guest.call("path_filestat_set_times", file, 0, 0, 0, 0L, 0L, 0))
                .isEqualTo(Errnos.NOTDIR);
    }

    @Test
    @DisplayName("a path is UTF-8, of a length that can be, inside the memory")
    void strings() {
        int bad = guest.bytes((byte) 'a', (byte) 0xff, (byte) 'b');
        assertThat(guest.call("path_create_directory", DIR, bad, 3)).isEqualTo(Errnos.ILSEQ);
        assertThat(guest.call("path_create_directory", DIR, bad, 0)).isEqualTo(Errnos.NOENT);
        int overlong = guest.bytes((byte) 0xc0, (byte) 0xaf);
        assertThat(guest.call("path_unlink_file", DIR, overlong, 2)).isEqualTo(Errnos.ILSEQ);
        assertThat(guest.call("path_create_directory", DIR, 0, 5000)).isEqualTo(Errnos.INVAL);
        guest.memory.fill(0, (byte) 'a', 5000);
        assertThat(guest.call("path_create_directory", DIR, 0, 5000)).isEqualTo(Errnos.NAMETOOLONG);
        assertThatThrownBy(() -> guest.call("path_create_directory", DIR, ByteMemory.SIZE - 1, 2))
                .isInstanceOf(TrapException.class);
        assertThatThrownBy(() -> guest.call("path_create_directory", DIR, 0, -1))
                .isInstanceOf(TrapException.class);
    }

    @Test
    @DisplayName("open: rights say for what, flags say how, unknown flags are invalid")
    void opening() throws IOException {
        int fd = guest.open(DIR, "f", Flags.OFLAG_CREAT | Flags.OFLAG_EXCL, RW, 0);
        assertThat(fd).isEqualTo(4);
        assertThat(guest.open(DIR, "f", Flags.OFLAG_CREAT | Flags.OFLAG_EXCL, RW, 0))
                .isEqualTo(-Errnos.EXIST);
        assertThat(guest.open(DIR, "none", 0, RW, 0)).isEqualTo(-Errnos.NOENT);
        assertThat(guest.open(DIR, ".", Flags.OFLAG_DIRECTORY, RW, 0)).isEqualTo(-Errnos.ISDIR);
        assertThat(guest.open(DIR, "f", Flags.OFLAG_DIRECTORY, 0, 0)).isEqualTo(-Errnos.NOTDIR);
        assertThat(guest.open(DIR, "d", Flags.OFLAG_DIRECTORY | Flags.OFLAG_CREAT, 0, 0))
                .isEqualTo(-Errnos.INVAL);
        assertThat(guest.open(DIR, "../x", 0, RW, 0)).isEqualTo(-Errnos.PERM);
        assertThat(guest.open(DIR, "f", 0, RW, 32)).isEqualTo(-Errnos.INVAL);
        assertThat(guest.open(DIR, "f", 16, RW, 0)).isEqualTo(-Errnos.INVAL);
        assertThat(guest.call("path_open", DIR, 2, guest.text("f"), 1, 0, RW, RW, 0, OUT))
                .isEqualTo(Errnos.INVAL);
        Files.writeString(root.resolve("f"), "content");
        assertThat(guest.open(DIR, "f", Flags.OFLAG_TRUNC, Rights.FD_WRITE, 0)).isPositive();
        assertThat(root.resolve("f")).isEmptyFile();
    }

    @Test
    @DisplayName("open with a result outside the memory traps before it opens anything")
    void openingWithBadResult() {
        assertThatThrownBy(() -> guest.call(
                        "path_open", DIR, 0, guest.text("new"), 3, Flags.OFLAG_CREAT, RW, RW, 0, ByteMemory.SIZE - 3))
                .isInstanceOf(TrapException.class);
        assertThat(root.resolve("new")).doesNotExist();
    }

    @Test
    @DisplayName("a link is followed only if asked")
    void follow() {
        guest.open(DIR, "f", Flags.OFLAG_CREAT, RW, 0);
        symlink("f", "l");
        assertThat(guest.call("path_open", DIR, 0, guest.text("l"), 1, 0, RW, RW, 0, OUT))
                .isEqualTo(Errnos.LOOP);
        assertThat(guest.open(DIR, "l", 0, RW, 0)).isPositive();
        assertThat(guest.call("path_filestat_get", DIR, 0, guest.text("l"), 1, OUT))
                .isZero();
        assertThat(guest.memory.i8(OUT + 16)).isEqualTo((byte) 7);
        assertThat(guest.call("path_filestat_get", DIR, 1, guest.text("l"), 1, OUT))
                .isZero();
        assertThat(guest.memory.i8(OUT + 16)).isEqualTo((byte) 4);
        assertThat(guest.call("path_filestat_get", DIR, 2, guest.text("l"), 1, OUT))
                .isEqualTo(Errnos.INVAL);
    }

    @Test
    @DisplayName("times are set by path")
    void times() throws IOException {
        guest.open(DIR, "f", Flags.OFLAG_CREAT, RW, 0);
        assertThat(guest.call(
                        "path_filestat_set_times", DIR, 1, guest.text("f"), 1, 0L, 5_000_000_007L, Flags.FST_MTIM))
                .isZero();
        assertThat(Files.getLastModifiedTime(root.resolve("f")).toInstant()).isEqualTo(Instant.ofEpochSecond(5, 7));
        assertThat(guest.call(
                        "path_filestat_set_times",
                        DIR,
                        1,
                        guest.text("f"),
                        1,
                        0L,
                        0L,
                        Flags.FST_MTIM | Flags.FST_MTIM_NOW))
                .isEqualTo(Errnos.INVAL);
        assertThat(guest.call("path_filestat_set_times", DIR, 4, guest.text("f"), 1, 0L, 0L, 0))
                .isEqualTo(Errnos.INVAL);
        assertThat(guest.call("path_filestat_set_times", DIR, 0, guest.text("n"), 1, 0L, 0L, Flags.FST_MTIM))
                .isEqualTo(Errnos.NOENT);
    }

    @Test
    @DisplayName("directories are made, renamed and removed")
    void directories() {
        assertThat(at("path_create_directory", DIR, "\u00e4")).isZero();
        assertThat(at("path_create_directory", DIR, "\u00e4/b")).isZero();
        assertThat(at("path_create_directory", DIR, "\u00e4")).isEqualTo(Errnos.EXIST);
        assertThat(at("path_remove_directory", DIR, "\u00e4")).isEqualTo(Errnos.NOTEMPTY);
        assertThat(between("path_rename", "\u00e4/b", "c")).isZero();
        assertThat(between("path_rename", "none", "c")).isEqualTo(Errnos.NOENT);
        assertThat(at("path_remove_directory", DIR, "c")).isZero();
        assertThat(at("path_unlink_file", DIR, "\u00e4")).isEqualTo(Errnos.ISDIR);
        assertThat(root).isDirectoryContaining(each -> each.endsWith("\u00e4"));
    }

    @Test
    @DisplayName("links are made and read; the text is cut to the buffer, which is not written beyond")
    void links() {
        guest.open(DIR, "f", Flags.OFLAG_CREAT, RW, 0);
        assertThat(link(0, "f", "hard")).isZero();
        assertThat(link(Flags.LOOKUP_SYMLINK_FOLLOW, "f", "hard2")).isEqualTo(Errnos.INVAL);
        assertThat(link(0, "f", "hard")).isEqualTo(Errnos.EXIST);
        assertThat(symlink("target-\u00e4", "soft")).isZero();
        assertThat(symlink("/abs", "abs")).isEqualTo(Errnos.PERM);
        assertThat(Files.isSymbolicLink(root.resolve("soft"))).isTrue();
        assertThat(Files.exists(root.resolve("abs"), LinkOption.NOFOLLOW_LINKS)).isFalse();
        assertThat(guest.call("path_readlink", DIR, guest.text("soft"), 4, 0x200, 64, OUT))
                .isZero();
        assertThat(guest.string(0x200, guest.memory.i32(OUT))).isEqualTo("target-\u00e4");
        guest.memory.fill(0x200, (byte) 1, 64);
        assertThat(guest.call("path_readlink", DIR, guest.text("soft"), 4, 0x200, 3, OUT))
                .isZero();
        assertThat(guest.memory.i32(OUT)).isEqualTo(3);
        assertThat(guest.string(0x200, 4)).isEqualTo("tar\1");
        assertThat(guest.call("path_readlink", DIR, guest.text("f"), 1, 0x200, 3, OUT))
                .isEqualTo(Errnos.INVAL);
        assertThat(guest.call("path_readlink", DIR, guest.text("soft"), 4, 0x200, 0, OUT))
                .isZero();
        assertThat(guest.memory.i32(OUT)).isZero();
    }
}
