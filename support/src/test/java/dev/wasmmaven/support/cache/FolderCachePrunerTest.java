package dev.wasmmaven.support.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wasmmaven.support.cache.FolderCachePruner.Entry;
import dev.wasmmaven.support.cache.FolderCachePruner.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderCachePrunerTest {

    private static final Duration MONTH = Duration.ofDays(30);

    @TempDir
    Path temp;

    private FolderCache cache;

    @BeforeEach
    void fill() throws IOException {
        cache = new FolderCache(temp);
        for (String key : new String[] {"libc/1", "libc/2", "std/1"}) {
            get(key);
        }
    }

    private Path get(String key) throws IOException {
        return cache.get(key, () -> {}, folder -> Files.writeString(folder.resolve("file"), "content"));
    }

    private static void age(Path folder, Duration age) throws IOException {
        Files.setLastModifiedTime(folder, FileTime.from(Instant.now().minus(age)));
    }

    private Report prune(Duration unusedFor, boolean dryRun) throws IOException {
        return new FolderCachePruner(temp, Clock.systemUTC()).prune("libc", unusedFor, dryRun);
    }

    @Test
    @DisplayName(
            "what was not asked for in so long goes, from its own group only, and is made anew when it is asked for")
    void old() throws IOException {
        age(get("libc/1"), MONTH.plusDays(1));
        age(get("std/1"), MONTH.plusDays(1));
        Report dry = prune(MONTH, true);
        assertThat(dry.deleted()).extracting(Entry::folder).containsExactly(temp.resolve("libc/1"));
        assertThat(dry.freedBytes()).isEqualTo(7);
        assertThat(temp.resolve("libc/1")).exists();

        Report report = prune(MONTH, false);
        assertThat(report.deleted()).hasSize(1);
        assertThat(report.kept()).extracting(Entry::folder).containsExactly(temp.resolve("libc/2"));
        assertThat(temp.resolve("libc/1")).doesNotExist();
        assertThat(temp.resolve("std/1")).exists();
        try (Stream<Path> left = Files.list(temp.resolve("libc"))) {
            assertThat(left.filter(Files::isDirectory)).containsExactly(temp.resolve("libc/2"));
        }
        assertThat(get("libc/1").resolve("file")).hasContent("content");
    }

    @Test
    @DisplayName("being asked for keeps a folder, and what was used just now stays whatever is said")
    void used() throws IOException {
        age(temp.resolve("libc/1"), MONTH.plusDays(1));
        get("libc/1");
        assertThat(prune(Duration.ZERO, false).deleted()).isEmpty();
    }

    @Test
    @DisplayName("what a process left that died goes, unless somebody is making the same just now")
    void abandoned() throws Exception {
        Path left = Files.createDirectory(temp.resolve("libc/.unfinished-1-" + UUID.randomUUID()));
        Path making = Files.createDirectory(temp.resolve("libc/.unfinished-2-" + UUID.randomUUID()));
        age(left, MONTH);
        age(making, MONTH);
        PathLock lock = PathLock.acquire(temp.resolve("libc/.2.lock"));
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            other.submit(() -> prune(MONTH, false)).get();
        } finally {
            other.shutdown();
            lock.close();
        }
        assertThat(left).doesNotExist();
        assertThat(making).exists();
    }

    @Test
    @DisplayName("a cache that was never used has nothing to delete")
    void empty() throws IOException {
        assertThat(new FolderCachePruner(temp.resolve("none"), Clock.systemUTC())
                        .prune("libc", MONTH, false)
                        .deleted())
                .isEmpty();
    }
}
