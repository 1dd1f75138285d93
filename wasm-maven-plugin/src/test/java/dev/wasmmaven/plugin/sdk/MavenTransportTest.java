package dev.wasmmaven.plugin.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.wasmmaven.sdk.SdkException;
import dev.wasmmaven.sdk.transfer.TransferException;
import dev.wasmmaven.sdk.transfer.Transport;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.spi.connector.transport.GetTask;
import org.eclipse.aether.spi.connector.transport.PeekTask;
import org.eclipse.aether.spi.connector.transport.PutTask;
import org.eclipse.aether.spi.connector.transport.Transporter;
import org.eclipse.aether.spi.connector.transport.TransporterProvider;
import org.eclipse.aether.transfer.NoTransporterException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked of Maven's transporters, and what is made of their answers; the real ones are tried by integration tests. */
class MavenTransportTest {

    private static final URI ADDRESS =
            URI.create("https://sdk.example/releases/wasi-sdk-34/wasi-sdk-34.0.tar.gz?token=x");

    @TempDir
    Path temp;

    /** What a transporter does with a task. */
    @FunctionalInterface
    interface Behaviour {
        void get(GetTask task) throws Exception;
    }

    private final DefaultRepositorySystemSession session = new DefaultRepositorySystemSession();
    private final List<RemoteRepository> repositories = new ArrayList<>();
    private final List<RepositorySystemSession> sessions = new ArrayList<>();
    private final List<GetTask> tasks = new ArrayList<>();
    private final List<String> progress = new ArrayList<>();
    private Behaviour behaviour = task -> {};
    private Optional<RemoteRepository> mirror = Optional.empty();
    private Optional<SdkException> refusal = Optional.empty();
    private boolean closed;
    private Path file;

    @BeforeEach
    void setUp() {
        file = temp.resolve("part");
    }

    private TransporterProvider provider() {
        return (used, repository) -> {
            sessions.add(used);
            repositories.add(repository);
            if (repository.getProtocol().equals("gopher")) {
                throw new NoTransporterException(repository, "no transporter for gopher");
            }
            return new Transporter() {
                @Override
                public int classify(Throwable error) {
                    return ERROR_OTHER;
                }

                @Override
                public void peek(PeekTask task) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public void get(GetTask task) throws Exception {
                    tasks.add(task);
                    behaviour.get(task);
                }

                @Override
                public void put(PutTask task) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public void close() {
                    closed = true;
                }
            };
        };
    }

