package dev.wasmmaven.sdk.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.wasmmaven.sdk.SdkException;
import dev.wasmmaven.sdk.testkit.FakeSdk;
import dev.wasmmaven.sdk.testkit.TestTar;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(OS.WINDOWS)
class UnpackerTest {

    @TempDir
    Path temp;

    private Path archive;
    private Path folder;

    @BeforeEach
    void setUp() throws IOException {
        archive = temp.resolve("wasi-sdk.tar.gz");
        folder = Files.createDirectories(temp.resolve("outer/folder"));
    }

    @FunctionalInterface
    interface Entries {
        void write(TestTar tar) throws IOException;
    }

    private void write(Entries entries) throws IOException {
        try (TestTar tar = new TestTar(Files.newOutputStream(archive))) {
            entries.write(tar);
        }
    }

    private Unpacker.Summary unpack() {
        return new Unpacker(new UnpackLimits(100_000, 100)).unpack(archive, folder);
    }

    private SdkException failure() {
        return catchThrowableOfType(SdkException.class, this::unpack);
    }

    @Test
    @DisplayName("an SDK comes out without its top folder, with links, and only programs may be executed")
    void unpacks() throws IOException {
        FakeSdk.version("34.0").archive(archive);
        Unpacker.Summary summary = unpack();
        assertThat(folder.resolve("VERSION")).content().startsWith("34.0");
        assertThat(Files.readSymbolicLink(folder.resolve("bin/wasm32-wasip1-clang")))
                .hasToString("clang");
        assertThat(folder.resolve("bin/clang")).isExecutable();
        assertThat(Files.getPosixFilePermissions(folder.resolve("VERSION")))
                .doesNotContain(PosixFilePermission.OWNER_EXECUTE);
        assertThat(summary.files()).isEqualTo(5 + 3 * 3);
        assertThat(summary.bytes()).isPositive();
    }

