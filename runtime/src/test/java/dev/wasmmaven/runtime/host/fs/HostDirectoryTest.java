package dev.wasmmaven.runtime.host.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wasmmaven.runtime.host.HostErr;
import dev.wasmmaven.runtime.host.HostException;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Directories behave as Linux's calls of the same names do. */
@ParameterizedClass
@EnumSource(Mode.class)
class HostDirectoryTest {

    @Parameter
    Mode mode;

    @TempDir
    Path root;

    private HostDirectory dir;

    @BeforeEach
    void open() throws IOException {
        dir = mode.open(root);
    }

    @AfterEach
    void close() {
        dir.close();
    }

    private static void fails(HostErr error, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        HostException.class, e -> assertThat(e.error()).isEqualTo(error));
    }

    private void file(String path) throws IOException {
        Files.writeString(root.resolve(path), path);
    }

    private void directory(String path) throws IOException {
        Files.createDirectories(root.resolve(path));
    }

    private void link(String path, String target) throws IOException {
        Files.createSymbolicLink(root.resolve(path), Path.of(target));
    }

    @Test
    @DisplayName("a directory to give that is missing or is a file is told")
    void badRoot() throws IOException {
        file("file");
        assertThatThrownBy(() -> mode.open(root.resolve("none"))).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> HostDirectory.open(root.resolve("file"), false))
                .isInstanceOf(NotDirectoryException.class);
    }

    @Test
    @DisplayName("paths with dots, doubled slashes and links inside lead where they should")
    void walk() throws Exception {
        directory("a/b");
        file("a/b/f");
        link("a/up", "..");
        link("l1", "a/b");
        link("l2", "l1/../b");
        for (String path : List.of(
                "a/b/f", "./a//b/./f", "a/../a/b/f", "l1/f", "l2/f", "a/up/l2/f", "l1/../b/f", "a/b/../../l1/f")) {
            assertThat(dir.stat(path, true).size()).as(path).isEqualTo(5);
        }
        for (String path : List.of(".", "./", "a/..", "a/up", "a/up/.", "l1/../..")) {
            assertThat(dir.stat(path, true).inode())
                    .as(path)
                    .isEqualTo(dir.stat().inode());
        }
        fails(HostErr.NOENT, () -> dir.stat("", true));
        fails(HostErr.NOENT, () -> dir.stat("none", true));
        fails(HostErr.NOENT, () -> dir.stat("none/x", true));
        fails(HostErr.NOENT, () -> dir.stat("none/../a", true));
        fails(HostErr.NOTDIR, () -> dir.stat("a/b/f/x", true));
        fails(HostErr.NOTDIR, () -> dir.stat("a/b/f/..", true));
        fails(HostErr.NOTDIR, () -> dir.stat("a/b/f/.", true));
        fails(HostErr.NOTDIR, () -> dir.stat("a/b/f/", true));
        fails(HostErr.INVAL, () -> dir.stat("a\0b", true));
        fails(HostErr.INVAL, () -> dir.stat("a/b/f\0", true));
    }

    @Test
    @DisplayName("names of 255 bytes and paths of 4096 are the limit")
    void longNames() throws Exception {
        String longest = "n".repeat(255);
        dir.open(longest, Modes.CREATE).close();
        assertThat(dir.stat(longest, false).type()).isEqualTo(FileType.REGULAR);
        fails(HostErr.NAMETOOLONG, () -> dir.open(longest + "n", Modes.CREATE));
        fails(HostErr.NAMETOOLONG, () -> dir.createDirectory("\u00e4".repeat(128)));
        fails(HostErr.NAMETOOLONG, () -> dir.stat("./".repeat(2049), true));
        assertThat(dir.stat("./".repeat(2048), true).type()).isEqualTo(FileType.DIRECTORY);
    }

    @Test
    @DisplayName("names that are not ASCII are UTF-8 on the disk, whatever the JVM's encoding")
    void unicode() throws Exception {
        dir.open("\u00e4\u4e16\ud83e\udd80", Modes.CREATE).close();
        dir.symlink("\u00e4\u4e16\ud83e\udd80", "\u00fc");
        Path raw = Path.of(java.net.URI.create(root.toUri() + "%C3%A4%E4%B8%96%F0%9F%A6%80"));
        assertThat(Files.exists(raw)).isTrue();
        assertThat(dir.list())
                .extracting(DirectoryEntry::name)
                .containsExactlyInAnyOrder("\u00e4\u4e16\ud83e\udd80", "\u00fc");
        assertThat(dir.readLink("\u00fc")).isEqualTo("\u00e4\u4e16\ud83e\udd80");
        assertThat(dir.stat("\u00fc", true).type()).isEqualTo(FileType.REGULAR);
    }

    @Test
    @DisplayName("a name of the host that is not UTF-8 is not listed")
    void notUtf8() throws Exception {
        Files.createFile(Path.of(java.net.URI.create(root.toUri() + "a%FFb")));
        file("what?");
        assertThat(dir.list()).extracting(DirectoryEntry::name).containsExactly("what?");
    }

    @Test
    @DisplayName("40 links may be followed, and no more; a loop ends")
    void loops() throws Exception {
        file("end");
        link("l0", "end");
        for (int i = 1; i <= 40; i++) {
            link("l" + i, "l" + (i - 1));
        }
        assertThat(dir.stat("l39", true).size()).isEqualTo(3);
        fails(HostErr.LOOP, () -> dir.stat("l40", true));
        assertThat(dir.stat("l40", false).type()).isEqualTo(FileType.SYMLINK);
        link("self", "self");
        link("ping", "pong/x");
        link("pong", "ping/x");
        fails(HostErr.LOOP, () -> dir.open("self", Modes.READ));
        fails(HostErr.LOOP, () -> dir.open("self/x", Modes.READ));
        fails(HostErr.LOOP, () -> dir.stat("ping", true));
        fails(HostErr.LOOP, () -> dir.stat("self/", false));
    }

    @Test
    @DisplayName("open says what stands in the way")
    void openErrors() throws Exception {
        directory("d");
        file("f");
        link("ld", "d");
        link("lf", "f");
        link("dangling", "new");
        fails(HostErr.NOENT, () -> dir.open("none", Modes.READ));
        fails(HostErr.NOENT, () -> dir.open("dangling", Modes.READ));
        fails(HostErr.NOTDIR, () -> dir.open("f", Modes.DIRECTORY));
        fails(HostErr.NOTDIR, () -> dir.open("lf", Modes.DIRECTORY));
        fails(HostErr.NOTDIR, () -> dir.open("f/", Modes.READ));
        fails(HostErr.NOTDIR, () -> dir.open("f///", Modes.READ));
        fails(HostErr.LOOP, () -> dir.open("lf", Modes.READ_LINK_ITSELF));
        fails(HostErr.LOOP, () -> dir.open("ld", Modes.DIRECTORY_LINK_ITSELF));
        fails(HostErr.EXIST, () -> dir.open("f", Modes.CREATE_NEW));
        fails(HostErr.EXIST, () -> dir.open("d", Modes.CREATE_NEW));
        fails(HostErr.EXIST, () -> dir.open("lf", Modes.CREATE_NEW));
        fails(HostErr.EXIST, () -> dir.open("dangling", Modes.CREATE_NEW));
        fails(HostErr.EXIST, () -> dir.open(".", Modes.CREATE_NEW));
        fails(HostErr.ISDIR, () -> dir.open("d", Modes.WRITE));
        fails(HostErr.ISDIR, () -> dir.open("d", Modes.TRUNCATE));
        fails(HostErr.ISDIR, () -> dir.open("d", Modes.CREATE));
        fails(HostErr.ISDIR, () -> dir.open(".", Modes.WRITE));
        fails(HostErr.ISDIR, () -> dir.open("d", Modes.DIRECTORY_WRITE));
        fails(HostErr.ISDIR, () -> dir.open("new/", Modes.CREATE));
        fails(HostErr.ISDIR, () -> dir.open("f/", Modes.CREATE));
        fails(HostErr.ISDIR, () -> dir.open("dangling/", Modes.CREATE));
        fails(HostErr.ISDIR, () -> dir.open("d/", Modes.CREATE_NEW));
        fails(HostErr.INVAL, () -> dir.open("new", Modes.DIRECTORY_CREATE));
        dir.open("d/", Modes.READ).close();
        dir.open("ld", Modes.DIRECTORY).close();
        dir.open("ld/", Modes.DIRECTORY_LINK_ITSELF).close();
        dir.open("lf", Modes.READ).close();
        dir.open("dangling", Modes.CREATE).close();
        assertThat(root.resolve("new")).exists();
    }

    @Test
    @DisplayName("a file that may only be read can be opened with create for reading")
    void createToRead() throws Exception {
        file("f");
        HostFile existing = (HostFile) dir.open("f", Modes.CREATE_TO_READ);
        assertThat(existing.writable()).isFalse();
        existing.close();
        HostFile made = (HostFile) dir.open("g", Modes.CREATE_TO_READ);
        assertThat(made.readable()).isTrue();
        fails(HostErr.BADF, () -> made.write(new byte[1], 0, 1));
        made.close();
    }

    @Test
    @DisplayName("a FIFO or socket is seen, and not waited for")
    void specialFiles() throws Exception {
        assumeTrue(new ProcessBuilder("mkfifo", root.resolve("fifo").toString())
                        .start()
                        .waitFor()
                == 0);
        Path socket = root.resolve("socket");
        try (ServerSocketChannel server = ServerSocketChannel.open(java.net.StandardProtocolFamily.UNIX)) {
            server.bind(java.net.UnixDomainSocketAddress.of(socket));
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
                fails(HostErr.NOTSUP, () -> dir.open("fifo", Modes.READ));
                fails(HostErr.NOTSUP, () -> dir.open("fifo", Modes.WRITE));
                fails(HostErr.NOTSUP, () -> dir.open("fifo", Modes.CREATE));
                fails(HostErr.NOTDIR, () -> dir.open("fifo", Modes.DIRECTORY));
                fails(HostErr.NOTDIR, () -> dir.stat("fifo/x", true));
                fails(HostErr.NOTSUP, () -> dir.setTimes("fifo", false, SetTime.OMIT, SetTime.at(Instant.EPOCH)));
                fails(HostErr.NXIO, () -> dir.open("socket", Modes.READ));
            });
        }
        assertThat(dir.stat("fifo", true).type()).isEqualTo(FileType.FIFO);
        assertThat(dir.list())
                .extracting(DirectoryEntry::type)
                .containsExactlyInAnyOrder(FileType.FIFO, FileType.SOCKET);
        dir.unlinkFile("fifo");
        assertThat(root.resolve("fifo")).doesNotExist();
    }

    @Test
    @DisplayName("directories are made and removed")
    void directories() throws Exception {
        dir.createDirectory("d");
        dir.createDirectory("d/e/");
        file("f");
        link("ld", "d");
        fails(HostErr.EXIST, () -> dir.createDirectory("d"));
        fails(HostErr.EXIST, () -> dir.createDirectory("d/"));
        fails(HostErr.EXIST, () -> dir.createDirectory("f"));
        fails(HostErr.EXIST, () -> dir.createDirectory("."));
        fails(HostErr.NOENT, () -> dir.createDirectory("none/d"));
        fails(HostErr.NOTDIR, () -> dir.createDirectory("f/d"));
        fails(HostErr.NOTEMPTY, () -> dir.removeDirectory("d"));
        fails(HostErr.NOTDIR, () -> dir.removeDirectory("f"));
        fails(HostErr.NOTDIR, () -> dir.removeDirectory("f/"));
        fails(HostErr.NOTDIR, () -> dir.removeDirectory("ld"));
        fails(HostErr.NOTDIR, () -> dir.removeDirectory("ld/"));
        fails(HostErr.NOENT, () -> dir.removeDirectory("none"));
        fails(HostErr.INVAL, () -> dir.removeDirectory("."));
        dir.removeDirectory("ld/e");
        dir.removeDirectory("d/");
        assertThat(root.resolve("d")).doesNotExist();
    }

    @Test
    @DisplayName("files and links are unlinked, directories are not")
    void unlink() throws Exception {
        directory("d");
        file("f");
        link("ld", "d");
        fails(HostErr.ISDIR, () -> dir.unlinkFile("d"));
        fails(HostErr.ISDIR, () -> dir.unlinkFile("d/"));
        fails(HostErr.ISDIR, () -> dir.unlinkFile("."));
        fails(HostErr.NOTDIR, () -> dir.unlinkFile("f/"));
        fails(HostErr.NOTDIR, () -> dir.unlinkFile("ld/"));
        fails(HostErr.NOENT, () -> dir.unlinkFile("none"));
        dir.unlinkFile("ld");
        dir.unlinkFile("f");
        assertThat(root).isDirectoryContaining(each -> each.endsWith("d"));
        assertThat(root.resolve("f")).doesNotExist();
    }

    @Test
    @DisplayName("a symbolic link with a slash at its end leads to directories only")
    void symlinkWithSlash() throws Exception {
        file("f");
        directory("d");
        dir.symlink("f/", "lf");
        dir.symlink("d/", "ld");
        dir.symlink("\u00fc/\u4e16/", "other");
        assertThat(dir.readLink("lf")).isEqualTo("f/");
        assertThat(dir.readLink("other")).isEqualTo("\u00fc/\u4e16/");
        assertThat(dir.stat("ld", true).type()).isEqualTo(FileType.DIRECTORY);
        fails(HostErr.NOTDIR, () -> dir.stat("lf", true));
        fails(HostErr.NOTDIR, () -> dir.open("lf", Modes.READ));
        fails(HostErr.ISDIR, () -> dir.open("lf", Modes.CREATE));
    }

    @Test
    @DisplayName("rename replaces like by like")
    void rename() throws Exception {
        file("f");
        file("g");
        directory("d");
        directory("full/x");
        directory("empty");
        dir.rename("f", dir, "g");
        assertThat(root.resolve("g")).hasContent("f");
        fails(HostErr.ISDIR, () -> dir.rename("g", dir, "d"));
        fails(HostErr.NOTDIR, () -> dir.rename("d", dir, "g"));
        fails(HostErr.NOTEMPTY, () -> dir.rename("d", dir, "full"));
        fails(HostErr.NOENT, () -> dir.rename("none", dir, "d"));
        fails(HostErr.NOENT, () -> dir.rename("g", dir, "none/g"));
        fails(HostErr.NOTDIR, () -> dir.rename("g", dir, "h/"));
        fails(HostErr.NOTDIR, () -> dir.rename("g/", dir, "h"));
        fails(HostErr.INVAL, () -> dir.rename("full", dir, "full/x/inside"));
        file("full/file");
        fails(HostErr.INVAL, () -> dir.rename("full", dir, "full/file"));
        fails(HostErr.NOTEMPTY, () -> dir.rename("full/file", dir, "full"));
        fails(HostErr.NOTEMPTY, () -> dir.rename("full/x", dir, "full"));
        dir.rename("full", dir, "full");
        fails(HostErr.BUSY, () -> dir.rename(".", dir, "dot"));
        fails(HostErr.BUSY, () -> dir.rename("d", dir, "."));
        dir.rename("d", dir, "empty");
        dir.rename("empty/", dir, "new/");
        dir.rename("g", (HostDirectory) dir.open("full/x", Modes.DIRECTORY), "moved");
        assertThat(root.resolve("full/x/moved")).hasContent("f");
        assertThat(root.resolve("new")).isEmptyDirectory();
    }

    @Test
    @DisplayName("a directory that was renamed is still the same through an open descriptor")
    void openWhileRenamed() throws Exception {
        directory("d/sub");
        file("d/sub/f");
        HostDirectory open = (HostDirectory) dir.open("d/sub", Modes.DIRECTORY);
        HostFile file = (HostFile) open.open("f", Modes.READ_WRITE);
        long inode = file.stat().inode();
        dir.rename("d", dir, "e");
        open.createDirectory("made");
        open.symlink("f", "link");
        open.rename("f", dir, "out");
        file.setTimes(SetTime.OMIT, SetTime.at(Instant.ofEpochSecond(1_000_000_000)));
        assertThat(root.resolve("e/sub/made")).isDirectory();
        assertThat(open.readLink("link")).isEqualTo("f");
        assertThat(file.stat().inode()).isEqualTo(inode);
        assertThat(Files.getLastModifiedTime(root.resolve("out")).toInstant())
                .isEqualTo(Instant.ofEpochSecond(1_000_000_000));
        file.close();
        open.close();
    }

    @Test
    @DisplayName("hard links are made to files and to links themselves, never to directories")
    void hardLinks() throws Exception {
        file("f");
        directory("d");
        link("l", "none");
        dir.link("f", dir, "g");
        assertThat(dir.stat("g", false)).isEqualTo(dir.stat("f", false));
        assertThat(dir.stat("g", false).links()).isEqualTo(2);
        dir.link("l", dir, "m");
        assertThat(dir.readLink("m")).isEqualTo("none");
        fails(HostErr.PERM, () -> dir.link("d", dir, "e"));
        fails(HostErr.PERM, () -> dir.link(".", dir, "e"));
        fails(HostErr.EXIST, () -> dir.link("f", dir, "g"));
        fails(HostErr.EXIST, () -> dir.link("f", dir, "f"));
        fails(HostErr.EXIST, () -> dir.link("f", dir, "d"));
        fails(HostErr.EXIST, () -> dir.link("f", dir, "d/"));
        fails(HostErr.EXIST, () -> dir.link("f", dir, "l"));
        fails(HostErr.EXIST, () -> dir.link("f", dir, "l/"));
        fails(HostErr.EXIST, () -> dir.link("d", dir, "f"));
        link("ld", "d");
        fails(HostErr.PERM, () -> dir.link("ld/", dir, "h"));
        fails(HostErr.NOENT, () -> dir.link("l/", dir, "h"));
        fails(HostErr.NOENT, () -> dir.link("f", dir, "h/"));
        fails(HostErr.NOENT, () -> dir.link("none", dir, "h"));
        fails(HostErr.NOTDIR, () -> dir.link("f/", dir, "h"));
    }

    @Test
    @DisplayName("symbolic links are made and read")
    void symlinks() throws Exception {
        file("f");
        directory("d");
        dir.symlink("../.././x", "d/l");
        assertThat(dir.readLink("d/l")).isEqualTo("../.././x");
        fails(HostErr.EXIST, () -> dir.symlink("x", "f"));
        fails(HostErr.EXIST, () -> dir.symlink("x", "d"));
        fails(HostErr.EXIST, () -> dir.symlink("x", "d/"));
        fails(HostErr.NOTDIR, () -> dir.symlink("x", "f/"));
        fails(HostErr.EXIST, () -> dir.symlink("x", "d/l/"));
        fails(HostErr.NOENT, () -> dir.symlink("x", "new/"));
        fails(HostErr.NOENT, () -> dir.symlink("", "new"));
        fails(HostErr.INVAL, () -> dir.symlink("a\0b", "new"));
        fails(HostErr.NAMETOOLONG, () -> dir.symlink("x/".repeat(2049), "new"));
        dir.symlink("n".repeat(256), "long");
        assertThat(dir.readLink("long")).hasSize(256);
        fails(HostErr.NOTDIR, () -> dir.readLink("f/"));
        fails(HostErr.INVAL, () -> dir.readLink("f"));
        fails(HostErr.INVAL, () -> dir.readLink("d"));
        fails(HostErr.INVAL, () -> dir.readLink("."));
        fails(HostErr.NOENT, () -> dir.readLink("none"));
    }

    @Test
    @DisplayName("attributes are the host's")
    void attributes() throws Exception {
        file("f");
        link("l", "f");
        FileStat stat = dir.stat("f", false);
        assertThat(stat.inode()).isEqualTo(Files.getAttribute(root.resolve("f"), "unix:ino"));
        assertThat(stat.device()).isEqualTo(Files.getAttribute(root.resolve("f"), "unix:dev"));
        assertThat(stat.links()).isEqualTo(1);
        assertThat(stat.type()).isEqualTo(FileType.REGULAR);
        assertThat(dir.stat("l", false).type()).isEqualTo(FileType.SYMLINK);
        assertThat(dir.stat("l", true)).isEqualTo(stat);
        assertThat(dir.stat().type()).isEqualTo(FileType.DIRECTORY);
    }

    @Test
    @DisplayName("times are set to the nanosecond, and the one that is not named stays")
    void times() throws Exception {
        file("f");
        link("l", "f");
        Instant accessed = dir.stat("f", false).accessed();
        Instant time = Instant.parse("2001-02-03T04:05:06.123456789Z");
        dir.setTimes("l", true, SetTime.OMIT, SetTime.at(time));
        assertThat(Files.getLastModifiedTime(root.resolve("f")).toInstant()).isEqualTo(time);
        assertThat(dir.stat("f", false).accessed()).isEqualTo(accessed);
        dir.setTimes("f", false, SetTime.at(time), SetTime.OMIT);
        assertThat(dir.stat("f", false).accessed())
                .isEqualTo(dir.stat("f", false).modified());
        // Java 17 sets the times of a link itself to the microsecond only.
        Instant micros = Instant.parse("2001-02-03T04:05:06.123456Z");
        dir.setTimes("l", false, SetTime.OMIT, SetTime.at(micros));
        assertThat(Files.getLastModifiedTime(root.resolve("l"), LinkOption.NOFOLLOW_LINKS)
                        .toInstant())
                .isEqualTo(micros);
        dir.setTimes(SetTime.at(micros), SetTime.at(micros));
        assertThat(Files.getLastModifiedTime(root).toInstant()).isEqualTo(micros);
        dir.setTimes(".", true, SetTime.OMIT, SetTime.at(time));
        assertThat(Files.getLastModifiedTime(root).toInstant()).isEqualTo(time);
        fails(HostErr.NOTDIR, () -> dir.setTimes("f/", true, SetTime.OMIT, SetTime.OMIT));
        fails(HostErr.NOENT, () -> dir.setTimes("none", true, SetTime.OMIT, SetTime.OMIT));
    }

    @Test
    @DisplayName("a listing names everything once, with type and inode")
    void list() throws Exception {
        file("f");
        directory("d");
        link("l", "f");
        for (int i = 0; i < 2; i++) {
            assertThat(dir.list())
                    .containsExactlyInAnyOrder(
                            new DirectoryEntry(
                                    "f", FileType.REGULAR, dir.stat("f", false).inode()),
                            new DirectoryEntry(
                                    "d",
                                    FileType.DIRECTORY,
                                    dir.stat("d", false).inode()),
                            new DirectoryEntry(
                                    "l", FileType.SYMLINK, dir.stat("l", false).inode()));
        }
    }

    @Test
    @DisplayName("in a read-only directory everything can be read and nothing changed")
    void readOnly() throws Exception {
        file("f");
        directory("d");
        file("d/g");
        HostDirectory other = mode.open(root, true);
        HostFile file = (HostFile) other.open("d/g", Modes.READ);
        byte[] bytes = new byte[9];
        assertThat(new String(bytes, 0, file.read(bytes, 0, 9), StandardCharsets.UTF_8))
                .isEqualTo("d/g");
        HostDirectory below = (HostDirectory) other.open("d", Modes.DIRECTORY);
        for (HostDirectory each : List.of(other, below)) {
            fails(HostErr.PERM, () -> each.open("g", Modes.WRITE));
            fails(HostErr.PERM, () -> each.open("g", Modes.TRUNCATE));
            fails(HostErr.PERM, () -> each.open("new", Modes.CREATE));
            fails(HostErr.PERM, () -> each.open("new", Modes.CREATE_TO_READ));
            fails(HostErr.PERM, () -> each.createDirectory("new"));
            fails(HostErr.PERM, () -> each.removeDirectory("d"));
            fails(HostErr.PERM, () -> each.unlinkFile("g"));
            fails(HostErr.PERM, () -> each.symlink("x", "new"));
            fails(HostErr.PERM, () -> each.rename("g", dir, "new"));
            fails(HostErr.PERM, () -> dir.rename("f", each, "new"));
            fails(HostErr.PERM, () -> each.link("g", dir, "new"));
            fails(HostErr.PERM, () -> dir.link("f", each, "new"));
            fails(HostErr.PERM, () -> each.setTimes("g", true, SetTime.OMIT, SetTime.at(Instant.EPOCH)));
            fails(HostErr.PERM, () -> each.setTimes(SetTime.OMIT, SetTime.at(Instant.EPOCH)));
            assertThat(each.list()).isNotEmpty();
        }
        fails(HostErr.PERM, () -> file.setTimes(SetTime.OMIT, SetTime.at(Instant.EPOCH)));
        file.close();
        below.close();
        other.close();
    }
}