    /** Puts the mirror, if there is one, in the place of what is asked for. */
    private RepositorySystem mirrors() {
        return (RepositorySystem) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {RepositorySystem.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("newResolutionRepositories");
                    return mirror.<Object>map(List::of).orElse(arguments[1]);
                });
    }

    private void fetch(URI address, Optional<String> validator) {
        new MavenTransport(provider(), mirrors(), session, List.of(URI.create("https://sdk.example/releases")))
                .fetch(new Transport.Request(address, file, validator), new Transport.Progress() {
                    @Override
                    public void started(long offset, OptionalLong total, Optional<String> named) {
                        refusal.ifPresent(failure -> {
                            throw failure;
                        });
                        progress.add("started " + offset + " of " + total + " " + named.isPresent());
                    }

                    @Override
                    public void received(int bytes) {
                        progress.add("received " + bytes);
                    }
                });
    }

    private SdkException failure(Exception thrown) {
        behaviour = task -> {
            throw thrown;
        };
        return catchThrowableOfType(SdkException.class, () -> fetch(ADDRESS, Optional.empty()));
    }

    @Test
    @DisplayName(
            "a file is asked for below the base that is configured, as of a repository with the id wasi-sdk; what arrives is told")
    void below() {
        behaviour = task -> {
            task.getListener().transportStarted(0, 1000);
            task.getListener().transportProgressed(ByteBuffer.allocate(600));
            task.getListener().transportProgressed(ByteBuffer.allocate(400));
        };
        fetch(ADDRESS, Optional.empty());
        assertThat(repositories).singleElement().satisfies(repository -> {
            assertThat(repository.getId()).isEqualTo("wasi-sdk");
            assertThat(repository.getUrl()).isEqualTo("https://sdk.example/releases");
        });
        assertThat(tasks.get(0).getLocation()).hasToString("wasi-sdk-34/wasi-sdk-34.0.tar.gz?token=x");
        assertThat(tasks.get(0).getResumeOffset()).isZero();
        assertThat(progress).containsExactly("started 0 of OptionalLong[1000] true", "received 600", "received 400");
        assertThat(closed).isTrue();
    }

    @Test
    @DisplayName("a file elsewhere is below its own folder; a length that the server does not tell is none")
    void elsewhere() {
        behaviour = task -> task.getListener().transportStarted(0, -1);
        fetch(URI.create("https://other.example/a/b/sdk.tar.gz"), Optional.empty());
        assertThat(repositories.get(0).getUrl()).isEqualTo("https://other.example/a/b");
        assertThat(tasks.get(0).getLocation()).hasToString("sdk.tar.gz");
        assertThat(progress).containsExactly("started 0 of OptionalLong.empty true");
    }

    @Test
    @DisplayName("bytes that are there are gone on from only if they are known to be of the same content")
    void resumes() throws IOException {
        Files.write(file, new byte[500]);
        fetch(ADDRESS, Optional.of("tag"));
        fetch(ADDRESS, Optional.empty());
        assertThat(tasks).extracting(GetTask::getResumeOffset).containsExactly(500L, 0L);
    }

    @Test
    @DisplayName(
            "what arrived before a connection broke is kept, though the transporter keeps nothing, and the next attempt goes on from there")
    void keeps() throws IOException {
        breaksOff(0, "one, ");
        assertThat(file).hasContent("one, ");
        // Of a transporter whose process was killed.
        Path abandoned = Files.writeString(temp.resolve("part.17153464680094888106.tmp"), "one");
        breaksOff(5, "two");
        assertThat(abandoned).doesNotExist();
        assertThat(file).hasContent("one, two");
        // A server that sends all of it again, because it has changed or knows no parts.
        breaksOff(0, "new");
        assertThat(file).hasContent("new");
    }

    private void breaksOff(long offset, String content) {
        behaviour = task -> {
            assertThat(task.getResumeOffset()).isEqualTo(offset);
            task.getListener().transportStarted(offset, 100);
            task.getListener().transportProgressed(ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)));
            throw new IOException("Connection reset");
        };
        Optional<String> validator = offset == 0 ? Optional.empty() : Optional.of("tag");
        assertThat(catchThrowableOfType(SdkException.class, () -> fetch(ADDRESS, validator)))
                .isNotNull();
    }

    @Test
    @DisplayName("a mirror is given the rest of the path, and is the one that messages name")
    void mirrored() {
        mirror = Optional.of(new RemoteRepository.Builder("company", "default", "https://repo.example/raw/").build());
        SdkException failure = failure(new IOException("status code: 404, reason phrase: Not Found (404)"));
        assertThat(tasks.get(0).getLocation().toString()).startsWith("wasi-sdk-34/");
        assertThat(failure).hasMessageContaining("https://repo.example/raw/wasi-sdk-34/wasi-sdk-34.0.tar.gz");
        assertThat(failure).hasMessageNotContaining("token=x");
    }

    @Test
    @DisplayName("a mirror that blocks is named with the way out, and no transporter is asked")
    void blocked() {
        mirror = Optional.of(new RemoteRepository.Builder("maven-default-http-blocker", "default", "http://0.0.0.0/")
                .setBlocked(true)
                .build());
        SdkException failure = catchThrowableOfType(SdkException.class, () -> fetch(ADDRESS, Optional.empty()));
        assertThat(failure)
                .hasMessageContaining("maven-default-http-blocker")
                .hasMessageContaining("<mirrorOf>wasi-sdk</mirrorOf>");
        assertThat(repositories).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "404, SDK_NOT_PUBLISHED, false",
        "401, SDK_DOWNLOAD_REFUSED, false",
        "403, SDK_DOWNLOAD_REFUSED, false",
        "407, SDK_DOWNLOAD_REFUSED, false",
        "503, SDK_DOWNLOAD_FAILED, true",
        "429, SDK_DOWNLOAD_FAILED, true",
        "400, SDK_DOWNLOAD_FAILED, false"
    })
    @DisplayName("the status is understood from the words of Maven 3's transporters and of Maven 4's, however deep")
    void statuses(int status, DiagnosticId id, boolean retryable) {
        for (Exception thrown : List.of(
                new IOException("status code: " + status + ", reason phrase: Some (" + status + ")"),
                new IOException("transfer failed", new IOException("HTTP Status: " + status)))) {
            SdkException failure = failure(thrown);
            assertThat(failure.diagnosticId()).isEqualTo(id);
            assertThat(failure)
                    .isInstanceOfSatisfying(
                            TransferException.class,
                            each -> assertThat(each.retryable()).isEqualTo(retryable));
        }
    }

    @Test
    @DisplayName("a broken connection may be tried again; a full disk and a folder that is gone are the cache's matter")
    void broken() {
        assertThat(failure(new IOException("Connection reset")))
                .isInstanceOfSatisfying(
                        TransferException.class,
                        each -> assertThat(each.retryable()).isTrue())
                .hasMessageContaining("Connection reset");
        for (Exception thrown : List.of(
                new IOException("No space left on device"),
                new IOException("cannot", new IOException("Disk quota exceeded")),
                new NoSuchFileException("/gone"))) {
            assertThat(failure(thrown).diagnosticId()).isEqualTo(DiagnosticId.SDK_CACHE_FAILED);
        }
    }

    @Test
    @DisplayName("what the progress throws, such as for too large a file, is thrown as it is")
    void ownFailure() {
        SdkException own = new SdkException(DiagnosticId.SDK_TOO_LARGE, "too large", "look");
        assertThat(failure(new IOException("cancelled", own))).isSameAs(own);
    }

    @Test
    @DisplayName(
            "a transfer that is refused is given up, though the transporter reads on to the end of what the server sends")
    void refusedWhileReading() {
        SdkException own = new SdkException(DiagnosticId.SDK_TOO_LARGE, "too large", "look");
        refusal = Optional.of(own);
        behaviour = task -> {
            try {
                task.getListener().transportStarted(0, Long.MAX_VALUE);
            } finally {
                new CountDownLatch(1).await();
            }
        };
        assertThat(catchThrowableOfType(SdkException.class, () -> fetch(ADDRESS, Optional.empty())))
                .isSameAs(own);
    }

    @Test
    @DisplayName("an address that no transporter of Maven's is for is refused")
    void noTransporter() {
        SdkException failure = catchThrowableOfType(
                SdkException.class, () -> fetch(URI.create("gopher://sdk.example/a/b"), Optional.empty()));
        assertThat(failure.diagnosticId()).isEqualTo(DiagnosticId.SDK_DOWNLOAD_FAILED);
    }

    @Test
    @DisplayName("a file's address needs no transporter")
    void local() throws IOException {
        Path archive = Files.writeString(temp.resolve("sdk.tar.gz"), "content");
        fetch(archive.toUri(), Optional.empty());
        assertThat(file).hasContent("content");
        assertThat(repositories).isEmpty();
    }

    @Test
    @DisplayName("a silent server is given a minute, or as long as Maven is configured to wait")
    void patience() {
        fetch(ADDRESS, Optional.empty());
        session.setConfigProperty("aether.connector.requestTimeout", 5000);
        fetch(ADDRESS, Optional.empty());
        assertThat(sessions)
                .extracting(each -> each.getConfigProperties().get("aether.connector.requestTimeout"))
                .containsExactly(60_000, 5000);
    }
}