    @Test
    @DisplayName("permissions of the archive do not come out: no set-user-id bit, no file that everybody may write")
    void permissions() throws IOException {
        write(tar -> tar.file("sdk/bin/clang", "x", 06777).file("sdk/VERSION", "x", 0000));
        unpack();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("bin/clang"))))
                .doesNotContain("ws")
                .isEqualTo(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("VERSION")))
                        .replace("r--", "r-x")
                        .replace("rw-", "rwx"));
    }

    @Test
    @DisplayName("a hard link to a file of the archive becomes a copy")
    void hardLink() throws IOException {
        write(tar -> tar.file("sdk/bin/clang", "content", 0755).hardLink("sdk/bin/clang-19", "sdk/bin/clang"));
        unpack();
        assertThat(folder.resolve("bin/clang-19")).hasContent("content").isExecutable();
    }

    @Test
    @DisplayName("links into other folders are made, also before the folder's files come")
    void links() throws IOException {
        write(tar -> tar.symbolicLink("sdk/a/link", "../b/file").file("sdk/b/file", "content", 0644));
        unpack();
        assertThat(folder.resolve("a/link")).hasContent("content");
    }

    @Test
    @DisplayName("long names come out whole")
    void longNames() throws IOException {
        String name = "n".repeat(90) + "/" + "m".repeat(90);
        write(tar -> tar.file("sdk/" + name, "content", 0644));
        unpack();
        assertThat(folder.resolve(name)).hasContent("content");
    }

    static Stream<Arguments> malicious() {
        return Stream.of(
                new Arguments("a name with ..", tar -> tar.file("sdk/../../evil", "x", 0644)),
                new Arguments("an absolute name", tar -> tar.file("/tmp/evil", "x", 0644)),
                new Arguments("a name of a drive", tar -> tar.file("C:/evil", "x", 0644)),
                new Arguments(
                        "a second top folder",
                        tar -> tar.file("sdk/a", "x", 0644).file("evil/b", "x", 0644)),
                new Arguments("a file beside the top folder", tar -> tar.file("evil", "x", 0644)),
                new Arguments("a link to an absolute place", tar -> tar.symbolicLink("sdk/evil", "/etc/passwd")),
                new Arguments("a link to outside", tar -> tar.symbolicLink("sdk/evil", "../../x")),
                new Arguments("a link to the top folder", tar -> tar.symbolicLink("sdk/evil", ".")),
                new Arguments("a link without a target", tar -> tar.symbolicLink("sdk/evil", "")),
                new Arguments("the top folder as a link", tar -> tar.symbolicLink("sdk", "/tmp")),
                new Arguments(
                        "a file in place of a link",
                        tar -> tar.symbolicLink("sdk/dir", "other").file("sdk/dir", "x", 0644)),
                new Arguments(
                        "a file through a link",
                        tar -> tar.folder("sdk/real/")
                                .symbolicLink("sdk/dir", "real")
                                .file("sdk/dir/evil", "x", 0644)),
                new Arguments(
                        "a link through a link",
                        tar -> tar.folder("sdk/a/b/")
                                .symbolicLink("sdk/dir", "a/b")
                                .symbolicLink("sdk/dir/evil", "x")),
                new Arguments("a hard link to outside", tar -> tar.hardLink("sdk/evil", "../../etc/passwd")),
                new Arguments("a hard link to an absolute place", tar -> tar.hardLink("sdk/evil", "/etc/passwd")),
                new Arguments(
                        "a hard link to a link",
                        tar -> tar.symbolicLink("sdk/link", "file").hardLink("sdk/evil", "sdk/link")),
                new Arguments("a device", tar -> tar.special("sdk/evil", TarConstants.LF_CHR, "")),
                new Arguments("a block device", tar -> tar.special("sdk/evil", TarConstants.LF_BLK, "")),
                new Arguments("a named pipe", tar -> tar.special("sdk/evil", TarConstants.LF_FIFO, "")),
                new Arguments(
                        "a file twice", tar -> tar.file("sdk/a", "x", 0644).file("sdk/a", "y", 0644)),
                new Arguments(
                        "a file as a folder",
                        tar -> tar.file("sdk/a", "x", 0644).file("sdk/a/b", "y", 0644)));
    }

    record Arguments(String name, Entries entries) {
        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource
    @DisplayName("is refused, and nothing is written outside:")
    void malicious(Arguments arguments) throws IOException {
        write(arguments.entries());
        SdkException failure = failure();
        assertThat(failure.diagnosticId()).isEqualTo(DiagnosticId.SDK_ARCHIVE_UNSAFE);
        assertThat(failure).hasMessageContaining("wasi-sdk.tar.gz");
        try (Stream<Path> outside = Files.walk(temp)) {
            assertThat(outside.filter(path -> !path.startsWith(folder)))
                    .containsExactlyInAnyOrder(temp, archive, folder.getParent());
        }
    }

    @Test
    @DisplayName("what unpacks to more bytes or files than allowed stops there")
    void limits() throws IOException {
        write(tar -> tar.file("sdk/zeros", "0".repeat(200_000), 0644));
        assertThat(Files.size(archive)).isLessThan(2000);
        SdkException bytes = failure();
        assertThat(bytes.diagnosticId()).isEqualTo(DiagnosticId.SDK_TOO_LARGE);
        assertThat(folder.resolve("zeros")).matches(path -> path.toFile().length() <= 100_000);

        write(tar -> {
            for (int i = 0; i < 101; i++) {
                tar.folder("sdk/folder" + i + "/");
            }
        });
        SdkException entries = failure();
        assertThat(entries.diagnosticId()).isEqualTo(DiagnosticId.SDK_TOO_LARGE);
        assertThat(entries).hasMessageContaining("100 files");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 0.9, 0.999})
    @DisplayName("a truncated archive is told as damaged, wherever it ends")
    void truncated(double part) throws IOException {
        byte[] whole = FakeSdk.version("34.0").archiveBytes();
        Files.write(archive, Arrays.copyOf(whole, (int) (whole.length * part)));
        assertThat(failure().diagnosticId()).isEqualTo(DiagnosticId.SDK_ARCHIVE_DAMAGED);
    }

    @Test
    @DisplayName("a wrong checksum at the end is told as damaged")
    void checksum() throws IOException {
        byte[] whole = FakeSdk.version("34.0").archiveBytes();
        whole[whole.length - 6] ^= 1;
        Files.write(archive, whole);
        assertThat(failure().diagnosticId()).isEqualTo(DiagnosticId.SDK_ARCHIVE_DAMAGED);
    }

    @Test
    @DisplayName("what is no archive is told as such")
    void noArchive() throws IOException {
        Files.writeString(archive, "<html>");
        assertThat(failure().diagnosticId()).isEqualTo(DiagnosticId.SDK_NOT_AN_ARCHIVE);
        Files.writeString(archive, "");
        assertThat(failure().diagnosticId()).isEqualTo(DiagnosticId.SDK_NOT_AN_ARCHIVE);
    }

    @Test
    @DisplayName("a zip archive is unpacked, and guarded, in the same way")
    void zip() throws IOException {
        zip("sdk/share/file");
        unpack();
        assertThat(folder.resolve("share/file")).hasContent("content");

        zip("sdk/../../evil");
        assertThat(failure().diagnosticId()).isEqualTo(DiagnosticId.SDK_ARCHIVE_UNSAFE);
    }

    private void zip(String name) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write("content".getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
    }
}
