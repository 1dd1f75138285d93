package dev.wasmmaven.sdk.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.wasmmaven.sdk.cache.CacheEntry;
import dev.wasmmaven.sdk.cache.SdkCache;
import dev.wasmmaven.sdk.testkit.FakeSdk;
import dev.wasmmaven.sdk.testkit.ResolveMain;
import dev.wasmmaven.sdk.testkit.TestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Real processes: several at once, and such that die in the middle. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the fake clang is a shell script")
class ProcessesTest {

    private static final int FILES = 1500;
    private static final int CHUNK = 4096;

    @TempDir
    Path temp;

    private byte[] archive;
    private Path folder;

    @BeforeEach
    void setUp() throws IOException {
        archive = FakeSdk.version("34.0").files(FILES).archiveBytes();
        folder = temp.resolve("cache");
    }

    private Process start(TestServer server) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ResolveMain.class.getName(),
                        folder.toString(),
                        server.address("/sdk").toString())
                .redirectErrorStream(true)
                .start();
    }

    private static List<String> output(Process process) throws IOException {
        try (BufferedReader reader = reader(process)) {
            return reader.lines().toList();
        }
    }

    private static BufferedReader reader(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    @Test
    @Timeout(120)
    @DisplayName("eight processes that ask for the same SDK at once: one download, eight successes")
    void together() throws IOException, InterruptedException {
        try (TestServer server = new TestServer((exchange, number) -> slowly(exchange, 20))) {
            List<Process> processes = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                processes.add(start(server));
            }
            for (Process process : processes) {
                List<String> said = output(process);
                assertThat(process.waitFor()).as("output %s", said).isZero();
                assertThat(said.get(said.size() - 1)).startsWith("resolved " + folder);
            }
            assertThat(server.count()).isOne();
        }
    }

    @Test
    @Timeout(1200)
    @DisplayName("processes killed at any moment leave the cache complete or absent, and the next one succeeds")
    void killed() throws IOException, InterruptedException {
        int kills = Integer.getInteger("resolver.kills", 6);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        SdkCache cache = new SdkCache(folder, Clock.systemUTC());
        int interruptedDownloads = 0;
        int interruptedUnpackings = 0;
        try (TestServer server = new TestServer((exchange, number) -> slowly(exchange, 10))) {
            for (int i = 0; i < kills; i++) {
                List<String> said = runAndKill(server, i % 2 == 0 ? "downloading" : "unpacking", random);
                assertThat(said).as("seed %d", seed).noneMatch(line -> line.startsWith("failed"));
                boolean finished = said.stream().anyMatch(line -> line.startsWith("resolved"));
                interruptedDownloads += !said.contains("unpacking") ? 1 : 0;
                interruptedUnpackings += said.contains("unpacking") && !finished ? 1 : 0;
                assertCompleteOrAbsent(cache, seed);
                if (!cache.entries().isEmpty()) {
                    deleteEntries();
                }
            }
            Process last = start(server);
            List<String> said = output(last);
            assertThat(last.waitFor()).as("output %s, seed %d", said, seed).isZero();
        }
        assertThat(cache.entries()).hasSize(1);
        assertCompleteOrAbsent(cache, seed);
        for (String leftover : List.of("staging", "downloads")) {
            assertThat(folder.resolve(leftover)).as("seed %d", seed).isEmptyDirectory();
        }
        assertThat(interruptedDownloads + interruptedUnpackings)
                .as("seed %d", seed)
                .isPositive();
    }

    /** Starts a process and kills it some moments after it has come to a phase; it may have finished before. */
    private List<String> runAndKill(TestServer server, String phase, Random random)
            throws IOException, InterruptedException {
        Process process = start(server);
        List<String> said = new ArrayList<>();
        try (BufferedReader reader = reader(process)) {
            String line = "";
            while (line != null && !line.equals(phase) && !line.startsWith("resolved")) {
                line = reader.readLine();
                if (line != null) {
                    said.add(line);
                }
            }
            Thread.sleep(random.nextInt(150));
            process.destroyForcibly();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            reader.lines().forEach(said::add);
        } catch (UncheckedIOException e) {
            // The stream of a killed process may end in an error.
            said.add("killed");
        }
        return said;
    }

    private void assertCompleteOrAbsent(SdkCache cache, long seed) throws IOException {
        List<CacheEntry> entries = cache.entries();
        Path sdks = folder.resolve("sdks");
        if (Files.exists(sdks)) {
            try (Stream<Path> folders = Files.list(sdks)) {
                assertThat(folders).as("seed %d", seed).hasSize(entries.size());
            }
        }
        assertThat(entries).as("seed %d", seed).allMatch(cache::isIntact);
    }

    private void deleteEntries() throws IOException {
        try (Stream<Path> tree = Files.walk(folder.resolve("sdks"))) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private void slowly(HttpExchange exchange, long pauseMillis) throws IOException {
        exchange.getResponseHeaders().set("ETag", "\"tag\"");
        String range = exchange.getRequestHeaders().getFirst("Range");
        int offset = range == null ? 0 : Integer.parseInt(range.replaceAll("[^0-9]", ""));
        if (offset > 0) {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + offset + "-" + (archive.length - 1) + "/" + archive.length);
        }
        exchange.sendResponseHeaders(offset > 0 ? 206 : 200, archive.length - offset);
        for (int at = offset; at < archive.length; at += CHUNK) {
            exchange.getResponseBody().write(archive, at, Math.min(CHUNK, archive.length - at));
            exchange.getResponseBody().flush();
            try {
                Thread.sleep(pauseMillis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
