package dev.wasmmaven.runtime.host.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.runtime.host.HostErr;
import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.host.StoppedException;
import dev.wasmmaven.runtime.host.fs.HostFile.Whence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files: positions, appending, sizes, and what they tell of themselves. */
class HostFileTest {

    @TempDir
    Path root;

    private HostDirectory dir;
    private HostFile file;

    @BeforeEach
    void open() throws IOException, HostException {
        dir = HostDirectory.open(root, false);
        file = (HostFile) dir.open("f", Modes.CREATE);
    }

    @AfterEach
    void close() {
        file.close();
        dir.close();
    }

    private static void fails(HostErr error, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        HostException.class, e -> assertThat(e.error()).isEqualTo(error));
    }

    private static void write(HostFile to, String text) throws HostException {
        to.write(text.getBytes(StandardCharsets.UTF_8), 0, text.length());
    }

    private String read(int length) throws HostException {
        byte[] bytes = new byte[length];
        return new String(bytes, 0, file.read(bytes, 0, length), StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("reading and writing move the position, reading and writing at an offset do not")
    void position() throws HostException {
        write(file, "0123456789");
        assertThat(file.tell()).isEqualTo(10);
        assertThat(read(5)).isEmpty();
        assertThat(file.seek(-7, Whence.CURRENT)).isEqualTo(3);
        assertThat(file.remaining()).isEqualTo(7);
        assertThat(read(2)).isEqualTo("34");
        byte[] bytes = new byte[4];
        assertThat(file.readAt(bytes, 1, 3, 8)).isEqualTo(2);
        assertThat(bytes).containsExactly(0, '8', '9', 0);
        file.writeAt(new byte[] {'x'}, 0, 1, 0);
        assertThat(file.tell()).isEqualTo(5);
        assertThat(file.seek(0, Whence.SET)).isZero();
        assertThat(read(99)).isEqualTo("x123456789");
        assertThat(file.readAt(bytes, 0, 4, 1L << 40)).isZero();
    }

    @Test
    @DisplayName("a position may lie beyond the end, never before the start")
    void seek() throws HostException {
        write(file, "abc");
        assertThat(file.seek(2, Whence.END)).isEqualTo(5);
        assertThat(file.remaining()).isZero();
        assertThat(read(1)).isEmpty();
        write(file, "z");
        assertThat(root.resolve("f")).hasBinaryContent(new byte[] {'a', 'b', 'c', 0, 0, 'z'});
        fails(HostErr.INVAL, () -> file.seek(-7, Whence.CURRENT));
        fails(HostErr.INVAL, () -> file.seek(-1, Whence.SET));
        fails(HostErr.INVAL, () -> file.seek(Long.MAX_VALUE, Whence.CURRENT));
        fails(HostErr.INVAL, () -> file.seek(Long.MIN_VALUE, Whence.END));
        assertThat(file.tell()).isEqualTo(6);
        assertThat(file.seek(Long.MAX_VALUE, Whence.SET)).isEqualTo(Long.MAX_VALUE);
        fails(HostErr.FBIG, () -> write(file, "a"));
        fails(HostErr.INVAL, () -> file.readAt(new byte[1], 0, 1, -1));
        fails(HostErr.INVAL, () -> file.writeAt(new byte[1], 0, 1, -1));
    }

    @Test
    @DisplayName("appending writes to the end wherever the position is, and can be switched off")
    void append() throws HostException {
        write(file, "abc");
        file.append(true);
        file.seek(0, Whence.SET);
        write(file, "d");
        assertThat(file.tell()).isEqualTo(4);
        file.writeAt(new byte[] {'e'}, 0, 1, 0);
        assertThat(file.tell()).isEqualTo(4);
        file.append(false);
        file.seek(0, Whence.SET);
        write(file, "X");
        assertThat(root.resolve("f")).hasContent("Xbcde");
    }

    @Test
    @DisplayName("guests that append to one file at once lose nothing")
    void appendTogether() throws Exception {
        List<Thread> threads = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            HostFile mine = (HostFile) dir.open("f", Modes.WRITE);
            mine.append(true);
            Thread thread = new Thread(() -> {
                try {
                    for (int n = 0; n < 500; n++) {
                        write(mine, "0123456789");
                    }
                } catch (HostException e) {
                    synchronized (failures) {
                        failures.add(e);
                    }
                } finally {
                    mine.close();
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread each : threads) {
            each.join();
        }
        assertThat(failures).isEmpty();
        assertThat(root.resolve("f")).hasContent("0123456789".repeat(2000));
    }

    @Test
    @DisplayName("a file is cut and extended with zeros, its position staying")
    void resize() throws HostException {
        write(file, "abcdef");
        file.resize(2);
        assertThat(file.tell()).isEqualTo(6);
        file.resize(4);
        assertThat(root.resolve("f")).hasBinaryContent(new byte[] {'a', 'b', 0, 0});
        file.resize(4);
        file.resize(0);
        assertThat(root.resolve("f")).isEmptyFile();
        fails(HostErr.INVAL, () -> file.resize(-1));
        HostFile readOnly = (HostFile) dir.open("f", Modes.READ);
        fails(HostErr.INVAL, () -> readOnly.resize(3));
        readOnly.close();
    }

    @Test
    @DisplayName("a file does only what it was opened for")
    void modes() throws HostException {
        HostFile reading = (HostFile) dir.open("f", Modes.READ);
        HostFile writing = (HostFile) dir.open("f", Modes.WRITE);
        fails(HostErr.BADF, () -> write(reading, ""));
        fails(HostErr.BADF, () -> reading.writeAt(new byte[1], 0, 1, 0));
        fails(HostErr.BADF, () -> writing.read(new byte[1], 0, 1));
        fails(HostErr.BADF, () -> writing.readAt(new byte[1], 0, 1, 0));
        writing.sync(true);
        reading.sync(false);
        reading.close();
        writing.close();
        writing.close();
        fails(HostErr.BADF, () -> write(writing, "x"));
    }

    @Test
    @DisplayName("an open file tells its attributes after being renamed, replaced and removed")
    void stat() throws Exception {
        write(file, "abc");
        FileStat before = file.stat();
        assertThat(before).isEqualTo(dir.stat("f", false));
        dir.rename("f", dir, "g");
        assertThat(file.stat().inode()).isEqualTo(before.inode());
        assertThat(file.stat().size()).isEqualTo(3);
        Files.delete(root.resolve("g"));
        Files.writeString(root.resolve("g"), "another");
        write(file, "d");
        assertThat(file.stat().inode()).isEqualTo(before.inode());
        assertThat(file.stat().size()).isEqualTo(4);
        file.setTimes(SetTime.at(Instant.EPOCH), SetTime.at(Instant.EPOCH));
        assertThat(Files.getLastModifiedTime(root.resolve("g")).toInstant()).isNotEqualTo(Instant.EPOCH);
    }

    @Test
    @DisplayName("a device is read and written as a stream")
    void device() throws Exception {
        HostDirectory devices = HostDirectory.open(Path.of("/dev"), false);
        HostFile nothing = (HostFile) devices.open("null", Modes.READ_WRITE);
        assertThat(nothing.type()).isEqualTo(FileType.CHARACTER_DEVICE);
        write(nothing, "gone");
        assertThat(nothing.read(new byte[8], 0, 8)).isZero();
        fails(HostErr.SPIPE, () -> nothing.seek(0, Whence.SET));
        fails(HostErr.SPIPE, nothing::tell);
        fails(HostErr.SPIPE, () -> nothing.readAt(new byte[1], 0, 1, 0));
        fails(HostErr.INVAL, () -> nothing.resize(0));
        assertThat(nothing.remaining()).isZero();
        nothing.close();
        devices.close();
    }

    @Test
    @DisplayName("an interrupt in a file operation stops the guest and stays set")
    void interrupted() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> write(file, "x")).isInstanceOf(StoppedException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
