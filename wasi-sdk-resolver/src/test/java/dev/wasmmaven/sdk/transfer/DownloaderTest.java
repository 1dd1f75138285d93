package dev.wasmmaven.sdk.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.wasmmaven.sdk.SdkException;
import dev.wasmmaven.sdk.testkit.FakeSdk;
import dev.wasmmaven.sdk.testkit.Recorder;
import dev.wasmmaven.sdk.testkit.TestServer;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.support.digest.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DownloaderTest {

    private static final Duration STALL = Duration.ofMillis(600);
    private static final HttpSettings SETTINGS = HttpSettings.defaults().withTimeouts(Duration.ofSeconds(5), STALL);

    @TempDir
    Path folder;

    private final Recorder recorder = new Recorder();
    private final List<Duration> pauses = new ArrayList<>();
    private byte[] content;
    private Path file;

    @BeforeEach
    void setUp() throws IOException {
        content = FakeSdk.version("34.0").files(300).archiveBytes();
        file = folder.resolve("sdk.part");
    }

    private Downloader downloader(Transport transport, long mostBytes) {
        return new Downloader(transport, RetryPolicy.defaults(), mostBytes, pauses::add);
    }

    private Digest download(URI address, Optional<Digest> pinned) {
        return downloader(new HttpTransport(SETTINGS), 1 << 20).download(address, file, pinned, recorder);
    }

    private SdkException failure(URI address, Optional<Digest> pinned) {
        return catchThrowableOfType(SdkException.class, () -> download(address, pinned));
    }

    private Optional<Digest> right() {
        return Optional.of(Digest.sha256(content));
    }

    @Test
    @DisplayName("a good server's archive arrives whole, with its digest, in one request")
    void good() throws IOException {
        try (TestServer server = new TestServer(TestServer.serving(content))) {
            assertThat(download(server.address("/a"), Optional.empty())).isEqualTo(Digest.sha256(content));
            assertThat(Files.readAllBytes(file)).isEqualTo(content);
            assertThat(server.count()).isOne();
            assertThat(recorder.received).isEqualTo(content.length);
        }
    }

    @Test
    @DisplayName("a connection that breaks is continued where it stopped, if the content is still the same")
    void resumes() throws IOException {
        try (TestServer server =
                new TestServer((exchange, number) -> TestServer.serve(exchange, content, content.length / 3))) {
            assertThat(download(server.address("/a"), right())).isEqualTo(Digest.sha256(content));
            assertThat(server.count()).isBetween(3, 5);
            assertThat(server.requests().get(1).getFirst("Range"))
                    .startsWith("bytes=")
                    .isNotEqualTo("bytes=0-");
            assertThat(recorder.events).contains("downloading from 0", "retrying 2 after 500");
            // Each attempt brings bytes, so the pause does not grow.
            assertThat(pauses).containsOnly(Duration.ofMillis(500));
        }
    }

    @Test
    @DisplayName("a server that knows no ranges is asked again from the start, and given up when it brings nothing new")
    void noRanges() throws IOException {
        try (TestServer server = new TestServer((exchange, number) -> {
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content, 0, number == 4 ? content.length : content.length / 2);
        })) {
            assertThat(download(server.address("/a"), right())).isEqualTo(Digest.sha256(content));
            assertThat(server.count()).isEqualTo(4);
            assertThat(server.requests())
                    .allSatisfy(headers -> assertThat(headers).doesNotContainKey("Range"));
        }
    }

    @Test
    @DisplayName("a truncated download ends after five attempts with growing pauses, naming the sizes")
    void truncated() throws IOException {
        try (TestServer server = new TestServer((exchange, number) -> {
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content, 0, 100);
        })) {
            SdkException failure = failure(server.address("/a"), right());
            assertThat(failure.diagnosticId()).isEqualTo(DiagnosticId.SDK_DOWNLOAD_FAILED);
            assertThat(failure).hasMessageContaining("/a");
            // Newer JDKs repeat a GET by themselves if its connection breaks early, so the server may see more.
            assertThat(server.count()).isGreaterThanOrEqualTo(5);
            assertThat(pauses)
                    .containsExactly(
                            Duration.ofMillis(500),
                            Duration.ofMillis(1000),
                            Duration.ofMillis(2000),
                            Duration.ofMillis(4000));
        }
    }

    @Test
    @DisplayName("content that changed between two parts is fetched anew, not glued together")
    void changedContent() throws IOException {
        byte[] other = FakeSdk.version("33.0").files(200).archiveBytes();
        try (TestServer server = new TestServer((exchange, number) ->
                TestServer.serve(exchange, number == 1 ? other : content, number == 1 ? 500 : Integer.MAX_VALUE))) {
            assertThat(download(server.address("/a"), right())).isEqualTo(Digest.sha256(content));
            assertThat(Files.readAllBytes(file)).isEqualTo(content);
        }
    }

    @Test
    @DisplayName("a part of another process that was damaged on the disk costs one more download, not an error")
    void damagedPart() throws IOException {
        try (TestServer server = new TestServer(
                (exchange, number) -> TestServer.serve(exchange, content, number == 1 ? 1000 : Integer.MAX_VALUE))) {
            Downloader once =
                    new Downloader(new HttpTransport(SETTINGS), new RetryPolicy(1, STALL, STALL), 1 << 20, pauses::add);
            assertThatThrownBy(() -> once.download(server.address("/a"), file, right(), recorder))
                    .isInstanceOf(TransferException.class);
            byte[] part = Files.readAllBytes(file);
            part[part.length - 1] ^= 1;
            Files.write(file, part);

            assertThat(download(server.address("/a"), right())).isEqualTo(Digest.sha256(content));
            assertThat(server.count()).isEqualTo(3);
        }
    }

    @Test
    @DisplayName("an archive that is here whole already is not asked for again")
    void alreadyHere() throws IOException {
        try (TestServer server = new TestServer(TestServer.serving(content))) {
            download(server.address("/a"), Optional.empty());
            assertThat(download(server.address("/a"), Optional.empty())).isEqualTo(Digest.sha256(content));
            assertThat(server.count()).isOne();
        }
    }

    @Test
    @DisplayName("a digest that is not the pinned one is an error with both, and the file is gone")
    void wrongDigest() throws IOException {
        Digest pinned = Digest.sha256("something else");
        try (TestServer server = new TestServer(TestServer.serving(content))) {
            SdkException failure = failure(server.address("/a"), Optional.of(pinned));
            assertThat(failure.diagnosticId()).isEqualTo(DiagnosticId.SDK_DIGEST_MISMATCH);
            assertThat(failure)
                    .hasMessageContaining(pinned.toString())
                    .hasMessageContaining(Digest.sha256(content).toString());
            assertThat(folder).isEmptyDirectory();
            assertThat(server.count()).isOne();
        }
    }

    @Test
    @DisplayName("a pinned SHA-512 is held as well")
    void sha512() throws IOException {
        Digest pinned = Digest.of(Digest.Algorithm.SHA512, new ByteArrayInputStream(content));
        try (TestServer server = new TestServer(TestServer.serving(content))) {
            assertThat(download(server.address("/a"), Optional.of(pinned))).isEqualTo(pinned);
        }
    }

    @Test
    @DisplayName("a page instead of an archive is told as such, also without a pinned digest, and not kept")
    void html() throws IOException {
        byte[] page = "<!DOCTYPE html><title>Please log in</title>".getBytes(StandardCharsets.UTF_8);
        try (TestServer server = new TestServer(TestServer.serving(page))) {
            SdkException failure = failure(server.address("/a"), Optional.empty());
            assertThat(failure.diagnosticId()).isEqualTo(DiagnosticId.SDK_NOT_AN_ARCHIVE);
            assertThat(failure).hasMessageContaining("sent an HTML page instead of an archive");
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    @DisplayName("an empty answer is no archive")
    void empty() throws IOException {
        try (TestServer server = new TestServer((exchange, number) -> exchange.sendResponseHeaders(200, -1))) {
            assertThat(failure(server.address("/a"), Optional.empty())).hasMessageContaining("nothing (0 bytes)");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "401,SDK_DOWNLOAD_REFUSED,1",
        "403,SDK_DOWNLOAD_REFUSED,1",
        "404,SDK_NOT_PUBLISHED,1",
        "410,SDK_NOT_PUBLISHED,1",
        "418,SDK_DOWNLOAD_FAILED,1",
        "429,SDK_DOWNLOAD_FAILED,5",
        "500,SDK_DOWNLOAD_FAILED,5",
        "503,SDK_DOWNLOAD_FAILED,5"
    })
    @DisplayName("a status that is no success has its own message; only what may pass is tried again")
    void statuses(int status, DiagnosticId id, int requests) throws IOException {
        try (TestServer server = new TestServer((exchange, number) -> exchange.sendResponseHeaders(status, -1))) {
            SdkException failure = failure(server.address("/a?secret=1"), Optional.empty());
            assertThat(failure.diagnosticId()).isEqualTo(id);
            assertThat(failure)
                    .hasMessageContaining("/a?…")
                    .hasMessageContaining(Integer.toString(status))
                    .hasMessageNotContaining("secret");
            assertThat(server.count()).isEqualTo(requests);
        }
    }

    @Test
    @DisplayName("a server that stops in the middle is left after the limit and continued")
    void stalls() throws IOException {
        CountDownLatch end = new CountDownLatch(1);
        try (TestServer server = new TestServer((exchange, number) -> {
            if (number == 1) {
                TestServer.serve(exchange, content, 2000);
                await(end);
            } else {
                TestServer.serve(exchange, content, Integer.MAX_VALUE);
            }
        })) {
            assertThat(download(server.address("/a"), right())).isEqualTo(Digest.sha256(content));
            assertThat(server.requests().get(1).getFirst("Range")).isEqualTo("bytes=2000-");
            end.countDown();
        }
    }

    @Test
    @DisplayName("a server that accepts and never answers is left after the limit")
    void silent() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            URI address = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/a");
            Downloader twice =
                    new Downloader(new HttpTransport(SETTINGS), new RetryPolicy(2, STALL, STALL), 1 << 20, pauses::add);
            assertThatThrownBy(() -> twice.download(address, file, Optional.empty(), recorder))
                    .isInstanceOf(TransferException.class)
                    .hasMessageContaining("the server did not answer in time");
            assertThat(pauses).hasSize(1);
        }
    }

    @Test
    @DisplayName("a slow server is waited for as long as it sends something")
    void slow() throws IOException {
        byte[] small = FakeSdk.version("34.0").archiveBytes();
        try (TestServer server = new TestServer((exchange, number) -> {
            exchange.sendResponseHeaders(200, small.length);
            for (int i = 0; i < small.length; i += small.length / 8 + 1) {
                exchange.getResponseBody().write(small, i, Math.min(small.length / 8 + 1, small.length - i));
                exchange.getResponseBody().flush();
                pause(150);
            }
        })) {
            assertThat(download(server.address("/a"), Optional.of(Digest.sha256(small))))
                    .isNotNull();
            assertThat(server.count()).isOne();
        }
    }

    @Test
    @DisplayName("a server that resets the connection is tried again")
    void resets() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread resetting = new Thread(() -> {
                try {
                    while (true) {
                        try (Socket client = socket.accept()) {
                            readHead(client.getInputStream());
                            // Closing with a linger of 0 sends a reset instead of an end.
                            client.setSoLinger(true, 0);
                        }
                    }
                } catch (IOException e) {
                    // The test has closed the server.
                }
            });
            resetting.start();
            SdkException failure =
                    failure(URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/a"), Optional.empty());
            assertThat(failure.diagnosticId()).isEqualTo(DiagnosticId.SDK_DOWNLOAD_FAILED);
            assertThat(pauses).hasSize(4);
        }
    }

    @Test
    @DisplayName("a server that is not there is tried again, then named")
    void refused() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        SdkException failure = failure(URI.create("http://127.0.0.1:" + port + "/a"), Optional.empty());
        assertThat(failure.diagnosticId()).isEqualTo(DiagnosticId.SDK_DOWNLOAD_FAILED);
        assertThat(failure).hasMessageContaining("127.0.0.1:" + port);
    }

    @Test
    @DisplayName(
            "more than the limit is refused by the announced size, before the body, and without one, in the middle of it")
    void oversized() throws IOException {
        for (boolean announced : new boolean[] {true, false}) {
            try (TestServer server = new TestServer((exchange, number) -> {
                exchange.sendResponseHeaders(200, announced ? content.length : 0);
                exchange.getResponseBody().write(content);
            })) {
                SdkException failure = catchThrowableOfType(
                        SdkException.class,
                        () -> downloader(new HttpTransport(SETTINGS), 1000)
                                .download(server.address("/a"), file, Optional.empty(), recorder));
                assertThat(failure.diagnosticId()).isEqualTo(DiagnosticId.SDK_TOO_LARGE);
                assertThat(failure).hasMessageContaining("1000 bytes");
                assertThat(server.count()).isOne();
                assertThat(file).doesNotExist();
            }
        }
    }

    @Test
    @DisplayName("a full disk is told as such, not tried again, and what has arrived is continued later")
    void diskFull() throws IOException {
        try (TestServer server = new TestServer(TestServer.serving(content))) {
            Transport full = new HttpTransport(SETTINGS, (path, append) -> new FullDisk(path, 3000));
            assertThatThrownBy(() -> downloader(full, 1 << 20).download(server.address("/a"), file, right(), recorder))
                    .isInstanceOfSatisfying(SdkException.class, failure -> {
                        assertThat(failure.diagnosticId()).isEqualTo(DiagnosticId.SDK_CACHE_FAILED);
                        assertThat(failure).hasMessageContaining("No space left on device");
                    });
            assertThat(server.count()).isOne();

            assertThat(download(server.address("/a"), right())).isEqualTo(Digest.sha256(content));
            assertThat(server.requests().get(1).getFirst("Range")).isEqualTo("bytes=3000-");
        }
    }

    @Test
    @DisplayName("an interrupted thread stops, with its status set")
    void interrupted() throws IOException {
        try (TestServer server = new TestServer(TestServer.serving(content))) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> download(server.address("/a"), right()))
                    .isInstanceOf(SdkException.Interrupted.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private static void readHead(InputStream stream) throws IOException {
        int ends = 0;
        for (int c = stream.read(); c >= 0 && ends < 4; ) {
            ends = c == '\r' || c == '\n' ? ends + 1 : 0;
            if (ends < 4) {
                c = stream.read();
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes so many bytes, then none. */
    private static final class FullDisk implements WritableByteChannel {
        private final WritableByteChannel file;
        private int room;

        FullDisk(Path path, int room) throws IOException {
            this.file = Files.newByteChannel(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            this.room = room;
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            if (room == 0) {
                throw new IOException("No space left on device");
            }
            int count = Math.min(room, bytes.remaining());
            ByteBuffer part = bytes.slice(bytes.position(), count);
            file.write(part);
            bytes.position(bytes.position() + count);
            room -= count;
            return count;
        }

        @Override
        public boolean isOpen() {
            return file.isOpen();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
