package dev.wasmmaven.sdk.transfer;

import dev.wasmmaven.sdk.SdkException;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import java.io.IOException;
import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** The JDK's HTTP client as a transport: ranges (RFC 9110 section 14), redirects, proxies, credentials, limits for silence. */
public final class HttpTransport implements Transport {

    private static final int MOST_REDIRECTS = 10;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final HttpSettings settings;
    private final FileOpener files;

    // Guarded by this.
    private @Nullable HttpClient client;

    /** A transport with these settings. */
    public HttpTransport(HttpSettings settings) {
        this(settings, HttpTransport::open);
    }

    HttpTransport(HttpSettings settings, FileOpener files) {
        this.settings = settings;
        this.files = files;
    }

    /** Made when first needed: it takes more than all that the plugin does in a build that fetches nothing. */
    private synchronized HttpClient client() {
        HttpClient made = client;
        if (made == null) {
            // Redirects are followed here: the client would send the credentials along to another server.
            HttpClient.Builder builder = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(settings.connectTimeout());
            settings.proxies().ifPresent(builder::proxy);
            settings.proxyLogin().ifPresent(login -> builder.authenticator(new ProxyLogin(login)));
            made = builder.build();
            client = made;
        }
        return made;
    }

    /** Opens the file that a transfer writes; replaced in tests by one that fails. */
    @FunctionalInterface
    interface FileOpener {
        WritableByteChannel open(Path file, boolean append) throws IOException;
    }

    private static WritableByteChannel open(Path file, boolean append) throws IOException {
        return append
                ? Files.newByteChannel(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND)
                : Files.newByteChannel(
                        file,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING);
    }

    @Override
    public void fetch(Request request, Progress progress) {
        if (FileTransport.serves(request.address())) {
            new FileTransport().fetch(request, progress);
            return;
        }
        long present = request.validator().isPresent() ? size(request.file()) : 0;
        try {
            fetch(request, present, progress);
        } catch (HttpTimeoutException e) {
            throw TransferException.broken(request.address(), "the server did not answer in time", e);
        } catch (IOException e) {
            throw failed(request.address(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SdkException.Interrupted("downloading " + TransferException.display(request.address()), e);
        }
    }

    private static TransferException failed(URI address, IOException e) {
        String text = String.valueOf(e.getMessage());
        // The client's ways to say that a proxy did not accept, or was not sent, a user name.
        boolean proxy =
                text.contains("407") || text.contains("Proxy Authentication") || text.contains("authentication");
        if (proxy && !(e instanceof BodyQueue.StalledException)) {
            return TransferException.proxyRefused(address, e);
        }
        return TransferException.broken(address, TransferException.reason(e), e);
    }

    private void fetch(Request request, long present, Progress progress) throws IOException, InterruptedException {
        URI address = request.address();
        long offset = present;
        for (int hops = 0; hops <= MOST_REDIRECTS; hops++) {
            HttpResponse<Flow.Publisher<List<ByteBuffer>>> response = send(address, offset, request.validator());
            BodyQueue body = new BodyQueue();
            response.body().subscribe(body);
            int status = response.statusCode();
            try {
                if (REDIRECTS.contains(status)) {
                    address = redirect(address, response);
                } else if (status == 416 && offset > 0) {
                    // The content has become shorter than what is here: start over.
                    offset = 0;
                } else if (status == 200 || (status == 206 && offset > 0)) {
                    receive(request, new Answer(response, status == 206 ? offset : 0), body, progress);
                    return;
                } else {
                    throw TransferException.status(address, status);
                }
            } finally {
                body.cancel();
            }
        }
        throw TransferException.refused(request.address(), "more than " + MOST_REDIRECTS + " redirects");
    }

    private HttpResponse<Flow.Publisher<List<ByteBuffer>>> send(URI address, long offset, Optional<String> validator)
            throws IOException, InterruptedException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(address)
                .timeout(settings.stallTimeout())
                .header("Accept-Encoding", "identity")
                .header("User-Agent", "wasm-maven wasi-sdk-resolver");
        for (HttpCredentials each : settings.credentials()) {
            if (each.applyTo(address)) {
                builder.header("Authorization", each.header());
            }
        }
        if (offset > 0 && validator.isPresent()) {
            builder.header("Range", "bytes=" + offset + "-").header("If-Range", validator.get());
        }
        return client().send(builder.build(), HttpResponse.BodyHandlers.ofPublisher());
    }

    private static URI redirect(URI from, HttpResponse<?> response) {
        String location = response.headers().firstValue("Location").orElse("");
        URI to;
        try {
            to = from.resolve(location);
        } catch (IllegalArgumentException e) {
            throw TransferException.refused(from, "it redirects to what is no address");
        }
        String scheme = String.valueOf(to.getScheme());
        boolean downgrade = "https".equalsIgnoreCase(from.getScheme()) && !"https".equalsIgnoreCase(scheme);
        if (location.isEmpty() || downgrade || !scheme.toLowerCase(Locale.ROOT).startsWith("http")) {
            throw TransferException.refused(from, "it redirects to '" + TransferException.display(to) + "'");
        }
        return to;
    }

    private void receive(Request request, Answer answer, BodyQueue body, Progress progress)
            throws IOException, InterruptedException {
        if (!answer.continuesAtOffset()) {
            throw TransferException.broken(request.address(), "the server sent another part than was asked for", null);
        }
        progress.started(answer.offset(), answer.total(), answer.validator());
        long here = answer.offset();
        try (Sink sink = new Sink(request.file(), answer.offset() > 0)) {
            while (true) {
                List<ByteBuffer> part = body.next(settings.stallTimeout());
                if (part.isEmpty()) {
                    break;
                }
                for (ByteBuffer bytes : part) {
                    int count = bytes.remaining();
                    sink.write(bytes);
                    here += count;
                    progress.received(count);
                }
            }
        }
        if (answer.total().isPresent() && here != answer.total().getAsLong()) {
            throw TransferException.broken(
                    request.address(),
                    "the connection ended after " + here + " of "
                            + answer.total().getAsLong() + " bytes",
                    null);
        }
    }

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw notWritten(file, e);
        }
    }

    private static SdkException notWritten(Path file, IOException cause) {
        return new SdkException(
                DiagnosticId.SDK_CACHE_FAILED,
                "cannot write '" + file + "': " + cause.getMessage(),
                "free space on the disk or configure another cache directory, then start the build again: the download goes on"
                        + " where it stopped",
                cause);
    }

    /** The file, whose failures must not be taken for the network's: those are tried again, these are not. */
    private final class Sink implements AutoCloseable {
        private final Path file;
        private final WritableByteChannel channel;

        Sink(Path file, boolean append) {
            this.file = file;
            try {
                this.channel = files.open(file, append);
            } catch (IOException e) {
                throw notWritten(file, e);
            }
        }

        void write(ByteBuffer bytes) {
            try {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            } catch (IOException e) {
                throw notWritten(file, e);
            }
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                throw notWritten(file, e);
            }
        }
    }

    /** Answers proxies only; servers get their credentials without being asked. */
    private static final class ProxyLogin extends Authenticator {
        private final PasswordAuthentication login;

        ProxyLogin(PasswordAuthentication login) {
            this.login = login;
        }

        @Override
        protected @Nullable PasswordAuthentication getPasswordAuthentication() {
            return getRequestorType() == RequestorType.PROXY ? login : null;
        }
    }
}
