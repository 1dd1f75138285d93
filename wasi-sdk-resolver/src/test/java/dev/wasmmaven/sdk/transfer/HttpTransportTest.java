package dev.wasmmaven.sdk.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.sdk.SdkException;
import dev.wasmmaven.sdk.testkit.TestServer;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpTransportTest {

    private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);
    private static final Transport.Progress IGNORED = new Transport.Progress() {
        @Override
        public void started(long offset, OptionalLong total, Optional<String> validator) {}

        @Override
        public void received(int bytes) {}
    };

    @TempDir
    Path folder;

    private void fetch(HttpSettings settings, URI address) {
        new HttpTransport(settings)
                .fetch(new Transport.Request(address, folder.resolve("file"), Optional.empty()), IGNORED);
    }

    @Test
    @DisplayName("redirects are followed, to relative addresses too, and credentials go to their own server only")
    void redirects() throws IOException {
        try (TestServer other = new TestServer(TestServer.serving(CONTENT));
                TestServer server = new TestServer((exchange, number) -> {
                    String to = number == 1
                            ? "../moved"
                            : other.address("/elsewhere?signature=x").toString();
                    exchange.getResponseHeaders().set("Location", to);
                    exchange.sendResponseHeaders(302, -1);
                })) {
            URI address = server.address("/folder/file");
            fetch(
                    HttpSettings.defaults()
                            .withCredentials(List.of(HttpCredentials.basic(server.address("/"), "user", "pass"))),
                    address);
            assertThat(Files.readAllBytes(folder.resolve("file"))).isEqualTo(CONTENT);
            assertThat(server.paths()).containsExactly("/folder/file", "/moved");
            assertThat(server.requests())
                    .allSatisfy(headers ->
                            assertThat(headers.getFirst("Authorization")).isEqualTo("Basic dXNlcjpwYXNz"));
            assertThat(other.requests().get(0)).doesNotContainKey("Authorization");
        }
    }

    @Test
    @DisplayName("a token is sent as such")
    void bearer() throws IOException {
        try (TestServer server = new TestServer(TestServer.serving(CONTENT))) {
            HttpCredentials token = HttpCredentials.bearer(server.address("/x"), "secret");
            fetch(HttpSettings.defaults().withCredentials(List.of(token)), server.address("/a"));
            assertThat(server.requests().get(0).getFirst("Authorization")).isEqualTo("Bearer secret");
            assertThat(token.toString()).doesNotContain("secret");
        }
    }

    @Test
    @DisplayName("a circle of redirects, and one to another scheme, are refused and not tried again")
    void badRedirects() throws IOException {
        for (String location : List.of("/round", "file:///etc/passwd", "")) {
            try (TestServer server = new TestServer((exchange, number) -> {
                exchange.getResponseHeaders().set("Location", location);
                exchange.sendResponseHeaders(301, -1);
            })) {
                assertThatThrownBy(() -> fetch(HttpSettings.defaults(), server.address("/round")))
                        .isInstanceOfSatisfying(
                                TransferException.class,
                                e -> assertThat(e.retryable()).isFalse())
                        .hasMessageContaining("redirect");
            }
        }
    }

    @Test
    @DisplayName(
            "a proxy is used; if it asks it gets user name and password; without them the message says what is missing")
    void proxies() throws IOException {
        try (TestServer proxy = new TestServer((exchange, number) -> {
            String login = exchange.getRequestHeaders().getFirst("Proxy-Authorization");
            if ("Basic cDpx".equals(login)) {
                TestServer.serve(exchange, CONTENT, Integer.MAX_VALUE);
            } else {
                exchange.getResponseHeaders().set("Proxy-Authenticate", "Basic realm=\"proxy\"");
                exchange.sendResponseHeaders(407, -1);
            }
        })) {
            HttpSettings settings = HttpSettings.defaults()
                    .withProxies(ProxySelector.of(new InetSocketAddress("127.0.0.1", proxy.port())));
            URI address = URI.create("http://wasi-sdk.invalid/file.tar.gz");
            assertThatThrownBy(() -> fetch(settings, address))
                    .isInstanceOfSatisfying(
                            SdkException.class,
                            e -> assertThat(e.diagnosticId()).isEqualTo(DiagnosticId.SDK_DOWNLOAD_REFUSED))
                    .hasMessageContaining("407");
            assertThatThrownBy(() -> fetch(settings.withProxyLogin("p", "wrong"), address))
                    .isInstanceOfSatisfying(
                            SdkException.class,
                            e -> assertThat(e.diagnosticId()).isEqualTo(DiagnosticId.SDK_DOWNLOAD_REFUSED));

            fetch(settings.withProxyLogin("p", "q"), address);
            assertThat(Files.readAllBytes(folder.resolve("file"))).isEqualTo(CONTENT);
            assertThat(proxy.paths()).contains(address.toString());
        }
    }

    @Test
    @DisplayName("a partial answer that starts elsewhere is not appended")
    void wrongPart() throws IOException {
        Path file = folder.resolve("file");
        Files.write(file, new byte[3]);
        try (TestServer server = new TestServer((exchange, number) -> {
            exchange.getResponseHeaders().set("Content-Range", "bytes 5-6/7");
            exchange.sendResponseHeaders(206, 2);
            exchange.getResponseBody().write(CONTENT, 5, 2);
        })) {
            Transport.Request request = new Transport.Request(server.address("/a"), file, Optional.of("\"tag\""));
            assertThatThrownBy(() -> new HttpTransport(HttpSettings.defaults()).fetch(request, IGNORED))
                    .hasMessageContaining("another part");
            assertThat(file).hasSize(3);
        }
    }

    @Test
    @DisplayName("a file that is longer than the content by now is fetched anew")
    void notSatisfiable() throws IOException {
        Path file = folder.resolve("file");
        Files.write(file, new byte[100]);
        try (TestServer server = new TestServer((exchange, number) -> TestServer.serve(exchange, CONTENT, 100))) {
            new HttpTransport(HttpSettings.defaults())
                    .fetch(
                            new Transport.Request(
                                    server.address("/a"), file, Optional.of("\"tag-" + CONTENT.length + "\"")),
                            IGNORED);
            assertThat(server.count()).isEqualTo(2);
            assertThat(Files.readAllBytes(file)).isEqualTo(CONTENT);
        }
    }
}
