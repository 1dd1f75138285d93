package dev.wasmmaven.sdk.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.sdk.HostPlatform;
import dev.wasmmaven.sdk.SdkException;
import dev.wasmmaven.sdk.SdkListener;
import dev.wasmmaven.sdk.WasiSdkVersion;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.support.digest.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachePrunerTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final CachePruner.Options EVERYTHING_BY_SIZE =
            new CachePruner.Options(Optional.empty(), Optional.of(0L), false);

    @TempDir
    Path folder;

    private SdkCache cache;

    @BeforeEach
    void setUp() {
        cache = new SdkCache(folder, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static SdkCache.Key key(int major) {
        return new SdkCache.Key(WasiSdkVersion.of(major, 0), HostPlatform.X86_64_LINUX);
    }

    private CacheEntry entry(int major, Duration unused) throws IOException {
        CacheEntry entry =
                cache.publish(key(major), Digest.sha256("archive " + major), "https://example.org/x y", sdk -> {
                    try {
                        Files.writeString(sdk.resolve("file"), "x".repeat(100));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    return new SdkCache.Content(1, 100);
                });
        Files.setLastModifiedTime(entry.folder().resolve(EntryNote.LAST_USED), FileTime.from(NOW.minus(unused)));
        return entry;
    }

    private CachePruner.Report prune(CachePruner.Options options) {
        return new CachePruner(cache).prune(options);
    }

    @Test
    @DisplayName("an entry is found with what was said of it, newest version first")
    void entries() throws IOException {
        entry(22, Duration.ZERO);
        entry(34, Duration.ofDays(3));
        assertThat(cache.entries())
                .extracting(CacheEntry::version)
                .containsExactly(WasiSdkVersion.of(34, 0), WasiSdkVersion.of(22, 0));
        CacheEntry found =
                cache.find(key(34), Optional.of(Digest.sha256("archive 34"))).orElseThrow();
        assertThat(found.origin()).isEqualTo("https://example.org/x%20y");
        assertThat(found.lastUsed()).isEqualTo(NOW.minus(Duration.ofDays(3)));
        assertThat(cache.isIntact(found)).isTrue();
        assertThat(cache.find(key(34), Optional.of(Digest.sha256("other")))).isEmpty();
    }

    @Test
    @DisplayName("an entry with files missing or added is not intact, and is replaced when it is made again")
    void notIntact() throws IOException {
        CacheEntry entry = entry(34, Duration.ZERO);
        Files.writeString(entry.root().resolve("more"), "");
        assertThat(cache.isIntact(entry)).isFalse();
        assertThat(cache.isIntact(entry(34, Duration.ZERO))).isTrue();
        assertThat(cache.entries()).hasSize(1);
        assertThat(folder.resolve("trash")).isEmptyDirectory();
    }

    @Test
    @DisplayName("entries unused for long are deleted, those in use never")
    void byAge() throws IOException {
        CacheEntry old = entry(22, Duration.ofDays(40));
        entry(33, Duration.ofDays(20));
        entry(34, Duration.ofMinutes(10));
        CachePruner.Report report =
                prune(new CachePruner.Options(Optional.of(Duration.ofDays(30)), Optional.empty(), false));
        assertThat(report.deleted()).extracting(CacheEntry::version).containsExactly(WasiSdkVersion.of(22, 0));
        assertThat(report.freedBytes()).isEqualTo(100);
        assertThat(old.folder()).doesNotExist();
        assertThat(cache.entries()).hasSize(2);
    }

    @Test
    @DisplayName("the least recently used go until the rest is small enough; one in use stays at any size")
    void bySize() throws IOException {
        entry(22, Duration.ofDays(1));
        entry(33, Duration.ofDays(2));
        entry(34, Duration.ofDays(3));
        CachePruner.Options options = new CachePruner.Options(Optional.empty(), Optional.of(200L), false);
        assertThat(prune(options).deleted()).extracting(CacheEntry::version).containsExactly(WasiSdkVersion.of(34, 0));
        entry(34, Duration.ofMinutes(1));
        assertThat(prune(EVERYTHING_BY_SIZE).kept())
                .extracting(CacheEntry::version)
                .containsExactly(WasiSdkVersion.of(34, 0));
    }

    @Test
    @DisplayName("a dry run deletes nothing")
    void dryRun() throws IOException {
        entry(22, Duration.ofDays(40));
        CachePruner.Report report = prune(new CachePruner.Options(Optional.empty(), Optional.of(0L), true));
        assertThat(report.deleted()).hasSize(1);
        assertThat(cache.entries()).hasSize(1);
    }

    @Test
    @DisplayName("using an entry keeps it, and is written at most once an hour")
    void used() throws IOException {
        CacheEntry entry = entry(22, Duration.ofDays(40));
        cache.used(cache.entries().get(0));
        assertThat(cache.entries().get(0).lastUsed()).isEqualTo(NOW);
        assertThat(prune(EVERYTHING_BY_SIZE).deleted()).isEmpty();

        FileTime recent = FileTime.from(NOW.minus(Duration.ofMinutes(30)));
        Files.setLastModifiedTime(entry.folder().resolve(EntryNote.LAST_USED), recent);
        cache.used(cache.entries().get(0));
        assertThat(Files.getLastModifiedTime(entry.folder().resolve(EntryNote.LAST_USED)))
                .isEqualTo(recent);
    }

    @Test
    @DisplayName("what dead processes left is cleaned; what a living one works on, and fresh downloads, are not")
    void leftovers() throws IOException {
        Path staging = Files.createDirectories(folder.resolve("staging/34.0-x86_64-linux/sdk"));
        Path busy = Files.createDirectories(folder.resolve("staging/33.0-x86_64-linux/sdk"));
        Path grave = Files.createDirectories(folder.resolve("trash/x1/x"));
        Path fresh = download(34, Duration.ofDays(1));
        Path old = download(33, Duration.ofDays(30));
        Path stale = download(22, Duration.ofDays(30));
        Thread holder = holding(key(33), () -> prune(EVERYTHING_BY_SIZE));
        assertThat(holder.isAlive()).isFalse();
        assertThat(staging).doesNotExist();
        assertThat(grave).doesNotExist();
        assertThat(stale).doesNotExist();
        assertThat(busy).exists();
        assertThat(old).exists();
        assertThat(fresh).exists();
    }

    /** Runs something on this thread while another thread has a lock. */
    private Thread holding(SdkCache.Key key, Runnable work) {
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        Thread holder = new Thread(() -> cache.locked(key, SdkListener.SILENT, () -> {
            locked.countDown();
            await(done);
            return "";
        }));
        holder.start();
        await(locked);
        work.run();
        done.countDown();
        try {
            holder.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return holder;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Path download(int major, Duration age) throws IOException {
        Path file = cache.download(key(major), URI.create("https://example.org/" + major));
        Files.writeString(file, "part");
        Files.setLastModifiedTime(file, FileTime.from(NOW.minus(age)));
        return file;
    }

    @Test
    @DisplayName("a failure while an entry is made leaves no trace of it")
    void failedFill() {
        assertThatThrownBy(() -> cache.publish(key(34), Digest.sha256("x"), "x", sdk -> {
                    throw new SdkException(DiagnosticId.SDK_CACHE_FAILED, "No space left on device", "free some");
                }))
                .hasMessage("No space left on device");
        assertThat(cache.entries()).isEmpty();
        assertThat(folder.resolve("staging")).isEmptyDirectory();
        assertThat(folder.resolve("sdks")).isEmptyDirectory();
    }

    @Test
    @DisplayName("a cache that cannot be written is told with its place")
    void notWritable() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        SdkCache impossible = new SdkCache(file.resolve("cache"), Clock.systemUTC());
        assertThat(impossible.entries()).isEmpty();
        assertThatThrownBy(() -> impossible.locked(key(34), SdkListener.SILENT, () -> ""))
                .isInstanceOfSatisfying(
                        SdkException.class,
                        failure -> assertThat(failure.diagnosticId()).isEqualTo(DiagnosticId.SDK_CACHE_FAILED))
                .hasMessageContaining(file.toString());
    }

    @Test
    @DisplayName("folders that are no entries are left alone")
    void foreign() throws IOException {
        Files.createDirectories(folder.resolve("sdks/mine"));
        Files.createDirectories(folder.resolve("sdks/broken/sdk"));
        Files.writeString(folder.resolve("sdks/broken/entry.properties"), "version=x\nplatform=x86_64-linux\n");
        assertThat(cache.entries()).isEmpty();
        prune(EVERYTHING_BY_SIZE);
        assertThat(folder.resolve("sdks/mine")).exists();
    }
}
