package dev.wasmmaven.sdk.testkit;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real HTTP server on loopback that behaves as it is told, request by request. */
public final class TestServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Headers> requests = new CopyOnWriteArrayList<>();
    private final List<String> paths = new CopyOnWriteArrayList<>();

    /** Answers one request. */
    @FunctionalInterface
    public interface Answer {
        /**
         * @param number of this request, from 1
         */
        void to(HttpExchange exchange, int number) throws IOException;
    }

    public TestServer(Answer answer) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            int number;
            synchronized (requests) {
                requests.add(exchange.getRequestHeaders());
                paths.add(exchange.getRequestURI().toString());
                number = requests.size();
            }
            try (exchange) {
                answer.to(exchange, number);
            }
        });
        server.start();
    }

    /** Serves content as a good server does: with an entity tag, and in parts if asked. */
    public static Answer serving(byte[] content) {
        return (exchange, number) -> serve(exchange, content, Integer.MAX_VALUE);
    }

    /** Serves at most so many bytes of what was asked, then breaks the connection. */
    public static void serve(HttpExchange exchange, byte[] content, int most) throws IOException {
        String tag = "\"tag-" + content.length + "\"";
        exchange.getResponseHeaders().set("ETag", tag);
        String range = exchange.getRequestHeaders().getFirst("Range");
        String condition = exchange.getRequestHeaders().getFirst("If-Range");
        int offset = 0;
        int status = 200;
        if (range != null && (condition == null || condition.equals(tag))) {
            offset = Integer.parseInt(range.replaceAll("bytes=([0-9]+)-", "$1"));
            if (offset >= content.length) {
                exchange.sendResponseHeaders(416, -1);
                return;
            }
            status = 206;
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + offset + "-" + (content.length - 1) + "/" + content.length);
        }
        exchange.sendResponseHeaders(status, content.length - offset);
        OutputStream body = exchange.getResponseBody();
        int count = Math.min(most, content.length - offset);
        body.write(content, offset, count);
        body.flush();
    }

    public URI address(String path) {
        return URI.create("http://" + server.getAddress().getAddress().getHostAddress() + ":" + port() + path);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public int count() {
        return requests.size();
    }

    public List<Headers> requests() {
        return List.copyOf(requests);
    }

    public List<String> paths() {
        return List.copyOf(paths);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
