package dev.wasmmaven.support.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {

    @TempDir
    Path temp;

    @Test
    @DisplayName("a file is written with its folders, replaced, and leaves nothing else behind")
    void writes() throws IOException {
        Path file = temp.resolve("a/b/file.json");
        AtomicFiles.writeString(file, "one");
        AtomicFiles.writeString(file, "zwei ä");
        assertThat(file).hasContent("zwei ä");
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    @DisplayName("others may read it as they may read any new file")
    void permissions() throws IOException {
        Assumptions.assumeTrue(Files.getFileStore(temp).supportsFileAttributeView(PosixFileAttributeView.class));
        Path plain = Files.writeString(temp.resolve("plain"), "");
        Path file = temp.resolve("file");
        AtomicFiles.writeString(file, "");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(plain));
    }

    @Test
    @DisplayName("a reader always sees one whole version, whoever writes")
    void neverHalf() throws Exception {
        Path file = temp.resolve("file");
        String a = "a".repeat(200_000);
        String b = "b".repeat(200_000);
        AtomicFiles.writeString(file, a);
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try {
            List<Future<Integer>> writers = new ArrayList<>();
            for (String content : List.of(a, b)) {
                writers.add(pool.submit((Callable<Integer>) () -> {
                    for (int i = 0; i < 50; i++) {
                        AtomicFiles.writeString(file, content);
                    }
                    return 50;
                }));
            }
            Future<Boolean> reader = pool.submit(() -> {
                boolean whole = true;
                while (!done.get()) {
                    String seen = Files.readString(file);
                    whole &= seen.equals(a) || seen.equals(b);
                }
                return whole;
            });
            for (Future<Integer> each : writers) {
                each.get();
            }
            done.set(true);
            assertThat(reader.get()).isTrue();
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    @DisplayName("a place that cannot be replaced is reported, and the finished file is still there")
    void refused() throws IOException {
        Path place = Files.createDirectories(temp.resolve("full/inner")).getParent();
        Path finished = Files.writeString(temp.resolve("finished"), "x");
        assertThatThrownBy(() -> AtomicFiles.publish(finished, place)).isInstanceOf(FileSystemException.class);
        assertThat(finished).hasContent("x");
        assertThatThrownBy(() -> AtomicFiles.publish(temp.resolve("nothing"), temp.resolve("place")))
                .isInstanceOf(NoSuchFileException.class);
    }
}
