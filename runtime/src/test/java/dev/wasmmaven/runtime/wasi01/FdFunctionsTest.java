package dev.wasmmaven.runtime.wasi01;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.runtime.error.TrapException;
import dev.wasmmaven.runtime.host.HostEnvironment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fd_*}: results, layouts and every error. Descriptor 3 is a directory, 4 a read-only one. */
class FdFunctionsTest {

    private static final int DIR = 3;
    private static final int READ_ONLY = 4;
    private static final int NONE = 99;
    private static final int OUT = FakeGuest.OUT;
    private static final long RW = Rights.FD_READ | Rights.FD_WRITE;

    @TempDir
    Path root;

    private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    private FakeGuest guest;

    @BeforeEach
    void open() {
        guest = new FakeGuest(HostEnvironment.builder()
                .preopen(root, "/\u00e4", false)
                .preopen(root, "ro", true)
                .stdin(new ByteArrayInputStream("input".getBytes()))
                .stdout(stdout)
                .stderr(new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("Broken pipe");
                    }
                })
                .terminals(true, false, false)
                .build());
    }

    @AfterEach
    void close() {
        guest.close();
    }

    private int newFile(String name) {
        return guest.open(DIR, name, Flags.OFLAG_CREAT, RW, 0);
    }

    private int write(int fd, String text) {
        return guest.call("fd_write", fd, guest.vectors(guest.text(text), FakeGuest.length(text)), 1, OUT);
    }

    private String read(int fd, int length) {
        int at = guest.bytes(new byte[length]);
        assertThat(guest.call("fd_read", fd, guest.vectors(at, length), 1, OUT)).isZero();
        return guest.string(at, guest.memory.i32(OUT));
    }

    @Test
    @DisplayName("new descriptors get the lowest free number, closed ones are bad")
    void numbers() {
        assertThat(newFile("a")).isEqualTo(5);
        assertThat(newFile("b")).isEqualTo(6);
        assertThat(guest.call("fd_close", 5)).isZero();
        assertThat(guest.call("fd_close", 5)).isEqualTo(Errnos.BADF);
        assertThat(newFile("c")).isEqualTo(5);
        assertThat(guest.call("fd_close", DIR)).isZero();
        assertThat(guest.call("fd_prestat_get", DIR, OUT)).isEqualTo(Errnos.BADF);
        assertThat(guest.call("fd_close", 0)).isZero();
        assertThat(guest.call("fd_close", -1)).isEqualTo(Errnos.BADF);
        assertThat(guest.call("fd_close", Integer.MAX_VALUE)).isEqualTo(Errnos.BADF);
    }

    @Test
    @DisplayName("every function that takes a descriptor refuses one that is not open")
    void badDescriptors() {
        for (int fd : new int[] {NONE, -1, Integer.MIN_VALUE}) {
            assertThat(guest.call("fd_advise", fd, 0L, 0L, 0)).isEqualTo(Errnos.BADF);
            assertThat(guest.call("fd_allocate", fd, 0L, 0L)).isEqualTo(Errnos.BADF);
            assertThat(guest.call("fd_datasync", fd)).isEqualTo(Errnos.BADF);
            assertThat(guest.call("fd_sync", fd)).isEqualTo(Errnos.BADF);
            assertThat(guest.call("fd_fdstat_get", fd, OUT)).isEqualTo(Errnos.BADF);
            assertThat(guest.call("fd_fdstat_set_flags", fd, 0)).isEqualTo(Errnos.BADF);
            assertThat(guest.call("fd_fdstat_set_rights", fd, 0L, 0L)).isEqualTo(Errnos.BADF);
            assertThat(guest.call("fd_filestat_get", fd, OUT)).isEqualTo(Errnos.BADF);
            assertThat(guest.call("fd_filestat_set_size", fd, 0L)).isEqualTo(Errnos.BADF);
            assertThat(guest.call("fd_filestat_set_times", fd, 0L, 0L, 0)).isEqualTo(Errnos.BADF);
            assertThat(guest.call("fd_pread", fd, 0, 0, 0L, OUT)).isEqualTo(Errnos.BADF);
            assertThat(guest.call("fd_pwrite", fd, 0, 0, 0L, OUT)).isEqualTo(Errnos.BADF);
            assertThat(guest.call("fd_prestat_get", fd, OUT)).isEqualTo(Errnos.BADF);
            assertThat(guest.call("fd_prestat_dir_name", fd, OUT, 9)).isEqualTo(Errnos.BADF);
            assertThat(guest.call("fd_read", fd, 0, 0, OUT)).isEqualTo(Errnos.BADF);
            assertThat(guest.call("fd_readdir", fd, 0, 0, 0L, OUT)).isEqualTo(Errnos.BADF);
            assertThat(guest.call("fd_renumber", fd, DIR)).isEqualTo(Errnos.BADF);
            assertThat(guest.call("fd_renumber", DIR, fd)).isEqualTo(Errnos.BADF);
            assertThat(guest.call("fd_seek", fd, 0L, 0, OUT)).isEqualTo(Errnos.BADF);
            assertThat(guest.call("fd_tell", fd, OUT)).isEqualTo(Errnos.BADF);
            assertThat(guest.call("fd_write", fd, 0, 0, OUT)).isEqualTo(Errnos.BADF);
        }
    }

    @Test
    @DisplayName("what only files do is refused for directories and streams")
    void filesOnly() {
        for (int fd : new int[] {0, 1, DIR}) {
            assertThat(guest.call("fd_advise", fd, 0L, 0L, 0)).isEqualTo(Errnos.BADF);
            assertThat(guest.call("fd_allocate", fd, 0L, 1L)).isEqualTo(Errnos.BADF);
            assertThat(guest.call("fd_datasync", fd)).isEqualTo(Errnos.BADF);
            assertThat(guest.call("fd_sync", fd)).isEqualTo(Errnos.BADF);
            assertThat(guest.call("fd_filestat_set_size", fd, 0L)).isEqualTo(Errnos.BADF);
            int noOffset = fd == DIR ? Errnos.BADF : Errnos.SPIPE;
            assertThat(guest.call("fd_seek", fd, 0L, 0, OUT)).isEqualTo(noOffset);
            assertThat(guest.call("fd_tell", fd, OUT)).isEqualTo(noOffset);
            // The wrong way comes before the lack of positions, as in Linux.
            assertThat(guest.call("fd_pread", fd, 0, 0, 0L, OUT)).isEqualTo(fd == 0 ? Errnos.SPIPE : Errnos.BADF);
            assertThat(guest.call("fd_pwrite", fd, 0, 0, 0L, OUT)).isEqualTo(fd == 1 ? Errnos.SPIPE : Errnos.BADF);
        }
        assertThat(guest.call("fd_read", DIR, 0, 0, OUT)).isEqualTo(Errnos.BADF);
        assertThat(guest.call("fd_write", DIR, 0, 0, OUT)).isEqualTo(Errnos.BADF);
        assertThat(guest.call("fd_read", 1, 0, 0, OUT)).isEqualTo(Errnos.BADF);
        assertThat(guest.call("fd_write", 0, 0, 0, OUT)).isEqualTo(Errnos.BADF);
        assertThat(guest.call("fd_fdstat_set_flags", DIR, Flags.FDFLAG_NONBLOCK))
                .isEqualTo(Errnos.BADF);
        assertThat(guest.call("fd_filestat_set_times", 0, 0L, 0L, 0)).isEqualTo(Errnos.BADF);
        assertThat(guest.call("fd_readdir", newFile("f"), 0, 0, 0L, OUT)).isEqualTo(Errnos.BADF);
    }

    @Test
    @DisplayName("fdstat: type, flags and rights")
    void fdstat() {
        assertThat(guest.call("fd_fdstat_get", 0, OUT)).isZero();
        assertThat(guest.memory.i8(OUT)).isEqualTo((byte) 2);
        assertThat(guest.memory.i64(OUT + 8)).isEqualTo(Rights.FD_READ);
        guest.call("fd_fdstat_get", 1, OUT);
        assertThat(guest.memory.i8(OUT)).isZero();
        assertThat(guest.memory.i64(OUT + 8)).isEqualTo(Rights.FD_WRITE);
        guest.call("fd_fdstat_get", DIR, OUT);
        assertThat(guest.memory.i8(OUT)).isEqualTo((byte) 3);
        assertThat(guest.memory.i64(OUT + 8) & Rights.FD_FILESTAT_SET_SIZE).isZero();
        assertThat(guest.memory.i64(OUT + 16) & RW).isEqualTo(RW);
        int append =
                guest.open(DIR, "f", Flags.OFLAG_CREAT, Rights.FD_WRITE, Flags.FDFLAG_APPEND | Flags.FDFLAG_NONBLOCK);
        guest.call("fd_fdstat_get", append, OUT);
        assertThat(guest.memory.i8(OUT)).isEqualTo((byte) 4);
        assertThat(guest.memory.i16(OUT + 2)).isEqualTo((short) (Flags.FDFLAG_APPEND | Flags.FDFLAG_NONBLOCK));
        assertThat(guest.memory.i64(OUT + 8) & RW).isEqualTo(Rights.FD_WRITE);
        int directory = guest.open(DIR, ".", Flags.OFLAG_DIRECTORY, 0, 0);
        guest.call("fd_fdstat_get", directory, OUT);
        assertThat(guest.memory.i8(OUT)).isEqualTo((byte) 3);
        assertThat(guest.memory.i64(OUT + 8) & (Rights.FD_FILESTAT_SET_SIZE | Rights.PATH_FILESTAT_SET_SIZE))
                .isZero();
    }

    @Test
    @DisplayName("rights can only be taken away; what needs one that is gone is refused")
    void rights() throws IOException {
        Files.writeString(root.resolve("f"), "content");
        int fd = guest.open(DIR, "f", 0, RW, 0);
        assertThat(guest.call("fd_fdstat_set_rights", fd, Rights.FD_READ | Rights.FD_TELL, 0L))
                .isZero();
        guest.call("fd_fdstat_get", fd, OUT);
        assertThat(guest.memory.i64(OUT + 8)).isEqualTo(Rights.FD_READ | Rights.FD_TELL);
        assertThat(guest.memory.i64(OUT + 16)).isZero();
        assertThat(read(fd, 3)).isEqualTo("con");
        assertThat(write(fd, "x")).isEqualTo(Errnos.NOTCAPABLE);
        assertThat(guest.call("fd_tell", fd, OUT)).isZero();
        assertThat(guest.call("fd_seek", fd, 0L, 1, OUT)).isZero();
        assertThat(guest.call("fd_seek", fd, 0L, 0, OUT)).isEqualTo(Errnos.NOTCAPABLE);
        assertThat(guest.call("fd_pread", fd, guest.vectors(OUT, 1), 1, 0L, OUT))
                .isEqualTo(Errnos.NOTCAPABLE);
        assertThat(guest.call("fd_filestat_get", fd, OUT)).isEqualTo(Errnos.NOTCAPABLE);
        assertThat(guest.call("fd_sync", fd)).isEqualTo(Errnos.NOTCAPABLE);
        assertThat(guest.call("fd_fdstat_set_rights", fd, RW, 0L)).isEqualTo(Errnos.NOTCAPABLE);
        assertThat(guest.call("fd_close", fd)).isZero();
    }

    @Test
    @DisplayName("what is opened from a directory has no right that the directory may not pass on")
    void inheritedRights() throws IOException {
        Files.createDirectory(root.resolve("d"));
        Files.writeString(root.resolve("d/f"), "content");
        assertThat(guest.call(
                        "fd_fdstat_set_rights",
                        DIR,
                        Rights.PATH_OPEN | Rights.FD_READDIR,
                        Rights.PREOPEN_INHERITING & ~Rights.FD_WRITE))
                .isZero();
        assertThat(guest.open(DIR, "d/f", 0, RW, 0)).isEqualTo(-Errnos.NOTCAPABLE);
        assertThat(guest.open(DIR, "new", Flags.OFLAG_CREAT, Rights.FD_READ, 0)).isEqualTo(-Errnos.NOTCAPABLE);
        assertThat(guest.call("path_unlink_file", DIR, guest.text("d/f"), 3)).isEqualTo(Errnos.NOTCAPABLE);
        int directory = guest.open(DIR, "d", Flags.OFLAG_DIRECTORY, 0, 0);
        assertThat(directory).isPositive();
        assertThat(guest.open(directory, "f", 0, RW, 0)).isEqualTo(-Errnos.NOTCAPABLE);
        int file = guest.open(directory, "f", 0, Rights.FD_READ, 0);
        assertThat(file).isPositive();
        assertThat(guest.call("fd_renumber", file, directory)).isZero();
        assertThat(guest.call("fd_allocate", directory, 0L, 1L)).isEqualTo(Errnos.BADF);
    }

    @Test
    @DisplayName("flags: append and nonblock can be set, synchronous and unknown ones are invalid")
    void setFlags() throws IOException {
        int fd = newFile("f");
        write(fd, "abc");
        assertThat(guest.call("fd_fdstat_set_flags", fd, Flags.FDFLAG_APPEND)).isZero();
        guest.call("fd_seek", fd, 0L, 0, OUT);
        write(fd, "d");
        assertThat(guest.call("fd_fdstat_set_flags", fd, 0)).isZero();
        guest.call("fd_seek", fd, 0L, 0, OUT);
        write(fd, "X");
        assertThat(root.resolve("f")).hasContent("Xbcd");
        for (int bad : new int[] {Flags.FDFLAG_SYNC, Flags.FDFLAG_DSYNC, Flags.FDFLAG_RSYNC, 32, -1}) {
            assertThat(guest.call("fd_fdstat_set_flags", fd, bad)).isEqualTo(Errnos.INVAL);
        }
        assertThat(guest.call("fd_fdstat_set_flags", 0, Flags.FDFLAG_NONBLOCK)).isZero();
        guest.call("fd_fdstat_get", 0, OUT);
        assertThat(guest.memory.i16(OUT + 2)).isEqualTo((short) Flags.FDFLAG_NONBLOCK);
    }

    @Test
    @DisplayName("filestat: the layout, and what can be set")
    void filestat() throws IOException {
        int fd = newFile("f");
        write(fd, "hello");
        assertThat(guest.call("fd_filestat_get", fd, OUT)).isZero();
        assertThat(guest.memory.i64(OUT + 8)).isEqualTo(Files.getAttribute(root.resolve("f"), "unix:ino"));
        assertThat(guest.memory.i8(OUT + 16)).isEqualTo((byte) 4);
        assertThat(guest.memory.i64(OUT + 24)).isEqualTo(1);
        assertThat(guest.memory.i64(OUT + 32)).isEqualTo(5);
        long accessed = guest.memory.i64(OUT + 40);
        assertThat(guest.call("fd_filestat_set_times", fd, 1L, 1_234_567_890_123_456_789L, Flags.FST_MTIM))
                .isZero();
        guest.call("fd_filestat_get", fd, OUT);
        assertThat(guest.memory.i64(OUT + 40)).isEqualTo(accessed);
        assertThat(guest.memory.i64(OUT + 48)).isEqualTo(1_234_567_890_123_456_789L);
        assertThat(guest.call("fd_filestat_set_times", fd, 0L, 0L, Flags.FST_MTIM_NOW | Flags.FST_ATIM))
                .isZero();
        guest.call("fd_filestat_get", fd, OUT);
        assertThat(guest.memory.i64(OUT + 40)).isZero();
        assertThat(guest.memory.i64(OUT + 48)).isGreaterThan(1_700_000_000_000_000_000L);
        for (int bad : new int[] {Flags.FST_MTIM | Flags.FST_MTIM_NOW, Flags.FST_ATIM | Flags.FST_ATIM_NOW, 16, -1}) {
            assertThat(guest.call("fd_filestat_set_times", fd, 0L, 0L, bad)).isEqualTo(Errnos.INVAL);
        }
        assertThat(guest.call("fd_filestat_set_times", READ_ONLY, 0L, 0L, Flags.FST_MTIM_NOW))
                .isEqualTo(Errnos.PERM);
        assertThat(guest.call("fd_filestat_set_size", fd, 9L)).isZero();
        assertThat(Files.size(root.resolve("f"))).isEqualTo(9);
        assertThat(guest.call("fd_filestat_set_size", fd, -1L)).isEqualTo(Errnos.INVAL);
        int reading = guest.open(DIR, "f", 0, Rights.FD_READ, 0);
        assertThat(guest.call("fd_filestat_set_size", reading, 0L)).isEqualTo(Errnos.INVAL);
        assertThat(guest.call("fd_filestat_get", 0, OUT)).isZero();
        assertThat(guest.memory.i8(OUT + 16)).isEqualTo((byte) 2);
        assertThat(guest.memory.i64(OUT + 32)).isZero();
    }

    @Test
    @DisplayName("advice is checked and ignored, space can be made, data can be brought to the disk")
    void durability() throws IOException {
        int fd = newFile("f");
        assertThat(guest.call("fd_advise", fd, 0L, 10L, 5)).isZero();
        assertThat(guest.call("fd_advise", fd, 0L, 10L, 6)).isEqualTo(Errnos.INVAL);
        assertThat(guest.call("fd_advise", fd, -1L, 10L, 0)).isEqualTo(Errnos.INVAL);
        assertThat(guest.call("fd_allocate", fd, 2L, 10L)).isZero();
        assertThat(Files.size(root.resolve("f"))).isEqualTo(12);
        assertThat(guest.call("fd_allocate", fd, 0L, 5L)).isZero();
        assertThat(Files.size(root.resolve("f"))).isEqualTo(12);
        assertThat(guest.call("fd_allocate", fd, 0L, 0L)).isEqualTo(Errnos.INVAL);
        assertThat(guest.call("fd_allocate", fd, -1L, 1L)).isEqualTo(Errnos.INVAL);
        assertThat(guest.call("fd_allocate", fd, Long.MAX_VALUE, 1L)).isEqualTo(Errnos.FBIG);
        assertThat(guest.call("fd_allocate", fd, 0L, Long.MAX_VALUE)).isEqualTo(Errnos.NOSPC);
        assertThat(guest.call("fd_datasync", fd)).isZero();
        assertThat(guest.call("fd_sync", fd)).isZero();
    }

    @Test
    @DisplayName("a file opened for synchronous writes says so, and keeps it")
    void synchronous() {
        int fd = guest.open(DIR, "f", Flags.OFLAG_CREAT, RW, Flags.FDFLAG_SYNC);
        assertThat(write(fd, "abc")).isZero();
        guest.call("fd_fdstat_get", fd, OUT);
        assertThat(guest.memory.i16(OUT + 2)).isEqualTo((short) Flags.FDFLAG_SYNC);
        assertThat(guest.call("fd_fdstat_set_flags", fd, Flags.FDFLAG_SYNC | Flags.FDFLAG_APPEND))
                .isZero();
        assertThat(guest.call("fd_fdstat_set_flags", fd, 0)).isEqualTo(Errnos.INVAL);
        int data = guest.open(DIR, "f", 0, RW, Flags.FDFLAG_DSYNC);
        assertThat(write(data, "x")).isZero();
        guest.call("fd_fdstat_get", data, OUT);
        assertThat(guest.memory.i16(OUT + 2)).isEqualTo((short) Flags.FDFLAG_DSYNC);
    }

    @Test
    @DisplayName("several buffers are filled and written as one, empty ones skipped")
    void vectors() {
        int fd = newFile("f");
        int ab = guest.text("ab");
        int cde = guest.text("cde");
        assertThat(guest.call("fd_write", fd, guest.vectors(ab, 2, 0, 0, cde, 3), 3, OUT))
                .isZero();
        assertThat(guest.memory.i32(OUT)).isEqualTo(5);
        guest.call("fd_seek", fd, 0L, 0, OUT);
        int one = guest.bytes(new byte[16]);
        assertThat(guest.call("fd_read", fd, guest.vectors(one, 1, one + 4, 0, one + 8, 8), 3, OUT))
                .isZero();
        assertThat(guest.memory.i32(OUT)).isEqualTo(5);
        assertThat(guest.string(one, 1)).isEqualTo("a");
        assertThat(guest.string(one + 8, 5)).isEqualTo("bcde\0");
        assertThat(guest.call("fd_pread", fd, guest.vectors(one, 2), 1, 3L, OUT))
                .isZero();
        assertThat(guest.memory.i32(OUT)).isEqualTo(2);
        assertThat(guest.string(one, 2)).isEqualTo("de");
        assertThat(guest.call("fd_pwrite", fd, guest.vectors(ab, 2), 1, 6L, OUT))
                .isZero();
        assertThat(root.resolve("f")).hasContent("abcde\0ab");
        assertThat(guest.call("fd_pread", fd, guest.vectors(one, 2), 1, -1L, OUT))
                .isEqualTo(Errnos.INVAL);
        assertThat(guest.call("fd_pwrite", fd, guest.vectors(ab, 2), 1, -1L, OUT))
                .isEqualTo(Errnos.INVAL);
        assertThat(guest.call("fd_pwrite", fd, guest.vectors(ab, 2), 1, Long.MAX_VALUE, OUT))
                .isEqualTo(22);
        assertThat(guest.call("fd_read", fd, 0, 0, OUT)).isZero();
        assertThat(guest.memory.i32(OUT)).isZero();
    }

    @Test
    @DisplayName("more than a chunk and more than 1024 buffers pass")
    void large() throws IOException {
        int fd = newFile("f");
        int[] pairs = new int[4000];
        for (int i = 0; i < pairs.length; i += 2) {
            pairs[i] = 0x2000;
            pairs[i + 1] = 100;
        }
        int list = guest.vectors(pairs);
        guest.memory.fill(0x2000, (byte) 'x', 100);
        assertThat(guest.call("fd_write", fd, list, 2000, OUT)).isZero();
        assertThat(guest.memory.i32(OUT)).isEqualTo(102_400);
        assertThat(Files.size(root.resolve("f"))).isEqualTo(102_400);
        guest.call("fd_seek", fd, 0L, 0, OUT);
        assertThat(guest.call("fd_read", fd, list, 2000, OUT)).isZero();
        assertThat(guest.memory.i32(OUT)).isEqualTo(102_400);
        assertThat(guest.call("fd_write", 1, list, 2000, OUT)).isZero();
        assertThat(stdout.size()).isEqualTo(102_400);
    }

    @Test
    @DisplayName("buffers outside the memory are a trap, and nothing is read or written")
    void badVectors() {
        int fd = newFile("f");
        int good = guest.text("good");
        int bad = guest.vectors(good, 4, ByteMemory.SIZE - 1, 2);
        int huge = guest.vectors(0, -1);
        for (String name : new String[] {"fd_write", "fd_read"}) {
            assertThatThrownBy(() -> guest.call(name, fd, bad, 2, OUT)).isInstanceOf(TrapException.class);
            assertThatThrownBy(() -> guest.call(name, fd, huge, 1, OUT)).isInstanceOf(TrapException.class);
            assertThatThrownBy(() -> guest.call(name, fd, good, -1, OUT)).isInstanceOf(TrapException.class);
            assertThatThrownBy(() -> guest.call(name, fd, good, 0x2000_0000, OUT))
                    .isInstanceOf(TrapException.class);
            assertThatThrownBy(() -> guest.call(name, fd, -4, 1, OUT)).isInstanceOf(TrapException.class);
        }
        assertThat(root.resolve("f")).isEmptyFile();
    }

    @Test
    @DisplayName("a pointer that is not aligned to what is there is a trap, before anything is opened or waited for")
    void misaligned() {
        int fd = newFile("f");
        int vectors = guest.vectors(guest.text("good"), 4);
        int subscription = guest.bytes(new byte[48]);
        int name = guest.text("new");
        assertMisaligned("args_sizes_get", OUT + 2, OUT);
        assertMisaligned("clock_time_get", 0, 0L, OUT + 4);
        assertMisaligned("fd_fdstat_get", fd, OUT + 4);
        assertMisaligned("fd_filestat_get", fd, OUT + 4);
        assertMisaligned("fd_prestat_get", DIR, OUT + 1);
        assertMisaligned("fd_readdir", DIR, 0, 100, 0L, OUT + 3);
        assertMisaligned("fd_seek", fd, 0L, 0, OUT + 4);
        assertMisaligned("fd_write", fd, vectors + 2, 1, OUT);
        assertMisaligned("path_filestat_get", DIR, 0, guest.text("f"), 1, OUT + 4);
        assertMisaligned("path_open", DIR, 0, name, 3, Flags.OFLAG_CREAT, Rights.FD_WRITE, 0L, 0, OUT + 2);
        assertMisaligned("poll_oneoff", subscription + 4, OUT, 1, OUT);
        assertMisaligned("poll_oneoff", subscription, OUT + 4, 1, OUT);
        assertThat(root.resolve("new")).doesNotExist();
        assertThat(root.resolve("f")).isEmptyFile();
    }

    private void assertMisaligned(String name, Number... args) {
        assertThatThrownBy(() -> guest.call(name, args))
                .as(name)
                .isInstanceOf(TrapException.class)
                .hasMessageContaining("misaligned pointer");
    }

    @Test
    @DisplayName("seek: three origins, no other, and no negative position")
    void seek() {
        int fd = newFile("f");
        write(fd, "0123456789");
        assertThat(guest.call("fd_tell", fd, OUT)).isZero();
        assertThat(guest.memory.i64(OUT)).isEqualTo(10);
        assertThat(guest.call("fd_seek", fd, -4L, 1, OUT)).isZero();
        assertThat(guest.memory.i64(OUT)).isEqualTo(6);
        assertThat(read(fd, 2)).isEqualTo("67");
        assertThat(guest.call("fd_seek", fd, -1L, 2, OUT)).isZero();
        assertThat(read(fd, 5)).isEqualTo("9");
        assertThat(guest.call("fd_seek", fd, -11L, 2, OUT)).isEqualTo(Errnos.INVAL);
        assertThat(guest.call("fd_seek", fd, 0L, 3, OUT)).isEqualTo(Errnos.INVAL);
        assertThat(guest.call("fd_seek", fd, 0L, -1, OUT)).isEqualTo(Errnos.INVAL);
    }

    @Test
    @DisplayName("streams: input to its end, output flushed, a closed pipe told")
    void streams() {
        assertThat(read(0, 3)).isEqualTo("inp");
        assertThat(read(0, 9)).isEqualTo("ut");
        assertThat(read(0, 9)).isEmpty();
        assertThat(read(0, 9)).isEmpty();
        assertThat(write(1, "out\u00e4")).isZero();
        assertThat(guest.memory.i32(OUT)).isEqualTo(5);
        assertThat(stdout.toString(java.nio.charset.StandardCharsets.UTF_8)).isEqualTo("out\u00e4");
        assertThat(write(2, "x")).isEqualTo(Errnos.PIPE);
    }

    @Test
    @DisplayName("a stream that has nothing yet: a non-blocking read says so, a blocking one waits")
    void waitingInput() throws Exception {
        java.io.PipedOutputStream other = new java.io.PipedOutputStream();
        InputStream input = new java.io.PipedInputStream(other);
        try (FakeGuest waiting =
                new FakeGuest(HostEnvironment.builder().stdin(input).build())) {
            waiting.call("fd_fdstat_set_flags", 0, Flags.FDFLAG_NONBLOCK);
            int at = waiting.bytes(new byte[8]);
            assertThat(waiting.call("fd_read", 0, waiting.vectors(at, 8), 1, OUT))
                    .isEqualTo(Errnos.AGAIN);
            waiting.call("fd_fdstat_set_flags", 0, 0);
            other.write("late".getBytes());
            other.flush();
            assertThat(waiting.call("fd_read", 0, waiting.vectors(at, 8), 1, OUT))
                    .isZero();
            assertThat(waiting.string(at, waiting.memory.i32(OUT))).isEqualTo("late");
            other.close();
            assertThat(waiting.call("fd_read", 0, waiting.vectors(at, 8), 1, OUT))
                    .isZero();
            assertThat(waiting.memory.i32(OUT)).isZero();
        }
    }

    @Test
    @DisplayName("preopened directories tell their names, other descriptors do not")
    void prestat() {
        assertThat(guest.call("fd_prestat_get", DIR, OUT)).isZero();
        assertThat(guest.memory.i32(OUT)).isZero();
        assertThat(guest.memory.i32(OUT + 4)).isEqualTo(3);
        assertThat(guest.call("fd_prestat_dir_name", DIR, OUT, 3)).isZero();
        assertThat(guest.string(OUT, 3)).isEqualTo("/\u00e4");
        assertThat(guest.call("fd_prestat_dir_name", DIR, OUT, 99)).isZero();
        assertThat(guest.call("fd_prestat_dir_name", DIR, OUT, 2)).isEqualTo(Errnos.NAMETOOLONG);
        int below = guest.open(DIR, ".", Flags.OFLAG_DIRECTORY, 0, 0);
        assertThat(guest.call("fd_prestat_get", below, OUT)).isEqualTo(Errnos.BADF);
        assertThat(guest.call("fd_prestat_dir_name", below, OUT, 9)).isEqualTo(Errnos.NOTDIR);
        assertThat(guest.call("fd_prestat_get", 0, OUT)).isEqualTo(Errnos.BADF);
        assertThat(guest.call("fd_prestat_get", 5 + 1, OUT)).isEqualTo(Errnos.BADF);
    }

    @Test
    @DisplayName("renumber moves over an open descriptor, which is closed")
    void renumber() {
        int a = newFile("a");
        int b = newFile("b");
        write(a, "first");
        assertThat(guest.call("fd_renumber", a, b)).isZero();
        assertThat(guest.call("fd_tell", a, OUT)).isEqualTo(Errnos.BADF);
        guest.call("fd_tell", b, OUT);
        assertThat(guest.memory.i64(OUT)).isEqualTo(5);
        assertThat(guest.call("fd_renumber", b, b)).isZero();
        assertThat(write(b, "!")).isZero();
        assertThat(guest.call("fd_renumber", b, 1)).isZero();
        assertThat(write(1, "more")).isZero();
        assertThat(root.resolve("a")).hasContent("first!more");
        assertThat(root.resolve("b")).isEmptyFile();
        assertThat(guest.call("fd_renumber", DIR, READ_ONLY)).isZero();
        assertThat(guest.call("fd_prestat_get", READ_ONLY, OUT)).isZero();
        assertThat(guest.memory.i32(OUT + 4)).isEqualTo(3);
    }

    private List<String> names(int fd, int room) {
        List<String> names = new ArrayList<>();
        long cookie = 0;
        int buffer = 0x8000;
        while (true) {
            assertThat(guest.call("fd_readdir", fd, buffer, room, cookie, OUT)).isZero();
            int used = guest.memory.i32(OUT);
            assertThat(used).isLessThanOrEqualTo(room);
            int at = 0;
            while (used - at >= Layouts.DIRENT_SIZE) {
                int length = guest.memory.i32(buffer + at + 16);
                if (used - at < Layouts.DIRENT_SIZE + length) {
                    break;
                }
                cookie = guest.memory.i64(buffer + at);
                names.add(guest.string(buffer + at + Layouts.DIRENT_SIZE, length) + ":"
                        + guest.memory.i8(buffer + at + 20));
                at += Layouts.DIRENT_SIZE + length;
            }
            if (used < room) {
                return names;
            }
        }
    }

    @Test
    @DisplayName("a directory is read with any size of buffer, each entry once")
    void readdir() throws IOException {
        Files.createDirectory(root.resolve("sub"));
        Files.createSymbolicLink(root.resolve("link"), Path.of("none"));
        List<String> expected = new ArrayList<>(List.of(".:3", "..:3", "sub:3", "link:7"));
        for (int i = 0; i < 50; i++) {
            Files.createFile(root.resolve("file-\u00e4-" + i));
            expected.add("file-\u00e4-" + i + ":4");
        }
        for (int room : new int[] {64, 100, 4096, 16_384}) {
            assertThat(names(DIR, room)).as("%d", room).containsExactlyInAnyOrderElementsOf(expected);
        }
        assertThat(guest.call("fd_readdir", DIR, 0, 10, 0L, OUT)).isZero();
        assertThat(guest.memory.i32(OUT)).isEqualTo(10);
        assertThat(guest.call("fd_readdir", DIR, 0, 0, 0L, OUT)).isZero();
        assertThat(guest.memory.i32(OUT)).isZero();
        for (long beyond : new long[] {54, 55, 1L << 40, -1}) {
            assertThat(guest.call("fd_readdir", DIR, 0x8000, 256, beyond, OUT)).isZero();
            assertThat(guest.memory.i32(OUT)).isZero();
        }
        assertThatThrownBy(() -> guest.call("fd_readdir", DIR, ByteMemory.SIZE - 8, 9, 0L, OUT))
                .isInstanceOf(TrapException.class);
    }

    @Test
    @DisplayName("cookies stay valid while what was read is removed; cookie 0 looks anew")
    void readdirWhileRemoving() throws IOException {
        for (int i = 0; i < 20; i++) {
            Files.createFile(root.resolve("f" + i));
        }
        long cookie = 0;
        int removed = 0;
        while (true) {
            // Room for one entry at a time: 24 bytes and a name of up to 3.
            guest.call("fd_readdir", DIR, 0x8000, 27, cookie, OUT);
            if (guest.memory.i32(OUT) < 25) {
                break;
            }
            cookie = guest.memory.i64(0x8000);
            String name = guest.string(0x8000 + 24, guest.memory.i32(0x8000 + 16));
            if (!name.startsWith(".")) {
                assertThat(guest.call("path_unlink_file", DIR, guest.text(name), name.length()))
                        .isZero();
                removed++;
            }
        }
        assertThat(removed).isEqualTo(20);
        assertThat(names(DIR, 4096)).containsExactlyInAnyOrder(".:3", "..:3");
    }
}
