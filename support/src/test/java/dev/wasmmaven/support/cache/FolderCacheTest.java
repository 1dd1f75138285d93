package dev.wasmmaven.support.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderCacheTest {

    @TempDir
    Path temp;

    private final AtomicInteger fillings = new AtomicInteger();

    private Path get(FolderCache cache) throws IOException {
        return cache.get("things/one", () -> {}, folder -> {
            fillings.incrementAndGet();
            Files.writeString(folder.resolve("file"), "content");
        });
    }

    @Test
    @DisplayName("a folder is filled once, however many ask for it at once")
    void once() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Path>> places = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                places.add(threads.submit(() -> get(new FolderCache(temp))));
            }
            for (Future<Path> each : places) {
                assertThat(each.get().resolve("file")).hasContent("content");
            }
        } finally {
            threads.shutdown();
        }
        assertThat(fillings).hasValue(1);
    }

    @Test
    @DisplayName("what fails leaves nothing, and the next one fills anew")
    void failure() throws IOException {
        FolderCache cache = new FolderCache(temp);
        assertThatThrownBy(() -> cache.get("things/one", () -> {}, folder -> {
                    Files.writeString(folder.resolve("half"), "");
                    throw new IOException("the disk is full");
                }))
                .hasMessage("the disk is full");
        assertThat(get(cache)).isDirectoryNotContaining("glob:**half");
    }

    @Test
    @DisplayName("what a killed process left behind is removed by the next one that fills")
    void abandoned() throws IOException {
        Path left = Files.createDirectories(temp.resolve("things/.unfinished-one-1234"));
        Files.writeString(left.resolve("half"), "");
        get(new FolderCache(temp));
        assertThat(left).doesNotExist();
    }

    @Test
    @DisplayName("a copy leaves out what is not wanted")
    void copies() throws IOException {
        Path from = Files.createDirectories(temp.resolve("from"));
        Files.createDirectories(from.resolve("a/.git/objects"));
        Files.writeString(from.resolve("a/file"), "content");
        FolderCache.copy(from, temp.resolve("to"), path -> !path.endsWith(".git"));
        try (Stream<Path> all = Files.walk(temp.resolve("to"))) {
            assertThat(all.map(path -> temp.resolve("to").relativize(path).toString()))
                    .containsExactlyInAnyOrder("", "a", Path.of("a", "file").toString());
        }
    }

    @Test
    @DisplayName("a key stays inside of the cache")
    void inside() {
        FolderCache cache = new FolderCache(temp.resolve("cache"));
        assertThatThrownBy(() -> cache.get("../elsewhere", () -> {}, folder -> {}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
